#include "batch/job_window.h"

#include "support/printers.h"

#include <gtest/gtest.h>

#include <chrono>

using namespace hubwatch;

namespace {

using namespace std::chrono;

/// UTC.
TimePoint windowInstant(year_month_day date, int hour, int minute = 0)
{
    return TimePoint(sys_days(date)) + hours(hour) + minutes(minute);
}

constexpr year_month_day windowNov25 = 2026y / November / 25d;
constexpr year_month_day windowNov26 = 2026y / November / 26d;

JobSchedule windowSchedule(const char *text)
{
    return parseSchedule(QString::fromUtf8(text)).value();
}

} // namespace

struct JobWindowCase {
    const char *name;
    const char *schedule;
    TimePoint now;
    TimePoint from;
    TimePoint to;
};

class WindowAtTest : public ::testing::TestWithParam<JobWindowCase>
{ };

TEST_P(WindowAtTest, IsTheOpenOneOrTheNext)
{
    const auto window = windowAt(windowSchedule(GetParam().schedule), GetParam().now);
    ASSERT_TRUE(window);
    EXPECT_EQ(window->from, GetParam().from) << (window->from - GetParam().from).count() << " ms late";
    EXPECT_EQ(window->to, GetParam().to) << (window->to - GetParam().to).count() << " ms late";
}

INSTANTIATE_TEST_SUITE_P(
    Tokyo, WindowAtTest,
    ::testing::Values(JobWindowCase{"Before", "00:00-05:00 Asia/Tokyo", windowInstant(windowNov25, 8, 48),
                                    windowInstant(windowNov25, 15), windowInstant(windowNov25, 20)},
                      JobWindowCase{"AtItsFirstInstant", "00:00-05:00 Asia/Tokyo", windowInstant(windowNov25, 15),
                                    windowInstant(windowNov25, 15), windowInstant(windowNov25, 20)},
                      JobWindowCase{"Within", "00:00-05:00 Asia/Tokyo", windowInstant(windowNov25, 19, 59),
                                    windowInstant(windowNov25, 15), windowInstant(windowNov25, 20)},
                      JobWindowCase{"AtItsEnd", "00:00-05:00 Asia/Tokyo", windowInstant(windowNov25, 20),
                                    windowInstant(windowNov26, 15), windowInstant(windowNov26, 20)},
                      JobWindowCase{"OverMidnightBeforeIt", "22:00-06:00 Asia/Tokyo", windowInstant(windowNov25, 14),
                                    windowInstant(windowNov25, 13), windowInstant(windowNov25, 21)},
                      JobWindowCase{"OverMidnightBehindIt", "22:00-06:00 Asia/Tokyo",
                                    windowInstant(windowNov25, 20, 59), windowInstant(windowNov25, 13),
                                    windowInstant(windowNov25, 21)},
                      JobWindowCase{"UntilMidnight", "22:00-24:00 Asia/Tokyo", windowInstant(windowNov25, 14, 59),
                                    windowInstant(windowNov25, 13), windowInstant(windowNov25, 15)},
                      JobWindowCase{"WholeDay", "00:00-24:00 Asia/Tokyo", windowInstant(windowNov25, 3),
                                    windowInstant(2026y / November / 24d, 15), windowInstant(windowNov25, 15)},
                      JobWindowCase{"Utc", "01:00-02:00 UTC", windowInstant(windowNov25, 1, 30),
                                    windowInstant(windowNov25, 1), windowInstant(windowNov25, 2)}),
    [](const auto &test) { return test.param.name; });

// Berlin 2026: forward on 29 March at 01:00 UTC (02:00 becomes 03:00), back on 25 October at 01:00 UTC (03:00 becomes
// 02:00).
INSTANTIATE_TEST_SUITE_P(
    Berlin, WindowAtTest,
    ::testing::Values(
        JobWindowCase{"WinterBegins", "00:00-05:00 Europe/Berlin", windowInstant(2026y / October / 24d, 12),
                      windowInstant(2026y / October / 24d, 22), windowInstant(2026y / October / 25d, 4)},
        JobWindowCase{"SummerBegins", "00:00-05:00 Europe/Berlin", windowInstant(2026y / March / 28d, 12),
                      windowInstant(2026y / March / 28d, 23), windowInstant(2026y / March / 29d, 3)},
        JobWindowCase{"BeginsInTheGap", "02:30-05:00 Europe/Berlin", windowInstant(2026y / March / 28d, 12),
                      windowInstant(2026y / March / 29d, 1), windowInstant(2026y / March / 29d, 3)},
        JobWindowCase{"EndsInTheGap", "01:00-02:30 Europe/Berlin", windowInstant(2026y / March / 28d, 12),
                      windowInstant(2026y / March / 29d, 0), windowInstant(2026y / March / 29d, 1)},
        JobWindowCase{"WithinTheGapItDoesNotCome", "02:10-02:50 Europe/Berlin", windowInstant(2026y / March / 28d, 12),
                      windowInstant(2026y / March / 30d, 0, 10), windowInstant(2026y / March / 30d, 0, 50)},
        JobWindowCase{"TwiceIsTheFirst", "02:15-02:45 Europe/Berlin", windowInstant(2026y / October / 24d, 12),
                      windowInstant(2026y / October / 25d, 0, 15), windowInstant(2026y / October / 25d, 0, 45)},
        JobWindowCase{"TwiceIsOver", "02:15-02:45 Europe/Berlin", windowInstant(2026y / October / 25d, 1, 30),
                      windowInstant(2026y / October / 26d, 1, 15), windowInstant(2026y / October / 26d, 1, 45)}),
    [](const auto &test) { return test.param.name; });

TEST(JobWindow, DefaultIsTheHandbooks)
{
    EXPECT_EQ(scheduleText(JobSchedule()), QStringLiteral("00:00-05:00 Asia/Tokyo"));
    EXPECT_EQ(windowSchedule("00:00-05:00 Asia/Tokyo"), JobSchedule());
}

TEST(JobWindow, NobodyKnowsSomeZones)
{
    JobSchedule schedule;
    for (const char *zone : {"Asia/Tokio", ""}) {
        schedule.timeZone = QString::fromLatin1(zone);
        const auto window = windowAt(schedule, windowInstant(windowNov25, 0));
        ASSERT_FALSE(window) << zone;
        EXPECT_EQ(window.error().kind, Error::Kind::Rejected);
        EXPECT_TRUE(window.error().detail.contains(QStringLiteral("such as Asia/Tokyo")));
        const ScheduleVerdict verdict = scheduleVerdict(schedule, TimePoint(), TimePoint(1h));
        EXPECT_EQ(verdict.then, ScheduleVerdict::Then::Ask) << "it neither runs nor waits for ever";
        EXPECT_EQ(verdict.words, window.error().detail);
    }
}

struct ScheduleVerdictCase {
    const char *name;
    const char *schedule;
    TimePoint since;
    TimePoint now;
    ScheduleVerdict expected;
};

class ScheduleVerdictTest : public ::testing::TestWithParam<ScheduleVerdictCase>
{ };

TEST_P(ScheduleVerdictTest, RunsWaitsOrAsks)
{
    const ScheduleVerdictCase &it = GetParam();
    const ScheduleVerdict verdict = scheduleVerdict(windowSchedule(it.schedule), it.since, it.now);
    EXPECT_EQ(verdict.then, it.expected.then);
    EXPECT_EQ(verdict.at, it.expected.at);
    EXPECT_EQ(verdict.stopBy, it.expected.stopBy);
    EXPECT_EQ(verdict.words, it.expected.words);
}

// Scheduled at 17:48 JST on 25 November; the window is 15:00 to 20:00 UTC.
INSTANTIATE_TEST_SUITE_P(
    Jobs, ScheduleVerdictTest,
    ::testing::Values(
        ScheduleVerdictCase{"WaitsForTheWindow",
                            "00:00-05:00 Asia/Tokyo",
                            windowInstant(windowNov25, 8, 48),
                            windowInstant(windowNov25, 8, 48),
                            {.then = ScheduleVerdict::Then::Wait,
                             .at = windowInstant(windowNov25, 15),
                             .words = QStringLiteral("next window: 00:00 JST, in 6 h 12 min")}},
        ScheduleVerdictCase{"RunsWhenItOpens",
                            "00:00-05:00 Asia/Tokyo",
                            windowInstant(windowNov25, 8, 48),
                            windowInstant(windowNov25, 15),
                            {.then = ScheduleVerdict::Then::Run,
                             .stopBy = windowInstant(windowNov25, 20),
                             .words = QStringLiteral("window open until 05:00 JST")}},
        ScheduleVerdictCase{"RunsAtOnceWhenScheduledWithin",
                            "00:00-05:00 Asia/Tokyo",
                            windowInstant(windowNov25, 16),
                            windowInstant(windowNov25, 16),
                            {.then = ScheduleVerdict::Then::Run,
                             .stopBy = windowInstant(windowNov25, 20),
                             .words = QStringLiteral("window open until 05:00 JST")}},
        ScheduleVerdictCase{"MissedWaitsForTheNext",
                            "00:00-05:00 Asia/Tokyo next-window",
                            windowInstant(windowNov25, 8, 48),
                            windowInstant(windowNov25, 20),
                            {.then = ScheduleVerdict::Then::Wait,
                             .at = windowInstant(windowNov26, 15),
                             .words = QStringLiteral("next window: 00:00 JST, in 19 h")}},
        ScheduleVerdictCase{"MissedRunsInTheNext",
                            "00:00-05:00 Asia/Tokyo",
                            windowInstant(windowNov25, 8, 48),
                            windowInstant(windowNov26, 16),
                            {.then = ScheduleVerdict::Then::Run,
                             .stopBy = windowInstant(windowNov26, 20),
                             .words = QStringLiteral("window open until 05:00 JST")}},
        ScheduleVerdictCase{"MissedRunsAtOnce",
                            "00:00-05:00 Asia/Tokyo at-once",
                            windowInstant(windowNov25, 8, 48),
                            windowInstant(windowNov25, 23),
                            {.then = ScheduleVerdict::Then::Run,
                             .words = QStringLiteral("the window until 05:00 JST was missed, so it runs at once")}},
        ScheduleVerdictCase{"MissedRunsAtOnceWithinAnother",
                            "00:00-05:00 Asia/Tokyo at-once",
                            windowInstant(windowNov25, 8, 48),
                            windowInstant(windowNov26, 16),
                            {.then = ScheduleVerdict::Then::Run,
                             .stopBy = windowInstant(windowNov26, 20),
                             .words = QStringLiteral("the window until 05:00 JST was missed, so it runs at once")}},
        ScheduleVerdictCase{
            "MissedAsks",
            "00:00-05:00 Asia/Tokyo ask",
            windowInstant(windowNov25, 8, 48),
            windowInstant(windowNov25, 23, 30),
            {.then = ScheduleVerdict::Then::Ask,
             .words = QStringLiteral("the window until 05:00 JST was missed; run now or wait (next window: "
                                     "00:00 JST, in 15 h 30 min)")}},
        ScheduleVerdictCase{
            "MissedAsksWithinAnother",
            "00:00-05:00 Asia/Tokyo ask",
            windowInstant(windowNov25, 8, 48),
            windowInstant(windowNov26, 16),
            {.then = ScheduleVerdict::Then::Ask,
             .words = QStringLiteral("the window until 05:00 JST was missed; run now or wait (the window is open "
                                     "until 05:00 JST)")}},
        ScheduleVerdictCase{"NeverEarlyWhenTheClockIsSetBack",
                            "00:00-05:00 Asia/Tokyo at-once",
                            windowInstant(windowNov25, 8),
                            windowInstant(windowNov25, 7),
                            {.then = ScheduleVerdict::Then::Wait,
                             .at = windowInstant(windowNov25, 15),
                             .words = QStringLiteral("next window: 00:00 JST, in 8 h")}}),
    [](const auto &test) { return test.param.name; });

TEST(ScheduleVerdict, SaysLastMinutesWhole)
{
    const ScheduleVerdict verdict
        = scheduleVerdict(JobSchedule(), windowInstant(windowNov25, 14), windowInstant(windowNov25, 15) - 1ms);
    EXPECT_EQ(verdict.words, QStringLiteral("next window: 00:00 JST, in 1 min"));
}

TEST(ScheduleVerdict, NamesAZoneThatHasNoLetters)
{
    const ScheduleVerdict verdict = scheduleVerdict(windowSchedule("02:00-03:00 America/Sao_Paulo"),
                                                    windowInstant(windowNov25, 4), windowInstant(windowNov25, 4));
    EXPECT_EQ(verdict.words, QStringLiteral("next window: 02:00 UTC-03, in 1 h"));
}

struct ScheduleTextCase {
    const char *text;
    const char *detail; ///< "": it is read, and written the same
};

class ScheduleTextTest : public ::testing::TestWithParam<ScheduleTextCase>
{ };

TEST_P(ScheduleTextTest, IsReadOrSaysWhatWouldBe)
{
    const QString text = QString::fromUtf8(GetParam().text);
    const auto schedule = parseSchedule(text);
    if (*GetParam().detail == '\0') {
        ASSERT_TRUE(schedule) << schedule.error().detail.toStdString();
        EXPECT_EQ(scheduleText(*schedule), text);
        return;
    }
    ASSERT_FALSE(schedule) << GetParam().text;
    EXPECT_EQ(schedule.error().kind, Error::Kind::Malformed);
    EXPECT_EQ(schedule.error().detail, QString::fromUtf8(GetParam().detail));
}

INSTANTIATE_TEST_SUITE_P(
    Texts, ScheduleTextTest,
    ::testing::Values(
        ScheduleTextCase{"00:00-05:00 Asia/Tokyo", ""}, ScheduleTextCase{"22:30-06:00 Europe/Berlin at-once", ""},
        ScheduleTextCase{"00:00-05:00 UTC ask", ""},
        ScheduleTextCase{"", "schedule: expected \"HH:MM-HH:MM Zone\" such as \"00:00-05:00 Asia/Tokyo\", found \"\""},
        ScheduleTextCase{"00:00-05:00",
                         "schedule: expected \"HH:MM-HH:MM Zone\" such as \"00:00-05:00 Asia/Tokyo\", found "
                         "\"00:00-05:00\""},
        ScheduleTextCase{"00:00-25:00 Asia/Tokyo",
                         "schedule: expected times of day from 00:00 to 24:00, found \"00:00-25:00 Asia/Tokyo\""},
        ScheduleTextCase{"00:60-05:00 Asia/Tokyo",
                         "schedule: expected times of day from 00:00 to 24:00, found \"00:60-05:00 Asia/Tokyo\""},
        ScheduleTextCase{"00:00-05:00 Asia/Tokio",
                         "schedule: expected a time zone such as Asia/Tokyo, found \"Asia/Tokio\""},
        ScheduleTextCase{"00:00-05:00 Asia/Tokyo never",
                         "schedule: expected next-window, at-once or ask behind the zone, found \"never\""}));
