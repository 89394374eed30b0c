#include "app/engine/endpoint_track.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const TimePoint trackStart(1'000'000s);

PollResult refusedAt(TimePoint at)
{
    return {.service = QStringLiteral("s"),
            .endpoint = Endpoint::Health,
            .at = at,
            .error = Error{.kind = Error::Kind::Offline,
                           .detail = QStringLiteral("GET http://h/health: connection refused"),
                           .reach = Error::Reach::Refused}};
}

PollResult saysAt(TimePoint at, ProbeAnswer::Verdict verdict, const char *words = "")
{
    return {.service = QStringLiteral("s"),
            .endpoint = Endpoint::Health,
            .at = at,
            .took = 12ms,
            .probe = ProbeAnswer{.verdict = verdict, .status = 200, .words = QString::fromUtf8(words)}};
}

TEST(EndpointTrack, CountsFailuresAndKeepsTheLastGoodInstant)
{
    EndpointState state = stateAfter({}, saysAt(trackStart, ProbeAnswer::Verdict::Ready));
    EXPECT_EQ(state.reach, EndpointState::Reach::Good);
    state = stateAfter(state, refusedAt(trackStart + 15s));
    state = stateAfter(state, refusedAt(trackStart + 30s));
    EXPECT_EQ(state.reach, EndpointState::Reach::Unreachable);
    EXPECT_EQ(state.failures, 2);
    EXPECT_EQ(state.lastGood, trackStart);
    EXPECT_EQ(state.since, trackStart + 15s);
    EXPECT_EQ(state.lastTry, trackStart + 30s);
    ASSERT_TRUE(state.error.has_value());
    state = stateAfter(state, saysAt(trackStart + 45s, ProbeAnswer::Verdict::NotReady, "disconnected"));
    EXPECT_EQ(state.reach, EndpointState::Reach::NotReady);
    EXPECT_EQ(state.words, QStringLiteral("disconnected"));
    EXPECT_FALSE(state.error.has_value());
    EXPECT_EQ(state.polls, 4);
}

TEST(EndpointTrack, CountsTheSeriesThatAreShown)
{
    Scrape scrape{.values = {1, staleMark(), 3}};
    const EndpointState state = stateAfter({}, {.at = trackStart, .wireBytes = 77, .scrape = scrape});
    EXPECT_EQ(state.seriesCount, 2u);
    EXPECT_EQ(state.wireBytes, 77);
}

TEST(EndpointTrack, TellsAChangeOnce)
{
    const EndpointState good = stateAfter({}, saysAt(trackStart, ProbeAnswer::Verdict::Ready));
    const PollResult refused = refusedAt(trackStart + 15s);
    const EndpointState gone = stateAfter(good, refused);
    const auto event = reachEvent(good, gone, refused);
    ASSERT_TRUE(event.has_value());
    EXPECT_EQ(event->subject, QStringLiteral("health"));
    EXPECT_EQ(event->from, QStringLiteral("good"));
    EXPECT_EQ(event->to, QStringLiteral("unreachable"));
    EXPECT_EQ(event->text, QStringLiteral("unreachable: GET http://h/health: connection refused"));
    EXPECT_EQ(reachEvent(gone, stateAfter(gone, refused), refused), std::nullopt);
}

TEST(EndpointTrack, TakesAGoodFirstAnswerForGranted)
{
    const PollResult ready = saysAt(trackStart, ProbeAnswer::Verdict::Ready);
    EXPECT_EQ(reachEvent({}, stateAfter({}, ready), ready), std::nullopt);
    const PollResult refused = refusedAt(trackStart);
    EXPECT_TRUE(reachEvent({}, stateAfter({}, refused), refused).has_value());
}

} // namespace
} // namespace hubwatch
