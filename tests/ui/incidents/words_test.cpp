#include "support/canned_alerting.h"
#include "ui/incidents/cause_words.h"
#include "ui/incidents/incident_words.h"
#include "ui/incidents/mute_matchers.h"
#include "ui/incidents/timeline_lines.h"
#include "ui/incidents/triage_cells.h"
#include "ui/incidents/triage_feed.h"

#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

Incident byHand()
{
    return {.id = 4,
            .title = QStringLiteral("odd"),
            .openedAt = testing::cannedNow() - 2h,
            .openedBy = QStringLiteral("anna"),
            .services = {QStringLiteral("deals-sync")}};
}

std::string closing(const Incident &incident)
{
    return reasonAgainstClosing(incident).toStdString();
}

} // namespace

TEST(IncidentWordsTest, MarksByWhatFires)
{
    const Snapshot snapshot = testing::alertingSnapshot();
    Incident live = snapshot.alerting.incidents[0];
    EXPECT_EQ(markOf(live), Mark::Bad);
    live.parts[0].severity = Rule::Severity::Ticket;
    EXPECT_EQ(markOf(live), Mark::Warn);
    live.parts[0].firing = false;
    EXPECT_EQ(markOf(live), Mark::Pending);
    EXPECT_EQ(markOf(snapshot.alerting.incidents[1]), Mark::Good);
}

TEST(IncidentWordsTest, SaysWhoHasIt)
{
    const Snapshot snapshot = testing::alertingSnapshot();
    Incident live = snapshot.alerting.incidents[0];
    EXPECT_EQ(incidentState(live), QStringLiteral("firing · not acknowledged"));
    live.acknowledgedAt = live.openedAt + 1min;
    live.owner = QStringLiteral("anna");
    EXPECT_EQ(incidentState(live), QStringLiteral("firing · anna has it"));
    EXPECT_EQ(incidentState(snapshot.alerting.incidents[1]),
              QStringLiteral("resolved after 41 min · acknowledged in 2 min"));
}

TEST(IncidentWordsTest, TakesTheWorstFiringPartForTheMainOne)
{
    Incident incident = testing::alertingSnapshot().alerting.incidents[0];
    incident.parts.insert(incident.parts.begin(),
                          {.alert = {QStringLiteral("a"), QStringLiteral("quiet")}, .severity = Rule::Severity::Page});
    incident.parts.insert(
        incident.parts.begin(),
        {.alert = {QStringLiteral("b"), QStringLiteral("low")}, .severity = Rule::Severity::Ticket, .firing = true});
    EXPECT_EQ(mainPart(incident)->alert.rule, QStringLiteral("api.error_rate"));
    EXPECT_EQ(mainPart(byHand()), nullptr);
    EXPECT_EQ(mainSignal(byHand()), QStringLiteral("api.error_rate"));
    EXPECT_EQ(mainService(byHand()), QStringLiteral("deals-sync"));
}

TEST(IncidentWordsTest, ClaimsNothingGoodThatIsNotKnown)
{
    Snapshot snapshot = testing::alertingSnapshot();
    const Incident live = snapshot.alerting.incidents[0];
    snapshot.accounts.clear();
    snapshot.console.network = ConsoleState::Network::Unknown;
    EXPECT_TRUE(elsewhere(live, snapshot).isEmpty()) << elsewhere(live, snapshot).toStdString();
    snapshot.console.network = ConsoleState::Network::Online;
    EXPECT_EQ(elsewhere(live, snapshot), QStringLiteral("network is good"));
    snapshot.alerting.facts.hubspotDown = true;
    snapshot.alerting.facts.hubspotIncident = QStringLiteral("Search is slow");
    EXPECT_EQ(elsewhere(live, snapshot), QStringLiteral("HubSpot has “Search is slow”; network is good"));
}

TEST(IncidentWordsTest, SaysWhyItCannotBeClosed)
{
    Incident incident = byHand();
    EXPECT_EQ(closing(incident), "");
    incident.parts = {{.firing = true}};
    EXPECT_EQ(closing(incident), "It still fires: mute it, or mend it.");
    EXPECT_NE(closing(testing::alertingSnapshot().alerting.incidents[1]), "");
}

TEST(CauseWordsTest, NamesTheCallsThatChangedAndTheDeployBefore)
{
    const Snapshot snapshot = testing::alertingSnapshot();
    const Incident &live = snapshot.alerting.incidents[0];
    const TriageAnswer answer = testing::cannedTriage();
    const QString words = evidenceText(live, snapshot, &answer);
    EXPECT_TRUE(words.contains(u"167 × 5xx on contacts.batchUpdate")) << words.toStdString();
    EXPECT_TRUE(words.contains(u"after “Deploy 1.42 of contacts-sync”")) << words.toStdString();
    EXPECT_TRUE(worstCalls({}).isEmpty());
    EXPECT_EQ(metaText(live), QStringLiteral("#18 · page · firing · not acknowledged · 1 alert of contacts-sync"));
}

TEST(MuteMatchersTest, MeanTheAlertOrAllServices)
{
    Incident incident = testing::alertingSnapshot().alerting.incidents[0];
    EXPECT_EQ(matchersText(muteMatchers(incident)).toStdString(), "service=\"contacts-sync\", rule=\"api.error_rate\"");
    incident.parts.push_back({.alert = {QStringLiteral("a.b"), QStringLiteral("r")}});
    EXPECT_EQ(muteMatchers(incident).size(), 1u);
    incident.services = {QStringLiteral("contacts-sync"), QStringLiteral("a.b")};
    const std::vector<Matcher> both = muteMatchers(incident);
    EXPECT_TRUE(MatcherSet(both).matches({{QStringLiteral("service"), QStringLiteral("a.b")}}));
    EXPECT_FALSE(MatcherSet(both).matches({{QStringLiteral("service"), QStringLiteral("axb")}}));
}

TEST(TriageQuestionTest, LooksFromTheOnsetAndAtLeastFiveMinutes)
{
    Snapshot snapshot = testing::alertingSnapshot();
    const TriageQuestion live = triageQuestion(snapshot.alerting.incidents[0], snapshot);
    EXPECT_EQ(live.to, snapshot.at);
    EXPECT_LE(live.from, snapshot.at - 5min);
    const TriageQuestion over = triageQuestion(snapshot.alerting.incidents[1], snapshot);
    EXPECT_EQ(over.to, *snapshot.alerting.incidents[1].resolvedAt);
}

TEST(TriageCellsTest, ShowOnlyStatusesThatOccurredAndMarkWhatChanged)
{
    TriageAnswer answer = testing::cannedTriage();
    answer.endpoints[0].byStatus[QStringLiteral("404")] = {};
    const TriageCells cells = callCells(answer);
    QStringList titles;
    for (const TriageColumn &column : cells.columns)
        titles << column.title;
    EXPECT_EQ(titles.join(u' ').toStdString(), "Endpoint calls success 429 5xx what to do");
    EXPECT_EQ(cells.rows[0].cells[4].mark, Mark::Bad);
    EXPECT_EQ(cells.rows[0].cells[4].text, QStringLiteral("167"));
    EXPECT_FALSE(cells.rows[1].cells[4].mark);
    EXPECT_EQ(cells.rows[1].cells[5].text, QStringLiteral("–"));
}

TEST(TriageCellsTest, GivesSeriesTheirUnitsAndSignals)
{
    const TriageCells cells = movedCells(testing::cannedMoved({}), testing::alertingSnapshot());
    EXPECT_EQ(cells.rows[1].cells[3].text, QStringLiteral("611 MB"));
    EXPECT_TRUE(cells.rows[1].signal.isEmpty());
    EXPECT_EQ(cells.rows[2].signal, QStringLiteral("api.error_rate"));
    EXPECT_EQ(movedNote(testing::cannedMoved({})), QStringLiteral("97,350 series ranked in 0.4 s"));
}

TEST(TimelineLinesTest, AreNewestFirstWithNotesAmongThem)
{
    const Snapshot snapshot = testing::alertingSnapshot();
    const Incident &live = snapshot.alerting.incidents[0];
    const TriageAnswer answer = testing::cannedTriage();
    const std::vector<EventLine> lines = timelineLines(live, &answer, 20);
    ASSERT_EQ(lines.size(), 7u);
    EXPECT_EQ(lines[0].text, QStringLiteral("anna: rolling back 1.42"));
    EXPECT_EQ(lines[1].mark, Mark::Good);
    EXPECT_EQ(lines.back().text, QStringLiteral("Deploy 1.42 of contacts-sync"));
    EXPECT_EQ(timelineLines(live, &answer, 3).size(), 3u);
    EXPECT_EQ(timelineLines(live, nullptr, 20).size(), 2u) << "what the incident itself remembers";
}

TEST(CauseLinesTest, SayHowLongToWait)
{
    const TriageAnswer answer = testing::cannedTriage();
    const std::vector<EventLine> lines = causeLines(answer.rate, testing::cannedNow());
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_EQ(lines[0].text, QStringLiteral("7 × 429: ten-second window: waiting 10 s helps"));
    EXPECT_EQ(lines[0].time, QStringLiteral("wait 8 s"));
}

} // namespace hubwatch::ui
