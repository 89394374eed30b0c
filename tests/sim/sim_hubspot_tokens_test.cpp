#include "sim/sim_hubspot_tokens.h"

#include "support/printers.h"

#include <QRegularExpression>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

constexpr TimePoint tokensNow{1'763'884'800s};

class SimTokensTest : public ::testing::Test
{
protected:
    SimTokens tokens{1, 4242};
    QString first = tokens.all()[0].token;

    SimToken::Standing standing(const QString &token, TimePoint at = tokensNow) const
    {
        return standingOf(tokens.find(token), at);
    }
};

TEST_F(SimTokensTest, AreOfHubSpotsShapeAndLookMadeUp)
{
    const QRegularExpression shape(QStringLiteral("^pat-[a-z]{2}1-face0000-5eed-4000-8000-[0-9a-f]{12}$"));
    for (const SimToken &token : tokens.all())
        EXPECT_TRUE(shape.match(token.token).hasMatch()) << token.token.toStdString();
    EXPECT_EQ(tokens.all()[1].kind, SimToken::Kind::ServiceKey);
    EXPECT_EQ(tokens.all()[3].hublet, QStringLiteral("eu1"));
}

TEST_F(SimTokensTest, FallByRevokingAndExpiring)
{
    EXPECT_EQ(standing(first), SimToken::Standing::Good);
    EXPECT_TRUE(tokens.expire(first, tokensNow + 1min));
    EXPECT_EQ(standing(first), SimToken::Standing::Good);
    EXPECT_EQ(standing(first, tokensNow + 1min), SimToken::Standing::Expired);
    EXPECT_TRUE(tokens.revoke(first));
    EXPECT_EQ(standing(first), SimToken::Standing::Revoked);
    EXPECT_EQ(standing(QStringLiteral("x")), SimToken::Standing::Unknown);
    EXPECT_FALSE(tokens.revoke(QStringLiteral("x")));
}

TEST_F(SimTokensTest, RotateWithinTheirApp)
{
    const QString next = tokens.rotate(first, tokensNow + 7 * 24h);
    EXPECT_EQ(tokens.find(next)->app, tokens.find(first)->app);
    EXPECT_EQ(tokens.find(next)->scopes, tokens.find(first)->scopes);
    EXPECT_FALSE(tokens.find(next)->expiresAt);
    EXPECT_EQ(standing(first, tokensNow + 7 * 24h), SimToken::Standing::Expired);
    tokens.revoke(next);
    EXPECT_EQ(tokens.rotate(next, tokensNow), QString()) << "what is revoked cannot be rotated";
}

TEST_F(SimTokensTest, ShowOnlyTheirEnds)
{
    EXPECT_EQ(shownSimToken(first), QStringLiteral("pat-na1-...") + first.right(4));
    EXPECT_EQ(shownSimToken(QStringLiteral("Cabcdefgh")), QStringLiteral("C...efgh"));
    EXPECT_EQ(shownSimToken({}), QString());
}

TEST_F(SimTokensTest, NameTheirKinds)
{
    for (const auto kind : {SimToken::Kind::PrivateApp, SimToken::Kind::ServiceKey, SimToken::Kind::OAuth})
        EXPECT_EQ(parseSimTokenKind(simTokenKindText(kind)), kind);
    EXPECT_FALSE(parseSimTokenKind(QStringLiteral("password")));
}

} // namespace
} // namespace hubwatch
