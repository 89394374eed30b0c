#include "ui/now/state_lanes.h"

#include "support/printers.h"
#include "ui/now/alerting_lines.h"
#include "ui/now/busy_night.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

const QString receiver = QStringLiteral("webhook-receiver");

std::vector<StateLane::Span> spansOf(const StateLane &lane, Mark mark)
{
    std::vector<StateLane::Span> spans;
    std::ranges::copy_if(lane.spans, std::back_inserter(spans), [&](const auto &span) { return span.mark == mark; });
    return spans;
}

} // namespace

TEST(StateLanesTest, ShowsWhatCameBack)
{
    const Snapshot snapshot = testing::busyNight();
    const StateLane lane = stateLanes(snapshot).value(receiver);
    EXPECT_EQ(lane.fired, 3);
    const auto fired = spansOf(lane, Mark::Bad);
    ASSERT_EQ(fired.size(), 3u);
    EXPECT_EQ(fired[1].from, snapshot.at - 5h);
    EXPECT_EQ(fired[1].to, snapshot.at - 4h);
    EXPECT_EQ(fired[2].to, snapshot.at) << "what still fires reaches to now";
}

TEST(StateLanesTest, ShowsPendingBeforeItFires)
{
    const Snapshot snapshot = testing::busyNight();
    const StateLane lane = stateLanes(snapshot).value(QStringLiteral("contacts-sync"));
    const auto pending = spansOf(lane, Mark::Pending);
    ASSERT_FALSE(pending.empty());
    EXPECT_EQ(pending.front().from, snapshot.at - 10h);
    EXPECT_EQ(pending.front().to, snapshot.at - 9h - 40min);
}

TEST(StateLanesTest, ShowsWhatFiresSinceLongerThanEventsAreKept)
{
    Snapshot snapshot = testing::stormOf(1, 1);
    snapshot.services[0].alerts[0].since = snapshot.at - 40h;
    const StateLane lane = stateLanes(snapshot).value(QStringLiteral("service-000"));
    ASSERT_EQ(lane.spans.size(), 1u);
    EXPECT_EQ(lane.spans[0].from, snapshot.at - 24h);
    EXPECT_EQ(lane.spans[0].to, snapshot.at);
}

TEST(StateLanesTest, WhatBeganBeforeTheFirstEventIsTakenFromIt)
{
    Snapshot snapshot = testing::busyNight();
    std::erase_if(snapshot.events,
                  [&](const Event &event) { return event.service != receiver || event.at < snapshot.at - 4h - 1min; });
    const auto fired = spansOf(stateLanes(snapshot).value(receiver), Mark::Bad);
    ASSERT_FALSE(fired.empty());
    EXPECT_EQ(fired[0].from, snapshot.at - 24h) << "it was firing when the day began, as far as is known";
}

TEST(StateLanesTest, OwnsThatAFullListHasLostOlderEvents)
{
    Snapshot snapshot = testing::busyNight();
    EXPECT_EQ(stateLanes(snapshot).value(receiver).knownFrom, snapshot.at - 24h);
    while (snapshot.events.size() < 200)
        snapshot.events.push_back(snapshot.events.back());
    EXPECT_EQ(stateLanes(snapshot).value(receiver).knownFrom, snapshot.events.back().at);
}

TEST(StateLanesTest, ShowsUnseenAsUnseen)
{
    const StateLane lane = stateLanes(testing::busyNight()).value(QStringLiteral("nightly-export"));
    EXPECT_EQ(spansOf(lane, Mark::Blind).size(), 1u);
}

TEST(AlertingLinesTest, NamesMutesThatEndAndRoutesThatAreTriedAgain)
{
    const Snapshot snapshot = testing::busyNight();
    QStringList lines;
    for (const auto &[at, line] : alertingLines(snapshot))
        lines << QStringLiteral("%1, %2").arg(line.text, line.time);
    EXPECT_TRUE(lines.contains(QStringLiteral("Mute on nightly-export ends, in 18 min")))
        << lines.join(u'\n').toStdString();
    EXPECT_TRUE(lines.contains(QStringLiteral("Mute on severity ticket begins, in 12 h")))
        << lines.join(u'\n').toStdString();
    EXPECT_TRUE(lines.contains(QStringLiteral("team is tried again, in 12 s"))) << lines.join(u'\n').toStdString();
    EXPECT_TRUE(lines.contains(QStringLiteral("oncall is told again, in 3 h"))) << lines.join(u'\n').toStdString();
}

TEST(AlertingLinesTest, NobodyIsToldAgainOfWhatIsTakenOn)
{
    Snapshot snapshot = testing::busyNight();
    snapshot.alerting.acks.push_back({.alert = {QStringLiteral("contacts-sync"), QStringLiteral("api.error_rate")},
                                      .owner = QStringLiteral("anna")});
    for (const auto &[at, line] : alertingLines(snapshot))
        EXPECT_FALSE(line.text.contains(u"told again")) << line.text.toStdString();
}

} // namespace hubwatch::ui
