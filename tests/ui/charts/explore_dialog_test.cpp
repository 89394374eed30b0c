#include "support/canned_history.h"
#include "support/printers.h"
#include "ui/charts/explore_dialog.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>
#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

class ExploreDialogTest : public ::testing::Test
{
protected:
    void search(const char *text)
    {
        auto *line = dialog.findChild<QLineEdit *>(QStringLiteral("search"));
        line->setText(QString::fromLatin1(text));
    }
    int rows() { return dialog.findChild<QTreeView *>(QStringLiteral("metrics"))->model()->rowCount(); }

    ExploreDialog dialog;
};

TEST_F(ExploreDialogTest, IsNeverModal)
{
    EXPECT_FALSE(dialog.isModal());
}

TEST_F(ExploreDialogTest, FindsByMetricServiceOrType)
{
    dialog.setChoices(testing::cannedChoices());
    search("eventloop");
    EXPECT_EQ(rows(), 5);
    search("histogram");
    EXPECT_EQ(rows(), 3);
    search("quota-proxy");
    EXPECT_GE(rows(), 2);
}

TEST_F(ExploreDialogTest, OffersWhatFitsTheTypeAndAddsIt)
{
    dialog.setChoices(testing::cannedChoices());
    search("hubspot_api_duration_seconds");
    QSignalSpy added(&dialog, &ExploreDialog::added);
    const auto question = dialog.question();
    ASSERT_TRUE(question);
    EXPECT_EQ(question->metric, "hubspot_api_duration_seconds");
    EXPECT_EQ(question->view, MetricQuestion::View::Quantile);
    EXPECT_EQ(question->window, 5min);
    auto *by = dialog.findChild<QComboBox *>(QStringLiteral("by"));
    EXPECT_EQ(by->count(), 2);
    by->setCurrentIndex(1);
    QTest::mouseClick(dialog.findChild<QPushButton *>(QStringLiteral("add")), Qt::LeftButton);
    ASSERT_EQ(added.count(), 1);
    EXPECT_EQ(added[0][0].value<MetricQuestion>().by, "endpoint");
    EXPECT_EQ(added[0][1].value<MetricType>(), MetricType::Histogram);
}

TEST_F(ExploreDialogTest, SaysWhenNothingIsStored)
{
    dialog.setChoices({});
    EXPECT_TRUE(dialog.findChild<QLabel *>(QStringLiteral("noMetrics"))
                    ->text()
                    .startsWith(QStringLiteral("Nothing is stored yet")));
    EXPECT_FALSE(dialog.question());
    EXPECT_FALSE(dialog.findChild<QPushButton *>(QStringLiteral("add"))->isEnabled());
}

} // namespace
} // namespace hubwatch::ui
