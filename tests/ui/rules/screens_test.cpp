// Screenshots of the page Rules, kept as build artefacts.
#include "support/canned_alerting.h"
#include "support/fake_console.h"
#include "support/printers.h"
#include "support/window_states.h"
#include "ui/rules/mute_dialog.h"
#include "ui/rules/rules_page.h"
#include "ui/shell/style.h"
#include "ui/theme.h"

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

struct RulesScreen {
    const char *name;
    bool dark;
    QSize size; ///< what the window leaves the page
};

class RulesScreensTest : public ::testing::TestWithParam<RulesScreen>
{
protected:
    void SetUp() override { applyTheme(GetParam().dark ? darkTheme() : lightTheme()); }
    void open(Snapshot snapshot)
    {
        console.show(std::move(snapshot));
        page = std::make_unique<RulesPage>(console);
        page->setAutoFillBackground(true);
        page->resize(GetParam().size);
        page->show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(page.get()));
        answer();
    }
    void answer()
    {
        QTest::qWait(10);
        for (; m_ledger < console.alertDesk.ledgerQueries.size(); ++m_ledger)
            emit console.alertDesk.ledgerFound(testing::cannedLedger(console.alertDesk.ledgerQueries[m_ledger]));
        for (; m_backtest < console.alertDesk.backtests.size(); ++m_backtest)
            emit console.alertDesk.backtested(testing::cannedBacktest(console.alertDesk.backtests[m_backtest]));
    }
    void keep(QWidget *what, const char *state)
    {
        QTest::qWait(20);
        const QString folder = QStringLiteral(HUBWATCH_BINARY_DIR "/screenshots");
        QDir().mkpath(folder);
        ASSERT_TRUE(
            what->grab().save(QStringLiteral("%1/rules-%2-%3.png")
                                  .arg(folder, QString::fromLatin1(GetParam().name), QString::fromLatin1(state))));
    }
    template<class T>
    T *child(const char *name)
    {
        return page->findChild<T *>(QString::fromLatin1(name));
    }

    testing::FakeConsole console;
    std::unique_ptr<RulesPage> page;

private:
    size_t m_ledger = 0;
    size_t m_backtest = 0;
};

Snapshot wholeSnapshot()
{
    Snapshot snapshot = testing::alertingSnapshot();
    for (const Rule &rule : effectiveRules(snapshot.workspace)) // those that the canned ones leave out
        if (std::ranges::find(snapshot.rules, rule.name, &Rule::name) == snapshot.rules.end())
            snapshot.rules.push_back(rule);
    snapshot.alerting.acks = {{.alert = {QStringLiteral("contacts-sync"), QStringLiteral("api.error_rate")},
                               .owner = QStringLiteral("anna"),
                               .note = QStringLiteral("rolling back 1.42"),
                               .at = snapshot.at - 2min,
                               .severity = Rule::Severity::Page,
                               .value = 0.072}};
    return snapshot;
}

} // namespace

TEST_P(RulesScreensTest, ShowsTheRules)
{
    open(wholeSnapshot());
    keep(page.get(), "explain");
    child<QPushButton>("editRule")->click();
    child<QLineEdit>("ruleThreshold")->setText(QStringLiteral("4"));
    ASSERT_TRUE(QTest::qWaitFor([this] { return !console.alertDesk.backtests.empty(); }, 2000));
    answer();
    EXPECT_TRUE(page->settled());
    keep(page.get(), "edit");
    child<QPushButton>("backtestRule")->click();
    child<QPushButton>("backtest7d")->click();
    answer();
    EXPECT_TRUE(page->settled());
    keep(page.get(), "backtest");
}

TEST_P(RulesScreensTest, ShowsMutesRoutesAndLedger)
{
    open(wholeSnapshot());
    page->showPart(RulesPart::Mutes);
    keep(page.get(), "mutes");
    page->showPart(RulesPart::Routes);
    answer();
    keep(page.get(), "routes");
    child<QAction>("addRoute")->trigger();
    auto *route = child<QWidget>("routeDialog");
    child<QLineEdit>("routeName")->setText(QStringLiteral("night"));
    keep(route, "route-dialog");
    page->showPart(RulesPart::Ledger);
    answer();
    EXPECT_TRUE(page->settled());
    keep(page.get(), "ledger");
}

TEST_P(RulesScreensTest, ShowsTheMuteDialog)
{
    console.show(wholeSnapshot());
    MuteDialog dialog(console, {{.label = QStringLiteral("service"), .value = QStringLiteral("contacts-sync")}});
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    keep(&dialog, "mute");
    dialog.findChild<QPushButton *>(QStringLiteral("muteRecurring"))->click();
    dialog.findChild<QLineEdit *>(QStringLiteral("muteMatchers"))->setText(QStringLiteral("service=nowhere"));
    keep(&dialog, "mute-recurring");
}

TEST_P(RulesScreensTest, ShowsThatNobodyIsTold)
{
    Snapshot none = testing::quietSnapshot();
    none.workspace.routes.clear();
    open(none);
    page->showPart(RulesPart::Routes);
    keep(page.get(), "first-run");
    page->showPart(RulesPart::Mutes);
    keep(page.get(), "no-mutes");
}

INSTANTIATE_TEST_SUITE_P(
    Screens, RulesScreensTest,
    ::testing::Values(RulesScreen{"dark-1280", true, {1196, 728}}, RulesScreen{"light-1920", false, {1836, 1008}},
                      RulesScreen{"light-1280", false, {1196, 728}}, RulesScreen{"dark-1920", true, {1836, 1008}}),
    [](const auto &test) { return QString::fromLatin1(test.param.name).replace(u'-', u'_').toStdString(); });

} // namespace hubwatch::ui
