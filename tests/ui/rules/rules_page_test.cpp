#include "support/canned_alerting.h"
#include "support/fake_console.h"
#include "support/printers.h"
#include "support/window_states.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/rules/cell_table.h"
#include "ui/rules/rule_edit.h"
#include "ui/rules/rules_page.h"
#include "workspace/rule_defaults.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

using testing::cannedBacktest;

class RulesPageTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        console.show(testing::alertingSnapshot());
        page.resize(1196, 728);
        page.show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&page));
        table = child<CellTable>("rulesTable");
        for (const LedgerQuery &query : console.alertDesk.ledgerQueries) // the routes' refused notices
            emit console.alertDesk.ledgerFound(testing::cannedLedger(query));
    }

    template<class T>
    T *child(const char *name)
    {
        return page.findChild<T *>(QString::fromLatin1(name));
    }
    std::vector<BacktestQuestion> &questions() { return console.alertDesk.backtests; }
    bool waitForQuestion(size_t number)
    {
        return QTest::qWaitFor([&] { return questions().size() >= number; }, 2000);
    }
    void edit(const char *rule)
    {
        table->pick(QString::fromLatin1(rule));
        child<QPushButton>("editRule")->click();
    }

    testing::FakeConsole console;
    RulesPage page{console};
    CellTable *table = nullptr;
};

} // namespace

TEST_F(RulesPageTest, GoesToItsPartsByKey)
{
    for (const auto &[key, part] : {std::pair{Qt::Key_2, RulesPart::Mutes}, std::pair{Qt::Key_3, RulesPart::Routes},
                                    std::pair{Qt::Key_4, RulesPart::Ledger}, std::pair{Qt::Key_1, RulesPart::Rules}}) {
        QTest::keyClick(page.focusWidget() ? page.focusWidget() : &page, key, Qt::AltModifier);
        EXPECT_EQ(page.part(), part);
    }
}

TEST_F(RulesPageTest, ShowsTheWorstStateAndTheTrueRoutes)
{
    const auto row = [&](const QString &key) {
        for (int at = 0; at < table->model()->rowCount(); ++at)
            if (table->model()->index(at, 0).data(CellModel::KeyRole).toString() == key)
                return at;
        return -1;
    };
    const auto text = [&](const char *rule, int column) {
        return table->model()->index(row(QString::fromLatin1(rule)), column).data().toString();
    };
    EXPECT_EQ(text("api.error_rate", 1), QStringLiteral("firing: contacts-sync"));
    EXPECT_EQ(text("api.error_rate", 3), QStringLiteral("oncall, hook, desk"));
    EXPECT_EQ(text("api.rate_limited", 3), QStringLiteral("team"));
    EXPECT_EQ(text("webhook.delay_p99", 1), QStringLiteral("off"));
    EXPECT_TRUE(child<TextLine>("rulesSummary")->text().contains(u"2 firing"));
}

TEST_F(RulesPageTest, SwitchesTheBurnRatePackAsOne)
{
    EXPECT_EQ(child<TextLine>("burnPackState")->text(), QStringLiteral("Burn-rate pack: off"));
    child<QPushButton>("burnPackButton")->click();
    EXPECT_FALSE(page.settled());
    ASSERT_EQ(console.savedWorkspaces.size(), 1u);
    const Workspace &saved = console.savedWorkspaces[0];
    EXPECT_EQ(saved.rules.size(), 4u) << "only what differs from the shipped rules is written";
    EXPECT_EQ(burnPack(effectiveRules(saved)), BurnPack::On);
    EXPECT_TRUE(withBurnPack(saved, false).rules.empty()) << "off again is as shipped";
    emit console.saved(QStringLiteral("the disk is full"));
    EXPECT_EQ(child<MarkedSentence>("rulesOutcome")->sentence().word, QStringLiteral("the disk is full"));
    EXPECT_TRUE(page.settled());
}

TEST_F(RulesPageTest, PreviewsEachEditOnceTheHandsRest)
{
    edit("api.error_rate");
    ASSERT_TRUE(waitForQuestion(1));
    emit console.alertDesk.backtested(cannedBacktest(questions()[0]));
    EXPECT_TRUE(page.settled());
    auto *threshold = child<QLineEdit>("ruleThreshold");
    EXPECT_EQ(threshold->text(), QStringLiteral("5"));
    for (const char *typed : {"4", "4.", "4.5"})
        threshold->setText(QString::fromLatin1(typed));
    EXPECT_FALSE(page.settled());
    ASSERT_TRUE(waitForQuestion(2));
    QTest::qWait(350);
    ASSERT_EQ(questions().size(), 2u) << "typing is one question";
    EXPECT_DOUBLE_EQ(questions()[1].candidate.threshold, 0.045);
    ASSERT_TRUE(questions()[1].present);
    EXPECT_DOUBLE_EQ(questions()[1].present->threshold, 0.05);
    EXPECT_EQ(questions()[1].to - questions()[1].from, Duration(24h));
    BacktestAnswer stale = cannedBacktest(questions()[0]);
    stale.problem = QStringLiteral("stale");
    emit console.alertDesk.backtested(stale);
    EXPECT_FALSE(child<MarkedSentence>("previewWords")->sentence().word.contains(u"stale"));
    emit console.alertDesk.backtested(cannedBacktest(questions()[1]));
    const QString words = child<MarkedSentence>("previewWords")->sentence().word;
    EXPECT_TRUE(words.contains(u"fires once, 2 near misses; the present rule fires once")) << words.toStdString();
    EXPECT_TRUE(page.settled());
}

TEST_F(RulesPageTest, SavesRevertsAndResets)
{
    edit("api.error_rate");
    auto *save = child<QPushButton>("saveRule");
    auto *threshold = child<QLineEdit>("ruleThreshold");
    EXPECT_FALSE(save->isEnabled());
    threshold->setText(QStringLiteral("a lot"));
    EXPECT_FALSE(save->isEnabled());
    EXPECT_TRUE(child<MarkedSentence>("ruleProblem")->sentence().word.contains(u"a lot"));
    threshold->setText(QStringLiteral("2"));
    child<QComboBox>("ruleHold")->setCurrentIndex(2);
    child<QLineEdit>("ruleFor")->setText(QStringLiteral("4"));
    EXPECT_TRUE(save->isEnabled());
    save->click();
    ASSERT_EQ(console.savedWorkspaces.size(), 1u);
    ASSERT_EQ(console.savedWorkspaces[0].rules.size(), 1u);
    EXPECT_EQ(console.savedWorkspaces[0].rules[0].polls, 4);
    EXPECT_DOUBLE_EQ(console.savedWorkspaces[0].rules[0].threshold, 0.02);
    emit console.saved(QStringLiteral("the file cannot be written"));
    EXPECT_TRUE(child<MarkedSentence>("ruleProblem")->sentence().word.contains(u"cannot be written"));
    EXPECT_EQ(threshold->text(), QStringLiteral("2")) << "what was typed stays";
    child<QPushButton>("revertRule")->click();
    EXPECT_EQ(threshold->text(), QStringLiteral("5"));
    EXPECT_FALSE(save->isEnabled());
    child<QPushButton>("resetRule")->click();
    EXPECT_EQ(child<QLineEdit>("ruleMinimum")->text(), QStringLiteral("20")) << "the shipped minimum";
}

TEST_F(RulesPageTest, KeepsADraftWhileAnotherRuleIsLookedAt)
{
    edit("api.error_rate");
    child<QLineEdit>("ruleThreshold")->setText(QStringLiteral("3"));
    table->pick(QStringLiteral("api.rate_limited"));
    EXPECT_EQ(child<QLineEdit>("ruleThreshold")->text(), QStringLiteral("50"));
    Snapshot later = testing::alertingSnapshot();
    later.at += 2s;
    console.show(later);
    table->pick(QStringLiteral("api.error_rate"));
    EXPECT_EQ(child<QLineEdit>("ruleThreshold")->text(), QStringLiteral("3"));
}

TEST_F(RulesPageTest, MakesARuleFromASignalAndDeletesOnlyOwnOnes)
{
    EXPECT_FALSE(child<QPushButton>("deleteRule")->isVisible());
    page.findChild<QAction *>(QStringLiteral("api.latency_p99"))->trigger();
    EXPECT_EQ(child<QLineEdit>("ruleName")->text(), QStringLiteral("api.latency_p99 2"));
    child<QLineEdit>("ruleName")->setText(QStringLiteral("api.error_rate"));
    EXPECT_FALSE(child<QPushButton>("saveRule")->isEnabled()) << "the name is taken";
    child<QLineEdit>("ruleName")->setText(QStringLiteral("slow checkout"));
    child<QPushButton>("saveRule")->click();
    ASSERT_EQ(console.savedWorkspaces.size(), 1u);
    ASSERT_EQ(console.savedWorkspaces[0].rules.size(), 1u);
    const Rule own = console.savedWorkspaces[0].rules[0];
    EXPECT_EQ(own.name, QStringLiteral("slow checkout"));
    emit console.saved({});
    Snapshot snapshot = testing::alertingSnapshot();
    snapshot.workspace.rules = {own};
    snapshot.rules.insert(snapshot.rules.begin(), own);
    console.show(snapshot);
    edit("slow checkout");
    child<QPushButton>("deleteRule")->click();
    child<QPushButton>("confirmDeleteRule")->click();
    ASSERT_EQ(console.savedWorkspaces.size(), 2u);
    EXPECT_TRUE(console.savedWorkspaces[1].rules.empty());
}

TEST_F(RulesPageTest, BacktestsWithProgressAndCanBeStopped)
{
    table->pick(QStringLiteral("api.error_rate"));
    QTest::keyClick(table, Qt::Key_B);
    ASSERT_TRUE(waitForQuestion(1));
    EXPECT_FALSE(page.settled());
    BacktestAnswer half = cannedBacktest(questions()[0]);
    half.done = 0.5;
    emit console.alertDesk.backtested(half);
    EXPECT_FALSE(page.settled());
    child<QPushButton>("runBacktest")->click();
    EXPECT_EQ(console.alertDesk.forgottenBacktests, 1);
    EXPECT_TRUE(page.settled());
    child<QPushButton>("backtest7d")->click();
    ASSERT_TRUE(waitForQuestion(2));
    EXPECT_EQ(questions()[1].to - questions()[1].from, Duration(7 * 24h));
    emit console.alertDesk.backtested(cannedBacktest(questions()[1]));
    EXPECT_EQ(child<CellTable>("backtestPages")->model()->rowCount(), 1);
    EXPECT_EQ(child<CellTable>("backtestComparison")->model()->rowCount(), 6);
    EXPECT_TRUE(page.settled());
}

TEST_F(RulesPageTest, ExplainsAnAlert)
{
    page.showPart(RulesPart::Ledger);
    page.explain({QStringLiteral("deals-sync"), QStringLiteral("api.latency_p99")});
    EXPECT_EQ(page.part(), RulesPart::Rules);
    EXPECT_EQ(table->picked(), QStringLiteral("api.latency_p99"));
    EXPECT_EQ(child<CellTable>("explainServices")->picked(), QStringLiteral("deals-sync"));
    EXPECT_TRUE(child<MarkedSentence>("explainHeadline")->sentence().word.startsWith(u"pending"))
        << child<MarkedSentence>("explainHeadline")->sentence().word.toStdString();
    EXPECT_GT(child<CellTable>("explainLines")->model()->rowCount(), 2);
}

TEST_F(RulesPageTest, NeverOverwritesAFileWithMistakes)
{
    Snapshot broken = testing::withAlerting(testing::brokenWorkspaceSnapshot());
    console.show(broken);
    EXPECT_FALSE(child<QPushButton>("burnPackButton")->isEnabled());
    EXPECT_FALSE(child<QPushButton>("toggleRuleButton")->isEnabled());
    edit("api.error_rate");
    child<QLineEdit>("ruleThreshold")->setText(QStringLiteral("2"));
    EXPECT_FALSE(child<QPushButton>("saveRule")->isEnabled());
}

} // namespace hubwatch::ui
