#include "ui/charts/empty_page.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

TEST(EmptyPageTest, HasOneAction)
{
    EmptyPage page;
    QSignalSpy wanted(&page, &EmptyPage::addServiceWanted);
    ASSERT_EQ(page.findChildren<QPushButton *>().size(), 1);
    QTest::keyClick(page.findChild<QPushButton *>(), Qt::Key_Space);
    EXPECT_EQ(wanted.count(), 1);
}

} // namespace
} // namespace hubwatch::ui
