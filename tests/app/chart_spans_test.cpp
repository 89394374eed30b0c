#include "app/engine/chart_spans.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const QString spanService = QStringLiteral("contacts-sync");
const QString spanRule = QStringLiteral("api.error_rate");

TimePoint spanAt(int minutes)
{
    return TimePoint(std::chrono::minutes(minutes));
}

Event changeAt(int minutes, const char *from, const char *to, const QString &rule = spanRule)
{
    return {.at = spanAt(minutes),
            .kind = Event::Kind::Alert,
            .service = spanService,
            .subject = rule,
            .from = QString::fromUtf8(from),
            .to = QString::fromUtf8(to)};
}

std::vector<std::pair<int, QString>> shapeOf(const std::vector<StateSpan> &spans)
{
    std::vector<std::pair<int, QString>> shape;
    for (const StateSpan &span : spans)
        shape.emplace_back(int((span.to - span.from) / 1min), span.state);
    return shape;
}

using Shape = std::vector<std::pair<int, QString>>;
const SpanRange spanRange{.from = spanAt(0), .to = spanAt(60)};

TEST(StateSpans, FollowTheChanges)
{
    const std::vector alerts{Alert{.service = spanService, .rule = spanRule, .state = Alert::State::Firing}};
    const std::vector events{changeAt(30, "inactive", "pending"), changeAt(35, "pending", "firing")};
    EXPECT_EQ(
        shapeOf(stateSpans(spanService, alerts, events, spanRange)),
        (Shape{{30, QStringLiteral("inactive")}, {5, QStringLiteral("pending")}, {25, QStringLiteral("firing")}}));
}

TEST(StateSpans, AreTheStandingStateWithoutChanges)
{
    const std::vector alerts{Alert{.service = spanService, .rule = spanRule, .state = Alert::State::Pending}};
    EXPECT_EQ(shapeOf(stateSpans(spanService, alerts, {}, spanRange)), (Shape{{60, QStringLiteral("pending")}}));
}

TEST(StateSpans, ShowTheWorstOfSeveralRules)
{
    const QString other = QStringLiteral("api.burn.1h");
    const std::vector alerts{Alert{.service = spanService, .rule = spanRule},
                             Alert{.service = spanService, .rule = other}};
    const std::vector events{changeAt(10, "inactive", "firing", other), changeAt(20, "inactive", "pending"),
                             changeAt(30, "firing", "inactive", other), changeAt(40, "pending", "inactive")};
    EXPECT_EQ(shapeOf(stateSpans(spanService, alerts, events, spanRange)),
              (Shape{{10, QStringLiteral("inactive")},
                     {20, QStringLiteral("firing")},
                     {10, QStringLiteral("pending")},
                     {20, QStringLiteral("inactive")}}));
}

TEST(GapSpans, AreWhereInstantsAreFarApart)
{
    std::vector<TimePoint> instants;
    for (int minute = 0; minute <= 60; ++minute)
        if (minute <= 10 || minute >= 30)
            instants.push_back(spanAt(minute));
    const auto gaps = gapSpans(spanService, instants, {}, spanRange, 3min);
    ASSERT_EQ(gaps.size(), 1u);
    EXPECT_EQ(gaps[0].from, spanAt(10));
    EXPECT_EQ(gaps[0].to, spanAt(30));
    EXPECT_EQ(gaps[0].why, QStringLiteral("no data"));
}

TEST(GapSpans, NameTheirReason)
{
    const std::vector events{Event{.at = spanAt(11),
                                   .kind = Event::Kind::Source,
                                   .service = spanService,
                                   .subject = QStringLiteral("metrics"),
                                   .from = QStringLiteral("good"),
                                   .to = QStringLiteral("unreachable"),
                                   .text = QStringLiteral("unreachable: connection refused")},
                             Event{.at = spanAt(45), .kind = Event::Kind::Console, .subject = QStringLiteral("sleep")}};
    const std::vector instants{spanAt(0),  spanAt(2),  spanAt(4),  spanAt(6),  spanAt(8),  spanAt(10), spanAt(20),
                               spanAt(22), spanAt(24), spanAt(26), spanAt(28), spanAt(58), spanAt(60)};
    const auto gaps = gapSpans(spanService, instants, events, spanRange, 3min);
    ASSERT_EQ(gaps.size(), 2u);
    EXPECT_EQ(gaps[0].why, QStringLiteral("unreachable: connection refused"));
    EXPECT_EQ(gaps[1].why, QStringLiteral("this console slept"));
}

TEST(GapSpans, CoverTheWholeRangeWithoutInstants)
{
    const auto gaps = gapSpans(spanService, {}, {}, spanRange, 3min);
    ASSERT_EQ(gaps.size(), 1u);
    EXPECT_EQ(gaps[0].to - gaps[0].from, 60min);
}

} // namespace
} // namespace hubwatch
