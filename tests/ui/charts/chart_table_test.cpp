#include "support/canned_history.h"
#include "support/printers.h"
#include "ui/charts/chart_table.h"

#include <QTableView>
#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

ChartAnswerPtr answerFor(const char *signal)
{
    return std::make_shared<const ChartAnswer>(
        testing::cannedAnswer({.question = SignalQuestion{QString::fromLatin1(signal), {}},
                               .from = testing::cannedNow() - 1h,
                               .to = testing::cannedNow()}));
}

TEST(ChartTableTest, HoldsExactlyWhatTheLinesHold)
{
    const ChartAnswerPtr answer = answerFor("webhook.delay_p99");
    size_t points = 0;
    for (const ChartLine &line : answer->lines) {
        for (const auto &run : line.runs)
            points += run.size();
    }
    const std::vector<TableRow> rows = tableRows(*answer);
    EXPECT_EQ(rows.size(), points + answer->gaps.size());
    EXPECT_TRUE(std::ranges::is_sorted(rows, {}, &TableRow::at));
    EXPECT_EQ(std::ranges::count_if(rows, [](const TableRow &row) { return row.point.has_value(); }), qint64(points));
}

TEST(ChartTableTest, WritesNewestFirstWithRightAlignedNumbers)
{
    ChartAnswer answer;
    const QString name = QStringLiteral("alpha");
    const TimePoint at = testing::cannedNow();
    answer.lines = {{name,
                     name,
                     {{{.at = at - 1min, .value = 1.5, .low = 1, .high = 2, .n = 2451},
                       {.at = at, .value = 5, .low = 5, .n = 10}}}}};
    answer.gaps = {{at - 30s, at - 20s, name, QStringLiteral("refused")}};
    ChartTableModel model;
    model.setAnswer(std::make_shared<const ChartAnswer>(answer), Unit::Seconds, Zone::Utc);
    ASSERT_EQ(model.rowCount(), 3);
    const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
    EXPECT_EQ(text(0, ChartTableModel::Time), QStringLiteral("2026-11-23 00:41:07"));
    EXPECT_EQ(text(0, ChartTableModel::High), QStringLiteral("none"));
    EXPECT_EQ(text(1, ChartTableModel::Value), QStringLiteral("no data"));
    EXPECT_EQ(model.index(1, ChartTableModel::Value).data(Qt::ToolTipRole).toString(), QStringLiteral("refused"));
    EXPECT_EQ(text(2, ChartTableModel::Value), QStringLiteral("1.5 s"));
    EXPECT_EQ(text(2, ChartTableModel::Low), QStringLiteral("1.0 s"));
    EXPECT_EQ(text(2, ChartTableModel::N), QStringLiteral("2,451"));
    EXPECT_EQ(model.index(2, ChartTableModel::N).data(Qt::TextAlignmentRole).toInt(),
              int(Qt::AlignRight | Qt::AlignVCenter));
    EXPECT_EQ(model.headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("time (UTC)"));
}

TEST(ChartTableTest, MakesAViewThatTheKeyboardReaches)
{
    ChartTableModel model;
    QWidget parent;
    const QTableView *table = makeChartTable(&model, &parent);
    EXPECT_NE(table->focusPolicy(), Qt::NoFocus);
    EXPECT_FALSE(table->tabKeyNavigation()) << "Tab must lead out of the table again";
}

} // namespace
} // namespace hubwatch::ui
