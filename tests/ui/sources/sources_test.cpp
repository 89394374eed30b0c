#include "support/fake_console.h"
#include "support/printers.h"
#include "support/window_states.h"
#include "ui/sources/pasted_urls.h"
#include "ui/sources/source_rows.h"
#include "ui/sources/sources_model.h"
#include "ui/sources/sources_page.h"
#include "ui/sources/workspace_edit.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

struct PasteCase {
    const char *name;
    const char *pasted;
    const char *url; ///< empty: refused
};

class PastedUrlsTest : public ::testing::TestWithParam<PasteCase>
{ };

class SourcesPageTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        console.show(testing::cannedSnapshot());
        page.resize(1180, 700);
        page.show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&page));
        table = page.findChild<QTableView *>(QStringLiteral("sourcesTable"));
    }

    QPushButton *button(const char *name) { return page.findChild<QPushButton *>(QString::fromLatin1(name)); }

    testing::FakeConsole console;
    SourcesPage page{console};
    QTableView *table = nullptr;
};

} // namespace

TEST_P(PastedUrlsTest, MakesAWholeAddressOrSaysWhatIsWrong)
{
    const PastedUrls found = pastedUrls(QString::fromUtf8(GetParam().pasted));
    const QString expected = QString::fromLatin1(GetParam().url);
    EXPECT_EQ(found.urls.join(u' '), expected);
    EXPECT_EQ(found.problems.isEmpty(), !expected.isEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Lines, PastedUrlsTest,
    ::testing::Values(PasteCase{"Whole", "https://a.test/metrics", "https://a.test/metrics"},
                      PasteCase{"WithoutScheme", "a.example.com", "https://a.example.com"},
                      PasteCase{"ThisMachine", "localhost:3000", "http://localhost:3000"},
                      PasteCase{"IpAddress", "10.0.0.7:9100", "http://10.0.0.7:9100"},
                      PasteCase{"Doubles", " https://a.test/ \n\n# mine\nhttps://a.test", "https://a.test"},
                      PasteCase{"NotAnAddress", "foo bar", ""}, PasteCase{"OtherScheme", "ftp://a.test", ""},
                      PasteCase{"Password", "https://me:secret@a.test", ""}),
    [](const auto &test) { return test.param.name; });

TEST(SourceRowsTest, PutsTheErrorUnderItsEndpointInWords)
{
    const std::vector<SourceRow> rows = sourceRows(testing::cannedSnapshot(), {});
    const auto trouble = std::ranges::find(rows, SourceRow::Kind::Trouble, &SourceRow::kind);
    ASSERT_NE(trouble, rows.end());
    EXPECT_EQ((trouble - 1)->endpoint, trouble->endpoint);
    EXPECT_TRUE(trouble->name.contains(u"Could not read metrics, health and readiness of “nightly-export”"))
        << trouble->name.toStdString();
    EXPECT_EQ(trouble->mark, Mark::Blind);
    EXPECT_EQ(std::ranges::count(rows, SourceRow::Kind::Trouble, &SourceRow::kind), 1) << "one cause, one sentence";
}

TEST(SourceRowsTest, TellsTwoCausesApart)
{
    Snapshot snapshot = testing::cannedSnapshot();
    const auto down = std::ranges::find_if(snapshot.services, [](const ServiceState &service) {
        return service.metrics.reach == EndpointState::Reach::Unreachable;
    });
    ASSERT_NE(down, snapshot.services.end());
    down->health.error->reach = Error::Reach::Timeout;
    const std::vector<SourceRow> rows = sourceRows(snapshot, {});
    EXPECT_EQ(std::ranges::count(rows, SourceRow::Kind::Trouble, &SourceRow::kind), 2);
}

TEST(SourceRowsTest, UnfoldsTheDetailsOfEachEndpoint)
{
    const std::vector<SourceRow> rows
        = sourceRows(testing::cannedSnapshot(), {QStringLiteral("nightly-export/health")});
    const auto details = std::ranges::find(rows, SourceRow::Kind::Details, &SourceRow::kind);
    ASSERT_NE(details, rows.end());
    EXPECT_EQ(details->endpoint, QStringLiteral("health"));
    EXPECT_TRUE((details - 1)->name.contains(u"Could not read health of"));
}

TEST(SourceRowsTest, ShowsWhatTheConsoleItselfCosts)
{
    EXPECT_EQ(costText(testing::cannedSnapshot().services.front()),
              QStringLiteral("540 polls/h, 60 of them readiness, which may call HubSpot"));
}

TEST(SourcesModelTest, ChangesInPlace)
{
    SourcesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setSnapshot(testing::cannedSnapshot());
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    Snapshot later = testing::cannedSnapshot();
    later.at += 2s;
    model.setSnapshot(later);
    EXPECT_EQ(resets.size(), 0);
    EXPECT_GT(changes.size(), 0);
    model.setSnapshot(testing::quietSnapshot());
    EXPECT_EQ(resets.size(), 1);
}

TEST(WorkspaceEditTest, KeepsRulesWithTheirService)
{
    Workspace workspace = testing::cannedSnapshot().workspace;
    workspace.rules = {{.name = QStringLiteral("mine"), .services = {QStringLiteral("deals-sync")}}};
    ServiceConfig renamed = workspace.services[1];
    renamed.name = QStringLiteral("deals");
    EXPECT_EQ(withChanged(workspace, QStringLiteral("deals-sync"), renamed).rules[0].services,
              QStringList{QStringLiteral("deals")});
    EXPECT_TRUE(without(workspace, QStringLiteral("deals-sync")).rules.empty());
    EXPECT_EQ(freeName(workspace, QStringLiteral("deals-sync")), QStringLiteral("deals-sync-2"));
    EXPECT_FALSE(serviceProblems(workspace, {}, workspace.services[1]).isEmpty());
    EXPECT_TRUE(serviceProblems(workspace, QStringLiteral("deals-sync"), workspace.services[1]).isEmpty());
}

TEST_F(SourcesPageTest, PollsTheSelectedServiceByKey)
{
    page.select(QStringLiteral("deals-sync"));
    QTest::keyClick(table, Qt::Key_P);
    EXPECT_EQ(console.polled, QStringList{QStringLiteral("deals-sync")});
}

TEST_F(SourcesPageTest, UnfoldsAndCopiesTheTechnicalLine)
{
    page.select(QStringLiteral("nightly-export"));
    const int before = table->model()->rowCount();
    QTest::keyClick(table, Qt::Key_D);
    EXPECT_EQ(table->model()->rowCount(), before + 1);
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        const QModelIndex index = table->model()->index(row, 0);
        if (index.data(SourcesModel::KindRole).toInt() == int(SourceRow::Kind::Trouble)) {
            table->selectRow(row);
            break;
        }
    }
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    EXPECT_TRUE(QApplication::clipboard()->text().contains(u"connection refused"));
}

TEST_F(SourcesPageTest, RemovesOnlyAfterTheQuestionNamesIt)
{
    page.select(QStringLiteral("deals-sync"));
    button("removeServiceButton")->click();
    EXPECT_TRUE(console.savedWorkspaces.empty());
    auto *yes = page.findChild<QPushButton *>(QStringLiteral("confirmRemove"));
    ASSERT_NE(yes, nullptr);
    EXPECT_TRUE(yes->text().contains(u"deals-sync"));
    yes->click();
    ASSERT_EQ(console.savedWorkspaces.size(), 1u);
    EXPECT_EQ(console.savedWorkspaces[0].services.size(), 4u);
}

TEST_F(SourcesPageTest, SavesWhatWasEdited)
{
    page.select(QStringLiteral("deals-sync"));
    button("editServiceButton")->click();
    auto *interval = page.findChild<QLineEdit *>(QStringLiteral("editInterval"));
    auto *save = page.findChild<QPushButton *>(QStringLiteral("saveButton"));
    ASSERT_TRUE(interval && save);
    interval->setText(QStringLiteral("soon"));
    EXPECT_FALSE(save->isEnabled());
    interval->setText(QStringLiteral("30s"));
    EXPECT_TRUE(save->isEnabled());
    save->click();
    ASSERT_EQ(console.savedWorkspaces.size(), 1u);
    EXPECT_EQ(console.savedWorkspaces[0].services[1].interval, Duration(30s));
}

TEST_F(SourcesPageTest, NeverOverwritesAFileWithMistakes)
{
    console.show(testing::brokenWorkspaceSnapshot());
    page.select(QStringLiteral("deals-sync"));
    EXPECT_FALSE(button("addServicesButton")->isEnabled());
    EXPECT_FALSE(button("editServiceButton")->isEnabled());
    EXPECT_FALSE(button("removeServiceButton")->isEnabled());
    EXPECT_TRUE(button("pollNowButton")->isEnabled());
}

} // namespace hubwatch::ui
