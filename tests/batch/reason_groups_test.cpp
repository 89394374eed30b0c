#include "batch/reason_groups.h"
#include "batch/row_check.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

RowFault groupFault(const QString &code, const QString &reason, const QString &sample = {})
{
    return {.code = code, .reason = reason, .words = reason, .sample = sample};
}

TEST(ReasonGroups, CountsByCodeAndReason)
{
    ReasonGroups groups;
    groups.add(3, groupFault(QStringLiteral("no-key"), QStringLiteral("the key is empty")));
    groups.add(
        5, groupFault(QStringLiteral("not-an-option"), QStringLiteral("stage is not an option"), QString(200, u'x')));
    groups.add(7, groupFault(QStringLiteral("not-an-option"), QStringLiteral("stage is not an option")));
    groups.add(8, groupFault(QStringLiteral("not-an-option"), QStringLiteral("owner is not an option")));
    const std::vector<ReasonGroup> all = groups.groups(50);
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0],
              (ReasonGroup{.code = QStringLiteral("not-an-option"),
                           .reason = QStringLiteral("stage is not an option"),
                           .rows = 2,
                           .firstRow = 5,
                           .sample = QString(80, u'x')}));
    EXPECT_EQ(all[1].firstRow, 3) << "of the same size the earlier one comes first";
    EXPECT_EQ(all[2].firstRow, 8);
    EXPECT_EQ(groups.groups(1).size(), 1U);
    EXPECT_EQ(groups.rows(), 4);
    EXPECT_EQ(groups.rowsOf(QStringLiteral("not-an-option")), 3);
}

TEST(ReasonGroups, DoNotGrowWithoutEnd)
{
    ReasonGroups groups;
    for (int row = 1; row <= 5'000; ++row)
        groups.add(row, groupFault(QStringLiteral("odd"), QString::number(row)));
    const std::vector<ReasonGroup> all = groups.groups(10'000);
    EXPECT_EQ(all.size(), 1'001U);
    EXPECT_EQ(all.front().code, QStringLiteral("other"));
    EXPECT_EQ(all.front().rows, 4'000);
    EXPECT_EQ(all.front().firstRow, 1'001);
}

} // namespace
} // namespace hubwatch
