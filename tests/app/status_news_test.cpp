#include "app/accounts/status_news.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

constexpr TimePoint now{1'764'000'000s};

StatusPage::Incident incident(const char *state, TimePoint startedAt = now - 10min)
{
    return {.id = QStringLiteral("i1"),
            .name = QStringLiteral("Search is slow"),
            .state = QString::fromLatin1(state),
            .impact = QStringLiteral("minor"),
            .startedAt = startedAt};
}

TEST(StatusNewsTest, TellsWhatBeganAtItsOwnInstant)
{
    const StatusNews news = statusNews({}, {.incidents = {incident("investigating")}}, now);
    ASSERT_EQ(news.events.size(), 1u);
    EXPECT_EQ(news.events[0].at, now - 10min);
    EXPECT_EQ(news.events[0].kind, Event::Kind::HubSpot);
    EXPECT_EQ(news.events[0].subject, QStringLiteral("incident"));
    EXPECT_EQ(news.events[0].text, QStringLiteral("HubSpot: Search is slow, minor impact, investigating"));
}

TEST(StatusNewsTest, ReachesADayBackAtMost)
{
    const StatusNews news = statusNews({}, {.incidents = {incident("investigating", now - 9 * 24h)}}, now);
    EXPECT_EQ(news.events.at(0).at, now - 24h);
}

TEST(StatusNewsTest, SaysNothingTwice)
{
    const StatusNews first = statusNews({}, {.incidents = {incident("investigating")}}, now);
    EXPECT_TRUE(statusNews(first.known, {.incidents = {incident("investigating")}}, now + 1min).events.empty());
}

TEST(StatusNewsTest, TellsChangesAndTheEnd)
{
    const StatusNews first = statusNews({}, {.incidents = {incident("investigating")}}, now);
    const StatusNews second = statusNews(first.known, {.incidents = {incident("monitoring")}}, now + 1min);
    ASSERT_EQ(second.events.size(), 1u);
    EXPECT_EQ(second.events[0].from, QStringLiteral("investigating"));
    EXPECT_EQ(second.events[0].to, QStringLiteral("monitoring"));
    const StatusNews third = statusNews(second.known, {}, now + 2min);
    ASSERT_EQ(third.events.size(), 1u);
    EXPECT_EQ(third.events[0].to, QStringLiteral("resolved"));
    EXPECT_EQ(third.events[0].at, now + 2min);
    EXPECT_TRUE(third.known.empty());
}

TEST(StatusNewsTest, AnnouncesAMaintenanceNow)
{
    StatusPage::Incident planned = incident("scheduled", now + 48h);
    planned.maintenance = true;
    const StatusNews news = statusNews({}, {.maintenances = {planned}}, now);
    EXPECT_EQ(news.events.at(0).at, now);
    EXPECT_EQ(news.events.at(0).subject, QStringLiteral("maintenance"));
}

TEST(StatusNewsTest, SurvivesARestart)
{
    const KnownIncidents known = statusNews({}, {.incidents = {incident("identified")}}, now).known;
    EXPECT_EQ(knownIncidentsOf(toBytes(known)), known);
    EXPECT_TRUE(knownIncidentsOf("not json").empty());
}

} // namespace

} // namespace hubwatch::testing
