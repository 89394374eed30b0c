#include "checklist/waiver.h"

#include "base/time_text.h"
#include "checklist/portal_day.h"
#include "checklist/proof.h"
#include "support/printers.h"

#include <gtest/gtest.h>

using namespace hubwatch;

namespace {

std::chrono::year_month_day dayOf(QStringView text)
{
    return parseDay(text).value_or(std::chrono::year_month_day());
}

Waiver goodWaiver()
{
    return {.service = QStringLiteral("contacts-sync"),
            .item = QStringLiteral("test.sandbox"),
            .reason = QStringLiteral("sandbox being rebuilt"),
            .owner = QStringLiteral("mari"),
            .approver = QStringLiteral("kenji"),
            .granted = dayOf(u"2026-09-01"),
            .until = dayOf(u"2026-11-30")};
}

Proof goodWord()
{
    return {.item = QStringLiteral("alerts.set"),
            .text = QStringLiteral("seen in the channel"),
            .by = QStringLiteral("mari"),
            .day = dayOf(u"2026-11-26"),
            .until = dayOf(u"2027-11-26")};
}

TEST(DayTest, IsReadOnlyWhereACalendarHasIt)
{
    struct Case {
        const char16_t *text;
        bool good;
    };
    for (const Case &one :
         {Case{u"2026-12-14", true}, Case{u"2028-02-29", true}, Case{u"2027-02-29", false}, Case{u"2026-13-01", false},
          Case{u"2026-00-10", false}, Case{u"2026-11-31", false}, Case{u"26-11-30", false}, Case{u"2026-1-1", false},
          Case{u"2026-11-30T00:00", false}, Case{u"2026-11-30\n", false}, Case{u" 2026-11-30", false}, Case{u"", false},
          Case{u"1/2/2026", false}, Case{u"-2026-11-30", false}, Case{u"\u0662026-11-30", false}}) {
        const auto day = parseDay(one.text);
        EXPECT_EQ(day.has_value(), one.good) << QString::fromUtf16(one.text).toStdString();
        EXPECT_EQ(day ? dayText(*day) : QString::fromUtf16(one.text), QString::fromUtf16(one.text));
    }
}

TEST(DayTest, BeginsAndEndsAsClocksOfThePortalShow)
{
    struct Case {
        const char *zone;
        const char16_t *day;
        const char *begin;
        const char *end;
    };
    for (const Case &one :
         {Case{"Asia/Tokyo", u"2026-12-14", "2026-12-13T15:00:00.000Z", "2026-12-14T15:00:00.000Z"},
          Case{"UTC", u"2026-12-14", "2026-12-14T00:00:00.000Z", "2026-12-15T00:00:00.000Z"},
          // Daylight time begins and ends on these days: 23 and 25 hours.
          Case{"America/New_York", u"2026-03-08", "2026-03-08T05:00:00.000Z", "2026-03-09T04:00:00.000Z"},
          Case{"America/New_York", u"2026-11-01", "2026-11-01T04:00:00.000Z", "2026-11-02T05:00:00.000Z"},
          Case{"Nowhere/Land", u"2026-12-14", "2026-12-14T00:00:00.000Z", "2026-12-15T00:00:00.000Z"},
          Case{"", u"2026-12-14", "2026-12-14T00:00:00.000Z", "2026-12-15T00:00:00.000Z"},
          // Clocks of Beirut skip the first hour of that day.
          Case{"Asia/Beirut", u"2021-03-28", "2021-03-27T22:00:00.000Z", "2021-03-28T21:00:00.000Z"}}) {
        const QTimeZone zone = portalZone(QString::fromLatin1(one.zone));
        EXPECT_EQ(utcText(dayBegin(dayOf(one.day), zone)), QString::fromLatin1(one.begin)) << one.zone;
        EXPECT_EQ(utcText(dayEnd(dayOf(one.day), zone)), QString::fromLatin1(one.end)) << one.zone;
        EXPECT_EQ(dayAt(dayBegin(dayOf(one.day), zone), zone), dayOf(one.day)) << one.zone;
        EXPECT_EQ(dayAt(dayEnd(dayOf(one.day), zone) - 1ms, zone), dayOf(one.day)) << one.zone;
    }
}

TEST(DayTest, IsShownInThePortalsTime)
{
    const TimePoint at = TimePoint(std::chrono::sys_days(dayOf(u"2026-11-26"))) + 16h + 37min;
    EXPECT_EQ(portalTimeText(at, portalZone({})), QStringLiteral("26 Nov 2026 16:37 UTC"));
    EXPECT_EQ(portalTimeText(at, portalZone(QStringLiteral("Asia/Tokyo"))), QStringLiteral("27 Nov 2026 01:37 JST"));
    EXPECT_EQ(longDayText(dayOf(u"2026-11-02")), QStringLiteral("2 Nov 2026"));
}

TEST(WaiverTest, HoldsForNinetyDaysAndNotForNinetyOne)
{
    Waiver waiver = goodWaiver();
    EXPECT_EQ(waiverComplaint(waiver), QString());
    waiver.until = dayOf(u"2026-12-01");
    EXPECT_EQ(
        waiverComplaint(waiver),
        QStringLiteral("until: 2026-12-01 is 91 days behind granted, 2026-09-01; 2026-11-30 is the latest (90 days)"));
    waiver.until = waiver.granted;
    EXPECT_EQ(waiverComplaint(waiver), QString());
    waiver.until = dayOf(u"2026-08-31");
    EXPECT_EQ(waiverComplaint(waiver),
              QStringLiteral("until: 2026-08-31 comes before granted, 2026-09-01; give a day from then to 2026-11-30"));
}

TEST(WaiverTest, SaysWhatIsMissing)
{
    struct Case {
        void (*spoil)(Waiver &);
        const char *begins;
    };
    for (const Case &one : {Case{[](Waiver &waiver) { waiver.reason = QStringLiteral(" \n"); }, "reason: missing"},
                            Case{[](Waiver &waiver) { waiver.owner.clear(); }, "owner: missing"},
                            Case{[](Waiver &waiver) { waiver.approver.clear(); }, "approver: missing"},
                            Case{[](Waiver &waiver) { waiver.approver = QStringLiteral(" Mari "); },
                                 "approver: Mari is the owner as well"},
                            Case{[](Waiver &waiver) { waiver.granted = {}; }, "granted: missing"},
                            Case{[](Waiver &waiver) { waiver.until = {}; }, "until: missing"}}) {
        Waiver waiver = goodWaiver();
        one.spoil(waiver);
        EXPECT_TRUE(waiverComplaint(waiver).startsWith(QLatin1StringView(one.begins)))
            << waiverComplaint(waiver).toStdString();
    }
}

TEST(WaiverTest, StandsFromItsFirstMidnightToTheOneBehindItsLastDay)
{
    for (const char *name : {"Asia/Tokyo", "America/New_York", "UTC"}) {
        const QTimeZone zone = portalZone(QString::fromLatin1(name));
        const Waiver waiver = goodWaiver();
        EXPECT_EQ(waiverStanding({}, zone, waiverBegin(waiver, zone)), WaiverStanding::None);
        EXPECT_EQ(waiverStanding(waiver, zone, waiverBegin(waiver, zone) - 1ms), WaiverStanding::NotYet) << name;
        EXPECT_EQ(waiverStanding(waiver, zone, waiverBegin(waiver, zone)), WaiverStanding::Holds) << name;
        EXPECT_EQ(waiverStanding(waiver, zone, waiverEnd(waiver, zone) - 1ms), WaiverStanding::Holds) << name;
        EXPECT_EQ(waiverStanding(waiver, zone, waiverEnd(waiver, zone)), WaiverStanding::Expired) << name;
    }
    // The zone decides: in Tokyo the day is over while New York still has it.
    const Waiver waiver = goodWaiver();
    const TimePoint evening = TimePoint(std::chrono::sys_days(waiver.until)) + 20h;
    EXPECT_EQ(waiverStanding(waiver, portalZone(QStringLiteral("Asia/Tokyo")), evening), WaiverStanding::Expired);
    EXPECT_EQ(waiverStanding(waiver, portalZone(QStringLiteral("America/New_York")), evening), WaiverStanding::Holds);
}

TEST(WaiverTest, OfNoDaysNeverHolds)
{
    Waiver waiver = goodWaiver();
    waiver.until = {};
    EXPECT_EQ(waiverStanding(waiver, QTimeZone::utc(), TimePoint(0s)), WaiverStanding::Expired);
    waiver = goodWaiver();
    waiver.granted = {};
    EXPECT_EQ(waiverStanding(waiver, QTimeZone::utc(), waiverEnd(waiver, QTimeZone::utc()) - 1h),
              WaiverStanding::NotYet);
}

TEST(ProofTest, IsEitherAFileOrASentenceWithItsDays)
{
    struct Case {
        void (*spoil)(Proof &);
        const char *begins;
    };
    EXPECT_EQ(proofComplaint(goodWord()), QString());
    EXPECT_EQ(proofComplaint({.file = QStringLiteral("e2e.xml")}), QString());
    for (const Case &one :
         {Case{[](Proof &proof) { proof.text.clear(); }, "file or text: missing"},
          Case{[](Proof &proof) { proof.file = QStringLiteral("a.xml"); }, "file and text: only one"},
          Case{[](Proof &proof) { proof.by = QStringLiteral(" "); }, "by: missing"},
          Case{[](Proof &proof) { proof.day = {}; }, "day: missing"},
          Case{[](Proof &proof) { proof.until = {}; }, "until: missing"},
          Case{[](Proof &proof) { proof.portal = -1; }, "portal: -1 is no portal"},
          Case{[](Proof &proof) { proof.until = dayOf(u"2026-11-25"); }, "until: 2026-11-25 comes before day"},
          Case{[](Proof &proof) { proof.until = dayOf(u"2027-11-27"); }, "until: 2027-11-27 is more than a year"}}) {
        Proof proof = goodWord();
        one.spoil(proof);
        EXPECT_TRUE(proofComplaint(proof).startsWith(QLatin1StringView(one.begins)))
            << proofComplaint(proof).toStdString();
    }
    Proof leap = goodWord();
    leap.day = dayOf(u"2028-02-29");
    leap.until = dayOf(u"2029-02-28");
    EXPECT_EQ(proofComplaint(leap), QString());
    leap.until = dayOf(u"2029-03-01");
    EXPECT_NE(proofComplaint(leap), QString());
}

} // namespace
