#include "ui/now/hubspot_lines.h"

#include "support/canned_accounts.h"
#include "support/printers.h"
#include "ui/now/service_words.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

QStringList textsOf(const std::vector<EventLine> &lines)
{
    QStringList texts;
    for (const EventLine &line : lines)
        texts << line.text;
    return texts;
}

QStringList dueTexts(const Snapshot &snapshot)
{
    QStringList texts;
    for (const auto &[at, line] : dueLines(snapshot))
        texts << line.text;
    return texts;
}

const ServiceState &subject(const Snapshot &snapshot, const QString &name)
{
    return *std::ranges::find_if(snapshot.services, [&](const ServiceState &s) { return s.config.name == name; });
}

} // namespace

TEST(HubSpotLinesTest, PutsIncidentsFirstAndWhatIntegrationsStandOn)
{
    const std::vector<EventLine> lines = hubspotLines(testing::accountsSnapshot(), 6);
    EXPECT_EQ(
        textsOf(lines),
        (QStringList{QStringLiteral("Reports load slowly"), QStringLiteral("Reporting"), QStringLiteral("CRM API"),
                     QStringLiteral("Webhooks"), QStringLiteral("OAuth"), QStringLiteral("5 more")}));
    EXPECT_EQ(lines[0].mark, Mark::Warn);
    EXPECT_EQ(lines[1].time, QStringLiteral("degraded"));
}

TEST(HubSpotLinesTest, ShowsNothingAsOperationalThatIsUnseen)
{
    Snapshot snapshot = testing::calmAccountsSnapshot();
    snapshot.at += 16min;
    const std::vector<EventLine> lines = hubspotLines(snapshot, 6);
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_EQ(lines[0].mark, Mark::Blind);
    EXPECT_EQ(hubspotLevel(snapshot).mark, Mark::Blind);
    EXPECT_TRUE(hubspotLines(testing::freshAccountsSnapshot(), 6).empty());
}

TEST(HubSpotLinesTest, HidesNothingThatIsNotOperational)
{
    Snapshot snapshot = testing::accountsSnapshot();
    for (StatusPage::Component &component : snapshot.hubspot.page->components)
        component.level = StatusPage::Level::PartialOutage;
    EXPECT_EQ(hubspotLines(snapshot, 4).size(), snapshot.hubspot.page->components.size() + 1);
}

TEST(DueLinesTest, TellsWhatComesByItself)
{
    Snapshot snapshot = testing::accountsSnapshot();
    EXPECT_EQ(
        dueTexts(snapshot),
        (QStringList{QStringLiteral("Token prod is due for rotation"), QStringLiteral("Quota of prod runs out")}));
    EXPECT_EQ(dueTexts(testing::calmAccountsSnapshot()), QStringList{QStringLiteral("Quota of prod resets")});
    EXPECT_EQ(dueTexts(testing::rotatingSnapshot()).front(), QStringLiteral("Old token of prod stops working"));
    snapshot.accounts[0].credential.createdAt = snapshot.at - 94 * Duration(24h);
    EXPECT_EQ(dueLines(snapshot).front().second.time, QStringLiteral("since 4 d"));
    StatusPage::Incident maintenance{.name = QStringLiteral("Database move"), .maintenance = true};
    maintenance.startedAt = snapshot.at + 3h;
    snapshot.hubspot.page->maintenances = {maintenance};
    EXPECT_EQ(dueLines(snapshot).back().second.text, QStringLiteral("HubSpot maintenance: Database move"));
}

TEST(AccountFiguresTest, JudgesAnAccountByItsTokenFirst)
{
    const Snapshot snapshot = testing::accountsSnapshot();
    const ServiceState &sandbox = subject(snapshot, QStringLiteral("hubspot:sandbox"));
    const ServiceSummary refused = accountSummary(sandbox, snapshot.accounts[1], snapshot.at);
    EXPECT_EQ(refused.mark, Mark::Bad);
    EXPECT_EQ(refused.word, QStringLiteral("token refused since 09:15"));
    const ServiceState &prod = subject(snapshot, QStringLiteral("hubspot:prod"));
    EXPECT_EQ(accountSummary(prod, snapshot.accounts[0], snapshot.at).mark, Mark::Warn) << "the quota runs out";
    const Snapshot calm = testing::calmAccountsSnapshot();
    EXPECT_EQ(accountSummary(prod, calm.accounts[0], calm.at).mark, Mark::Good);
    const Snapshot fresh = testing::freshAccountsSnapshot();
    EXPECT_EQ(accountSummary(prod, fresh.accounts[0], fresh.at).mark, Mark::NotYet);
}

TEST(AccountFiguresTest, ShowsErrorRateQuotaAndToken)
{
    const Snapshot snapshot = testing::accountsSnapshot();
    const std::vector<Figure> figures = accountFigures(subject(snapshot, QStringLiteral("hubspot:prod")),
                                                       snapshot.accounts[0], snapshot.rules, snapshot.at);
    ASSERT_EQ(figures.size(), 3u);
    EXPECT_EQ(figures[0].signal, QStringLiteral("api.error_rate"));
    EXPECT_EQ(figures[1].value, QStringLiteral("71 %"));
    EXPECT_EQ(figures[2].value, QStringLiteral("accepted"));
    AccountState unseen = snapshot.accounts[0];
    unseen.token = TokenState::Unseen;
    for (const Figure &figure :
         accountFigures(subject(snapshot, QStringLiteral("hubspot:prod")), unseen, snapshot.rules, snapshot.at))
        EXPECT_NE(figure.mark, Mark::Good) << figure.signal.toStdString();
}

} // namespace hubwatch::ui
