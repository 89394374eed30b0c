#include "vault/credential_answer.h"

#include "support/printers.h"

#include <QObject>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

CredentialRef refOf(const char *text)
{
    return parseCredentialRef(QString::fromLatin1(text)).value_or(CredentialRef{});
}

TEST(AnswerLater, ComesOnceFromTheEventLoop)
{
    QObject context;
    int answers = 0;
    answerLater(
        &context, [&](const Result<Secret> &result) { answers += result ? 1 : 100; }, Secret(QByteArray("x")));
    EXPECT_EQ(answers, 0);
    QTest::qWait(2);
    EXPECT_EQ(answers, 1);
}

TEST(AnswerLater, IsSilentWhenTheContextDies)
{
    auto context = std::make_unique<QObject>();
    int answers = 0;
    answerLater(
        context.get(), [&](auto) { ++answers; }, Secret(QByteArray("x")));
    context.reset();
    QTest::qWait(2);
    EXPECT_EQ(answers, 0);
}

TEST(ShownRef, NamesOfACommandTheProgramAlone)
{
    EXPECT_EQ(shownRef(refOf("command:op read --token hunter2 op://a/b")), QStringLiteral("command:op"));
    EXPECT_EQ(shownRef(refOf("command:\"/opt/my tool\" --password=x")), QStringLiteral("command:/opt/my tool"));
    EXPECT_EQ(shownRef(refOf("aws-sm:prod/hubspot#T")), QStringLiteral("aws-sm:prod/hubspot#T"));
}

TEST(Located, PutsTheReferenceInFrontAndKeepsTheReach)
{
    const Result<Secret> result = located(
        refOf("env:T"),
        tl::unexpected(Error{.kind = Error::Kind::Offline, .detail = QStringLiteral("x"), .reach = Error::Reach::Dns}));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error(),
              (Error{.kind = Error::Kind::Storage, .detail = QStringLiteral("env:T: x"), .reach = Error::Reach::Dns}));
    EXPECT_TRUE(located(refOf("env:T"), Secret(QByteArray("x"))));
}

TEST(ShownNames, ShowsTenAndNothingThatMayBeASecret)
{
    EXPECT_EQ(shownNames({}), QString());
    EXPECT_EQ(shownNames({QStringLiteral("A"), QStringLiteral("b.c-d_e")}), QStringLiteral("A, b.c-d_e"));
    EXPECT_EQ(shownNames({QStringLiteral("A"), QStringLiteral("pat-na1-1"), QString(41, u'x'), QStringLiteral("a b")}),
              QStringLiteral("A and 3 more"));
    EXPECT_EQ(shownNames({QStringLiteral("pat-na1-1")}), QString());
    EXPECT_EQ(shownNames(QStringList(12, QStringLiteral("A"))),
              QStringLiteral("A, A, A, A, A, A, A, A, A, A and 2 more"));
}

TEST(CutLineEnds, CutsAllOfThemAndNoOtherSpace)
{
    QByteArray text("a\n b \r\n\n");
    cutLineEnds(text);
    EXPECT_EQ(text, "a\n b ");
}

} // namespace

} // namespace hubwatch::testing
