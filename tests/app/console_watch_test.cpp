#include "app/engine/console_watch.h"

#include "support/manual_clock.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(ConsoleWatch, BeginsWithWhatItWasGivenAndSaysNothingOnASteadyClock)
{
    testing::ManualClock clock;
    ConsoleWatch watch({.startedAt = clock.now(), .dataDirectory = QStringLiteral("/data")}, clock);
    int events = 0;
    QObject::connect(&watch, &ConsoleWatch::happened, [&] { ++events; });
    EXPECT_EQ(watch.state().startedAt, clock.now());
    EXPECT_EQ(watch.state().dataDirectory, QStringLiteral("/data"));
    EXPECT_EQ(watch.state().network, ConsoleState::Network::Unknown);
    EXPECT_FALSE(watch.state().sleptUntil);
    EXPECT_EQ(events, 0);
}

TEST(ConsoleWatch, TellsAClockThatWasSetAsAnEvent)
{
    testing::ManualClock clock;
    ConsoleWatch watch({.startedAt = clock.now()}, clock);
    std::vector<Event> events;
    QObject::connect(&watch, &ConsoleWatch::happened, [&](const Event &event) { events.push_back(event); });
    clock.jump(1h);
    clock.advance(5s);
    const auto set = std::ranges::find(events, QStringLiteral("clock"), &Event::subject);
    ASSERT_NE(set, events.end());
    EXPECT_EQ(set->kind, Event::Kind::Console);
    EXPECT_EQ(set->at, clock.now());
}

} // namespace
} // namespace hubwatch
