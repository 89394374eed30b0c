#include "support/canned_alerting.h"
#include "support/printers.h"
#include "ui/rules/backtest_words.h"
#include "ui/rules/cell_table.h"
#include "ui/rules/labelled_alerts.h"
#include "ui/rules/rule_edit.h"
#include "ui/rules/rule_words.h"
#include "workspace/rule_defaults.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <gtest/gtest.h>

namespace hubwatch::ui {

TEST(RuleWordsTest, ReadsAThresholdAsItIsTyped)
{
    EXPECT_EQ(thresholdNumber(0.05, Unit::Ratio), QStringLiteral("5"));
    EXPECT_EQ(thresholdNumber(0.995, Unit::Ratio), QStringLiteral("99.5"));
    EXPECT_DOUBLE_EQ(*parseThreshold(QStringLiteral("0,1"), Unit::Ratio), 0.001);
    EXPECT_DOUBLE_EQ(*parseThreshold(QStringLiteral(" 14.4 "), Unit::Factor), 14.4);
    EXPECT_FALSE(parseThreshold(QStringLiteral("5 %"), Unit::Ratio));
    EXPECT_FALSE(parseThreshold(QStringLiteral("inf"), Unit::Count));
}

TEST(RuleWordsTest, PutsInstantsIntoLocalTime)
{
    EXPECT_EQ(withLocalTimes(QStringLiteral("pages at {2026-11-23T00:44:20Z} unless")),
              QStringLiteral("pages at 09:44:20 unless"));
}

TEST(RuleWordsTest, NamesTheRuleBesideItsSignal)
{
    EXPECT_EQ(ruleTitle({.name = QStringLiteral("api.error_rate"), .signal = QStringLiteral("api.error_rate")}),
              QStringLiteral("API error rate"));
    EXPECT_TRUE(
        ruleTitle({.name = QStringLiteral("service.ready unreachable"), .signal = QStringLiteral("service.ready")})
            .endsWith(u", unreachable"));
}

TEST(RuleEditTest, WritesOnlyWhatDiffersFromTheShippedRules)
{
    Rule rule = ruleDefaults(QStringLiteral("api.error_rate"), QStringLiteral("api.error_rate"));
    rule.threshold = 0.02;
    Workspace changed = withRule({}, rule.name, rule);
    EXPECT_EQ(changed.rules.size(), 1u);
    rule.threshold = 0.05;
    EXPECT_TRUE(withRule(changed, rule.name, rule).rules.empty());
    const Rule own = newRule({}, QStringLiteral("api.error_rate"));
    EXPECT_TRUE(ruleProblems({}, {}, own).isEmpty());
    Rule lost = own;
    lost.routes = QStringList{QStringLiteral("nowhere")};
    EXPECT_EQ(ruleProblems({}, {}, lost).size(), 1);
}

TEST(BacktestWordsTest, ComparesSideBySide)
{
    const Rule present = ruleDefaults(QStringLiteral("api.error_rate"), QStringLiteral("api.error_rate"));
    Rule candidate = present;
    candidate.threshold = 0.04;
    const TimePoint now = testing::cannedNow();
    const BacktestAnswer answer
        = testing::cannedBacktest({.id = 1, .candidate = candidate, .present = present, .from = now - 24h, .to = now});
    EXPECT_EQ(backtestSentence(answer),
              QStringLiteral("In the last 24 h it fires once, 2 near misses; the present rule fires once."));
    const std::vector<CellRow> rows = comparisonRows(answer);
    EXPECT_EQ(rows[1].cells[2].text, QStringLiteral("3 min earlier"));
    EXPECT_EQ(rows[1].cells[1].text, QStringLiteral("3 min later"));
    EXPECT_EQ(rows[5].cells[2].text, QStringLiteral("100 %"));
    const PlotPicture picture = backtestPicture(answer, {QStringLiteral("contacts-sync")});
    EXPECT_EQ(picture.marks.size(), 1u);
    EXPECT_EQ(picture.levels.size(), 2u);
    EXPECT_TRUE(std::ranges::any_of(picture.ribbon, [](const PlotSpan &span) { return span.mark == Mark::Bad; }));
}

TEST(BacktestWordsTest, IsNeverGreenWhereNothingWasStored)
{
    const TimePoint now = testing::cannedNow();
    BacktestAnswer answer = testing::cannedBacktest(
        {.id = 1, .candidate = {.signal = QStringLiteral("api.error_rate")}, .from = now - 24h, .to = now});
    std::erase_if(answer.lines[0].runs[0], [&](const ChartPoint &point) { return point.at < now - 12h; });
    const PlotPicture picture = backtestPicture(answer, {});
    ASSERT_FALSE(picture.ribbon.empty());
    EXPECT_EQ(picture.ribbon[0].mark, Mark::Blind);
    EXPECT_FALSE(picture.gaps.empty());
}

TEST(LabelledAlertsTest, PutsFiringOnesFirstAndCounts)
{
    const std::vector<LabelledAlert> all = labelledAlerts(testing::alertingSnapshot());
    ASSERT_GT(all.size(), 10u);
    EXPECT_EQ(all[0].id.service, QStringLiteral("contacts-sync"));
    EXPECT_EQ(all[0].state, Alert::State::Firing);
    const MatchCount count
        = matching(all, {{.label = QStringLiteral("service"), .value = QStringLiteral("contacts-sync")}});
    EXPECT_EQ(count.firing, 1);
    EXPECT_EQ(matching(all, {}).matching.size(), all.size());
}

TEST(CellModelTest, ChangesInPlaceAndKeepsTheChoice)
{
    CellTable table("t", QStringLiteral("T"), {{QStringLiteral("A"), {}}});
    const QAbstractItemModelTester tester(table.model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    const auto row = [](const char *key, const char *text) {
        return CellRow{.key = QString::fromLatin1(key), .cells = {{.text = QString::fromLatin1(text)}}};
    };
    table.setRows({{.key = QStringLiteral("h"), .cells = {{.text = QStringLiteral("Group")}}, .heading = true},
                   row("a", "1"),
                   row("b", "2")});
    EXPECT_EQ(table.picked(), QStringLiteral("a")) << "a heading is not chosen";
    table.pick(QStringLiteral("b"));
    QSignalSpy picked(&table, &CellTable::pickedChanged);
    table.setRows({row("x", "0"), row("a", "1"), row("b", "3")});
    EXPECT_EQ(table.picked(), QStringLiteral("b"));
    EXPECT_EQ(picked.size(), 0);
    table.setRows({row("x", "0")});
    EXPECT_EQ(table.picked(), QStringLiteral("x"));
    EXPECT_EQ(picked.size(), 1);
}

} // namespace hubwatch::ui
