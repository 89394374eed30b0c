#include "alerts/alert_book.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using State = Alert::State;

const TimePoint start(1'763'884'800s);
const QString crm = QStringLiteral("crm");
const QString billing = QStringLiteral("billing");

Rule ruleNamed(const char *name, QStringList services = {})
{
    return {.name = QString::fromLatin1(name),
            .signal = QStringLiteral("api.error_rate"),
            .threshold = 0.05,
            .holdFor = 30s,
            .services = std::move(services)};
}

std::vector<Reading> readingsAt(Duration at, double value)
{
    return {{.at = start + at,
             .observedAt = start + at,
             .signal = QStringLiteral("api.error_rate"),
             .validity = Reading::Validity::Known,
             .value = value,
             .n = 100}};
}

class AlertBookTest : public ::testing::Test
{
protected:
    std::vector<AlertChange> evaluate(const QString &service, Duration at, double value)
    {
        return book.evaluate(rules, service, readingsAt(at, value), 45s);
    }

    std::vector<Rule> rules{ruleNamed("all"), ruleNamed("only-crm", {crm})};
    AlertBook book;
};

TEST_F(AlertBookTest, TellsEachChangeOnce)
{
    const auto pending = evaluate(crm, 0s, 1);
    ASSERT_EQ(pending.size(), 2u);
    EXPECT_EQ(pending[0].from, State::Inactive);
    EXPECT_EQ(pending[0].alert.state, State::Pending);
    EXPECT_EQ(pending[0].alert.service, crm);
    EXPECT_EQ(pending[1].alert.rule, QStringLiteral("only-crm"));
    EXPECT_TRUE(evaluate(crm, 15s, 1).empty());
    EXPECT_EQ(evaluate(crm, 30s, 1).size(), 2u);
}

TEST_F(AlertBookTest, KeepsServicesApartAndHonoursTheRulesOwnList)
{
    evaluate(crm, 0s, 1);
    EXPECT_EQ(evaluate(billing, 0s, 1).size(), 1u);
    EXPECT_EQ(book.find(QStringLiteral("only-crm"), billing), nullptr);
    EXPECT_EQ(book.alerts(rules, billing).size(), 1u);
    EXPECT_EQ(book.alerts(rules, crm).size(), 2u);
}

TEST_F(AlertBookTest, LeavesARuleAloneThatIsOffOrHasNoReading)
{
    rules[0].enabled = false;
    rules[1].signal = QStringLiteral("quota.daily");
    EXPECT_TRUE(evaluate(crm, 0s, 1).empty());
    EXPECT_TRUE(book.alerts(rules, billing).empty());
    EXPECT_EQ(book.alerts(rules, crm).front().state, State::Inactive);
}

TEST_F(AlertBookTest, ComesBackFromItsBytesAsItWas)
{
    evaluate(crm, 0s, 1);
    evaluate(crm, 15s, 1);
    evaluate(billing, 0s, 1);
    evaluate(billing, 30s, 1);
    evaluate(billing, 45s, 0);
    const AlertBook::Restored restored = AlertBook::fromBytes(book.toBytes());
    EXPECT_EQ(restored.notice, QString());
    EXPECT_EQ(restored.book, book);
    EXPECT_EQ(restored.book.find(QStringLiteral("all"), crm)->held, 15s);
}

TEST_F(AlertBookTest, StartsAnewFromDamagedBytesAndSaysSo)
{
    evaluate(crm, 0s, 1);
    const QByteArray whole = book.toBytes();
    for (const QByteArray &bytes : {whole.left(whole.size() / 2), QByteArray("{}"), QByteArray("\x00\xff", 2),
                                    QByteArray(whole).replace("pending", "on fire")}) {
        const AlertBook::Restored restored = AlertBook::fromBytes(bytes);
        EXPECT_EQ(restored.book, AlertBook());
        EXPECT_NE(restored.notice, QString()) << bytes.toStdString();
    }
    EXPECT_EQ(AlertBook::fromBytes({}).notice, QString()) << "nothing was kept yet";
}

TEST_F(AlertBookTest, KeepsTheTimersOfRulesThatStay)
{
    evaluate(crm, 0s, 1);
    evaluate(crm, 15s, 1);
    rules.pop_back();
    const auto ended = book.keepOnly(rules, {crm}, start + 20s);
    ASSERT_EQ(ended.size(), 1u);
    EXPECT_EQ(ended[0].from, State::Pending);
    EXPECT_EQ(ended[0].alert.state, State::Inactive);
    EXPECT_NE(ended[0].alert.note, QString());
    const auto fired = evaluate(crm, 30s, 1);
    ASSERT_EQ(fired.size(), 1u);
    EXPECT_EQ(fired[0].alert.state, State::Firing);
}

TEST_F(AlertBookTest, ForgetsServicesThatAreGone)
{
    evaluate(crm, 0s, 0);
    evaluate(billing, 0s, 1);
    EXPECT_EQ(book.keepOnly(rules, {crm}, start).size(), 1u);
    EXPECT_EQ(book.find(QStringLiteral("all"), billing), nullptr);
    EXPECT_NE(book.find(QStringLiteral("all"), crm), nullptr);
}

} // namespace
} // namespace hubwatch
