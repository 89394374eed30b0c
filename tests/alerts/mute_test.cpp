#include "alerts/mute.h"

#include "alerts/utc_instant.h"
#include "base/time_text.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using testing::utc;

const std::vector<Matcher> crmOnly{{.label = QStringLiteral("service"), .value = QStringLiteral("crm")}};

Mute recurring(const char *zone, std::vector<int> days, Duration from, Duration to)
{
    return {.id = QStringLiteral("m1"),
            .matchers = crmOnly,
            .startsAt = utc(1, 1),
            .recurs = Recurrence{.days = std::move(days), .from = from, .to = to, .zone = QString::fromLatin1(zone)},
            .createdAt = utc(1, 1)};
}

Mute once(TimePoint from, std::optional<TimePoint> to)
{
    return {.id = QStringLiteral("m1"), .matchers = crmOnly, .startsAt = from, .endsAt = to, .createdAt = from};
}

QString spanText(const std::optional<MuteSpan> &span)
{
    return span ? utcText(span->from) + QStringLiteral(" to ") + utcText(span->to) : QStringLiteral("never");
}

struct WindowCase {
    const char *name;
    Mute mute;
    TimePoint now;
    TimePoint from;
    TimePoint to;
};

void PrintTo(const WindowCase &test, std::ostream *out)
{
    *out << test.name;
}

class MuteWindowTest : public ::testing::TestWithParam<WindowCase>
{ };

TEST_P(MuteWindowTest, HoldsOrIsTheNext)
{
    const WindowCase &test = GetParam();
    EXPECT_EQ(spanText(currentOrNext(test.mute, test.now)), spanText(MuteSpan{.from = test.from, .to = test.to}));
    EXPECT_EQ(activeAt(test.mute, test.now), test.from <= test.now);
    EXPECT_FALSE(activeAt(test.mute, test.from - 1ms));
    EXPECT_TRUE(activeAt(test.mute, test.from));
    EXPECT_TRUE(activeAt(test.mute, test.to - 1ms));
    EXPECT_FALSE(activeAt(test.mute, test.to));
}

constexpr auto berlin = "Europe/Berlin";
constexpr auto newYork = "America/New_York";
const std::vector<int> workdays{1, 2, 3, 4, 5};
const std::vector<int> sunday{7};

INSTANTIATE_TEST_SUITE_P(
    Windows, MuteWindowTest,
    ::testing::Values(
        // 2026-07-01 is a Wednesday; Berlin is two hours ahead, New York four behind.
        WindowCase{"Holds", recurring(berlin, {}, 2h, 4h), utc(7, 1, 1h), utc(7, 1), utc(7, 1, 2h)},
        WindowCase{"IsTheNext", recurring(berlin, {}, 2h, 4h), utc(7, 1, 2h), utc(7, 2), utc(7, 2, 2h)},
        WindowCase{"SpansMidnight", recurring(berlin, {}, 22h, 6h), utc(7, 1, 23h), utc(7, 1, 20h), utc(7, 2, 4h)},
        WindowCase{"SpansMidnightInTheMorning", recurring(berlin, {}, 22h, 6h), utc(7, 2, 3h), utc(7, 1, 20h),
                   utc(7, 2, 4h)},
        WindowCase{"SpansMidnightOfANotNamedDay", recurring(berlin, {5}, 22h, 6h), utc(7, 4, 3h), utc(7, 3, 20h),
                   utc(7, 4, 4h)},
        WindowCase{"WaitsForTheDay", recurring(berlin, {1}, 2h, 4h), utc(7, 1), utc(7, 6), utc(7, 6, 2h)},
        WindowCase{"TheDayIsTheZones", recurring("Asia/Tokyo", {4}, 1h, 2h), utc(7, 1, 10h), utc(7, 1, 16h),
                   utc(7, 1, 17h)},
        WindowCase{"WorkdaysAreOneStretch", recurring(berlin, workdays, 0h, 24h), utc(7, 1), utc(6, 28, 22h),
                   utc(7, 3, 22h)},
        // Berlin 2026-03-29: 02:00 is 03:00 at 01:00 UTC. 2026-10-25: 03:00 is 02:00 at 01:00 UTC.
        WindowCase{"BerlinStartsInTheGap", recurring(berlin, sunday, 2h + 30min, 4h), utc(3, 28), utc(3, 29, 1h),
                   utc(3, 29, 2h)},
        WindowCase{"BerlinEndsInTheGap", recurring(berlin, sunday, 1h, 2h + 30min), utc(3, 28), utc(3, 29),
                   utc(3, 29, 1h)},
        WindowCase{"BerlinStartsInTheOverlap", recurring(berlin, sunday, 2h + 30min, 4h), utc(10, 24),
                   utc(10, 25, 30min), utc(10, 25, 3h)},
        WindowCase{"BerlinEndsInTheOverlap", recurring(berlin, sunday, 1h, 2h + 30min), utc(10, 24), utc(10, 24, 23h),
                   utc(10, 25, 1h + 30min)},
        WindowCase{"BerlinWithinTheOverlap", recurring(berlin, sunday, 2h + 15min, 2h + 45min), utc(10, 24),
                   utc(10, 25, 15min), utc(10, 25, 1h + 45min)},
        WindowCase{"BerlinNightOfTheGap", recurring(berlin, {6}, 22h, 6h), utc(3, 28), utc(3, 28, 21h), utc(3, 29, 4h)},
        WindowCase{"BerlinNightOfTheOverlap", recurring(berlin, {6}, 22h, 6h), utc(10, 24), utc(10, 24, 20h),
                   utc(10, 25, 5h)},
        // New York 2026-03-08: 02:00 is 03:00 at 07:00 UTC. 2026-11-01: 02:00 is 01:00 at 06:00 UTC.
        WindowCase{"NewYorkStartsInTheGap", recurring(newYork, sunday, 2h + 30min, 5h), utc(3, 7), utc(3, 8, 7h),
                   utc(3, 8, 9h)},
        WindowCase{"NewYorkNightOfTheGap", recurring(newYork, {6}, 23h, 5h), utc(3, 7, 12h), utc(3, 8, 4h),
                   utc(3, 8, 9h)},
        WindowCase{"NewYorkStartsInTheOverlap", recurring(newYork, sunday, 1h + 30min, 3h), utc(10, 31),
                   utc(11, 1, 5h + 30min), utc(11, 1, 8h)},
        WindowCase{"NewYorkEndsInTheOverlap", recurring(newYork, sunday, 0h, 1h + 30min), utc(10, 31), utc(11, 1, 4h),
                   utc(11, 1, 6h + 30min)},
        WindowCase{"Once", once(utc(7, 1), utc(7, 2)), utc(7, 1, 5h), utc(7, 1), utc(7, 2)},
        WindowCase{"OnceAndLater", once(utc(7, 1), utc(7, 2)), utc(6, 1), utc(7, 1), utc(7, 2)}),
    [](const auto &test) { return test.param.name; });

TEST(MuteTest, LeavesOutAWindowThatFallsWhollyIntoTheGap)
{
    const Mute mute = recurring(berlin, sunday, 2h + 10min, 2h + 50min);
    EXPECT_EQ(spanText(currentOrNext(mute, utc(3, 28))),
              spanText(MuteSpan{.from = utc(4, 5, 10min), .to = utc(4, 5, 50min)}));
}

TEST(MuteTest, FollowsTheWallClockHoweverItJumps)
{
    const Mute mute = recurring(berlin, {}, 2h, 3h);
    EXPECT_TRUE(activeAt(mute, utc(7, 1, 30min)));
    EXPECT_FALSE(activeAt(mute, utc(7, 1, 1h))) << "set forward beyond the end: it ended at three";
    EXPECT_TRUE(activeAt(mute, utc(7, 1, 30min))) << "and back: it holds until three again";
    const Mute until = once(utc(7, 1), utc(7, 1, 3h));
    EXPECT_TRUE(ended(until, utc(7, 1, 3h)));
    EXPECT_FALSE(ended(until, utc(7, 1, 2h)));
}

TEST(MuteTest, RecursOnlyBetweenItsStartAndItsEnd)
{
    Mute mute = recurring(berlin, {}, 2h, 4h);
    mute.startsAt = utc(7, 1, 1h);
    mute.endsAt = utc(7, 2, 30min);
    EXPECT_EQ(spanText(currentOrNext(mute, utc(6, 1))), spanText(MuteSpan{.from = utc(7, 1, 1h), .to = utc(7, 1, 2h)}));
    EXPECT_EQ(spanText(currentOrNext(mute, utc(7, 1, 2h))),
              spanText(MuteSpan{.from = utc(7, 2), .to = utc(7, 2, 30min)}));
    EXPECT_FALSE(ended(mute, utc(7, 2)));
    EXPECT_TRUE(ended(mute, utc(7, 2, 30min)));
    mute.endsAt = utc(7, 1, 20h);
    EXPECT_TRUE(ended(mute, utc(7, 1, 3h))) << "no window is left before its end";
    EXPECT_FALSE(ended(recurring(berlin, {}, 2h, 4h), utc(12, 31)));
}

TEST(MuteTest, NeverHoldsWhereItCannotBeTold)
{
    for (const Mute &mute :
         {recurring("Europe/Atlantis", {}, 2h, 4h), recurring("", {}, 2h, 4h), recurring(berlin, {}, 2h, 2h),
          once(utc(7, 1), std::nullopt), once(utc(7, 2), utc(7, 1))}) {
        EXPECT_EQ(spanText(currentOrNext(mute, utc(7, 1, 1h))), QStringLiteral("never"));
        EXPECT_FALSE(activeAt(mute, utc(7, 1, 1h)));
    }
}

TEST(MuteTest, SaysWhatIsWrongWithIt)
{
    const TimePoint now = utc(7, 1);
    const auto problem = [now](const Mute &mute) { return muteProblems(mute, now).join(QStringLiteral("; ")); };
    EXPECT_EQ(problem(once(now, now + 1h)), QString());
    EXPECT_EQ(problem(recurring(berlin, workdays, 22h, 6h)), QString());
    EXPECT_EQ(problem(recurring(berlin, {}, 0h, 24h)), QString());
    EXPECT_EQ(problem(once(now, std::nullopt)), QStringLiteral("it has no end: say until when"));
    EXPECT_EQ(problem(once(now - 2h, now - 1h)), QStringLiteral("its end is in the past"));
    EXPECT_EQ(problem(once(now + 2h, now + 1h)), QStringLiteral("it ends before it starts"));
    EXPECT_TRUE(problem(recurring(berlin, {}, 2h, 2h)).startsWith(QStringLiteral("its window has no length")));
    EXPECT_TRUE(problem(recurring(berlin, {}, 2h, 25h)).startsWith(QStringLiteral("its window is not within a day")));
    EXPECT_TRUE(problem(recurring(berlin, {0}, 2h, 4h)).startsWith(QStringLiteral("its days are not those of a week")));
    EXPECT_TRUE(problem(recurring("Europe/Atlantis", {}, 2h, 4h))
                    .startsWith(QStringLiteral("nobody knows the time zone \"Europe/Atlantis\"")));
    Mute mute = once(now, now + 1h);
    mute.matchers = {{.label = QStringLiteral("rule"), .op = Matcher::Op::Matches, .value = QStringLiteral("api(")}};
    EXPECT_TRUE(problem(mute).contains(QStringLiteral("the regular expression is not valid")));
    mute.matchers.clear();
    EXPECT_TRUE(problem(mute).startsWith(QStringLiteral("it says of no alert that it is meant")));
}

TEST(MuteTest, WarnsOfNothingAndOfEverything)
{
    Mute mute = once(utc(7, 1), utc(7, 2));
    EXPECT_TRUE(muteWarnings(mute, 3, 12).isEmpty());
    EXPECT_TRUE(muteWarnings(mute, 1, 1).isEmpty());
    EXPECT_TRUE(muteWarnings(mute, 0, 12).value(0).startsWith(QStringLiteral("it matches none of the 12 alerts")));
    EXPECT_TRUE(muteWarnings(mute, 12, 12).value(0).startsWith(QStringLiteral("it matches all 12 alerts")));
    mute.matchers = {{.label = QStringLiteral("rule"), .op = Matcher::Op::Matches, .value = QStringLiteral(".*")}};
    EXPECT_TRUE(muteWarnings(mute, 0, 0).value(0).startsWith(QStringLiteral("it matches every alert there can be")));
}

TEST(MuteTest, TellsItsSchedule)
{
    const auto days = [](std::vector<int> on) { return scheduleText(recurring("Asia/Tokyo", std::move(on), 22h, 6h)); };
    EXPECT_EQ(days(workdays), QStringLiteral("Mon-Fri 22:00 to 06:00 Asia/Tokyo"));
    EXPECT_EQ(days({}), QStringLiteral("every day 22:00 to 06:00 Asia/Tokyo"));
    EXPECT_EQ(days({3, 1, 1}), QStringLiteral("Mon, Wed 22:00 to 06:00 Asia/Tokyo"));
    EXPECT_EQ(days({6, 7}), QStringLiteral("Sat, Sun 22:00 to 06:00 Asia/Tokyo"));
    EXPECT_EQ(scheduleText(once(utc(7, 1), utc(7, 1, 4h))), QStringLiteral("until 04:00 UTC"));
    EXPECT_EQ(scheduleText(once(utc(7, 1), utc(7, 2, 4h))), QStringLiteral("until 2026-07-02 04:00 UTC"));
    Mute later = once(utc(7, 1), utc(7, 1, 4h));
    later.createdAt -= 24h;
    EXPECT_EQ(scheduleText(later), QStringLiteral("from 2026-07-01 00:00 until 04:00 UTC"));
}

TEST(MuteListTest, ComesBackFromItsBytes)
{
    MuteList list{.mutes = {once(utc(7, 1, 123ms), utc(7, 2)), recurring(berlin, workdays, 22h, 6h)}};
    list.mutes[0].author = QStringLiteral("ops");
    list.mutes[0].reason = QStringLiteral("migration");
    for (const auto op : {Matcher::Op::NotEqual, Matcher::Op::Matches, Matcher::Op::NotMatches})
        list.mutes[0].matchers.push_back(
            {.label = QStringLiteral("rule"), .op = op, .value = QStringLiteral("a|\"b\"")});
    const MuteList again = MuteList::fromBytes(list.toBytes());
    EXPECT_EQ(again.mutes, list.mutes);
    EXPECT_EQ(again.notice, QString());
}

TEST(MuteListTest, IsEmptyFromDamagedBytesAndSaysSo)
{
    const QByteArray whole = MuteList{.mutes = {once(utc(7, 1), utc(7, 2))}}.toBytes();
    for (const QByteArray &bytes :
         {whole.left(whole.size() / 2), QByteArray("[]"), QByteArray(whole).replace("\"op\":\"=\"", "\"op\":\"?\"")}) {
        const MuteList damaged = MuteList::fromBytes(bytes);
        EXPECT_TRUE(damaged.mutes.empty());
        EXPECT_NE(damaged.notice, QString()) << bytes.toStdString();
    }
    EXPECT_EQ(MuteList::fromBytes({}).notice, QString());
}

} // namespace
} // namespace hubwatch
