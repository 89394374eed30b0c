#include "checklist/readiness.h"

#include "checklist/portal_day.h"
#include "readiness_sample.h"
#include "support/printers.h"

#include <algorithm>
#include <gtest/gtest.h>

using namespace hubwatch;
using hubwatch::testing::sampleNow;
using hubwatch::testing::sampleParts;
using hubwatch::testing::sampleReadiness;

namespace {

const ItemStanding &standingFor(const Readiness &readiness, QStringView item)
{
    return *std::ranges::find_if(readiness.items, [item](const ItemStanding &one) { return one.item.id == item; });
}

TEST(ReadinessTest, HoldsBackWhatNobodyAnswersFor)
{
    struct Case {
        Outcome outcome;
        WaiverStanding waived;
        bool holdsBack;
    };
    using enum Outcome;
    using Waived = WaiverStanding;
    for (const Case &one : {
             Case{Pass, Waived::None, false},     Case{Warn, Waived::None, false},
             Case{Fail, Waived::None, true},      Case{Error, Waived::None, true},
             Case{NotRun, Waived::None, true},    Case{NotApplicable, Waived::None, false},
             Case{Pass, Waived::Holds, false},    Case{Warn, Waived::Holds, false},
             Case{Fail, Waived::Holds, false},    Case{Error, Waived::Holds, false},
             Case{NotRun, Waived::Holds, false},  Case{NotApplicable, Waived::Holds, false},
             Case{Pass, Waived::NotYet, false},   Case{Warn, Waived::NotYet, false},
             Case{Fail, Waived::NotYet, true},    Case{Error, Waived::NotYet, true},
             Case{NotRun, Waived::NotYet, true},  Case{NotApplicable, Waived::NotYet, false},
             Case{Pass, Waived::Expired, false},  Case{Warn, Waived::Expired, true},
             Case{Fail, Waived::Expired, true},   Case{Error, Waived::Expired, true},
             Case{NotRun, Waived::Expired, true}, Case{NotApplicable, Waived::Expired, false},
         }) {
        ItemStanding standing{.verdict = {.outcome = one.outcome}, .waived = one.waived};
        EXPECT_EQ(holdsBack(standing), one.holdsBack) << int(one.outcome) << ' ' << int(one.waived);
        standing.asked = false;
        EXPECT_FALSE(holdsBack(standing));
    }
}

TEST(ReadinessTest, CountsEachItemThatIsAskedForOnce)
{
    const ReadinessCounts counts = countsOf(sampleReadiness());
    EXPECT_EQ(counts,
              (ReadinessCounts{.pass = 5,
                               .warn = 3,
                               .fail = 2,
                               .error = 1,
                               .notRun = 1,
                               .notApplicable = 1,
                               .waived = 1,
                               .holdingBack = 5,
                               .all = 14}));
    EXPECT_EQ(countsText(counts),
              QStringLiteral("5 of 14 pass, 3 warn, 2 fail, 1 error, 1 not run, 1 not applicable, 1 waived"));
    EXPECT_EQ(countsText({.pass = 15, .all = 15}), QStringLiteral("15 of 15 pass"));
}

TEST(ReadinessTest, IsReadyWhenNothingHoldsBackAndSomethingPassed)
{
    EXPECT_FALSE(isReady(sampleReadiness()));
    EXPECT_FALSE(isReady({}));
    const ItemStanding pass{.verdict = {.outcome = Outcome::Pass}};
    const ItemStanding none{.verdict = {.outcome = Outcome::NotApplicable}};
    const ItemStanding waived{.verdict = {.outcome = Outcome::Fail}, .waived = WaiverStanding::Holds};
    EXPECT_TRUE(isReady({.items = {pass, none, waived}}));
    EXPECT_FALSE(isReady({.items = {none, waived}}));
    EXPECT_FALSE(isReady({.items = {pass, {}}}));
}

TEST(ReadinessTest, StandsInTheOrderOfGroups)
{
    ReadinessParts parts = sampleParts();
    parts.items.push_back({.id = QStringLiteral("own.version"), .group = QStringLiteral("Security")});
    parts.items.push_back({.id = QStringLiteral("own.other"), .group = QStringLiteral("House")});
    const Readiness readiness = readinessOf(parts, sampleNow);
    EXPECT_EQ(groupsOf(readiness).join(u','),
              QStringLiteral("Security,Error handling,Performance,Monitoring,Test,House"));
    EXPECT_EQ(readiness.items[4].item.id, QStringLiteral("own.version"));
    EXPECT_EQ(readiness.items[4].verdict.outcome, Outcome::NotRun);
    EXPECT_EQ(readiness.items[4].verdict.words, QStringLiteral("not looked at yet"));
    EXPECT_EQ(readiness.items[4].owner, QStringLiteral("team crm"));
    EXPECT_EQ(readiness.items.size(), 17u);
}

TEST(ReadinessTest, TakesEvidenceForWhatItIsWorthNow)
{
    const ReadinessParts parts = sampleParts();
    const Readiness later = readinessOf(parts, sampleNow + 25h);
    EXPECT_EQ(standingFor(later, u"env.ignored").verdict.outcome, Outcome::NotRun);
    EXPECT_EQ(countsOf(later).pass, 0);
    const Readiness earlier = readinessOf(parts, sampleNow - 24h);
    EXPECT_EQ(standingFor(earlier, u"env.ignored").verdict.outcome, Outcome::Error);
    EXPECT_FALSE(isReady(earlier));
}

TEST(ReadinessTest, TakesNoAnswerToAnotherQuestion)
{
    ReadinessParts parts = sampleParts();
    const QString item = QStringLiteral("env.ignored");
    ASSERT_EQ(standingFor(readinessOf(parts, sampleNow), u"env.ignored").verdict.outcome, Outcome::Pass);
    for (Verdict &verdict : parts.verdicts)
        verdict.lookedAt = QStringLiteral("a1");
    parts.lookAt = {{item, QStringLiteral("a1")}};
    EXPECT_EQ(standingFor(readinessOf(parts, sampleNow), u"env.ignored").verdict.outcome, Outcome::Pass);
    parts.lookAt = {{item, QStringLiteral("b2")}};
    const Verdict asked = standingFor(readinessOf(parts, sampleNow), u"env.ignored").verdict;
    EXPECT_EQ(asked.outcome, Outcome::NotRun);
    EXPECT_TRUE(asked.words.contains(QStringLiteral("run it again: was pass"))) << asked.words.toStdString();
}

TEST(ReadinessTest, ChoosesTheWaiverThatHolds)
{
    const Readiness readiness = sampleReadiness();
    EXPECT_EQ(standingFor(readiness, u"test.sandbox").waived, WaiverStanding::Holds);
    EXPECT_EQ(standingFor(readiness, u"test.load").waived, WaiverStanding::Expired);
    EXPECT_EQ(standingFor(readiness, u"concurrency.limited").waived, WaiverStanding::NotYet);
    EXPECT_EQ(standingFor(readiness, u"env.ignored").waived, WaiverStanding::None);

    ReadinessParts parts = sampleParts();
    Waiver renewed = parts.waivers[1];
    renewed.granted = parts.waivers[2].granted;
    renewed.until = parts.waivers[2].until;
    parts.waivers.push_back(renewed);
    EXPECT_EQ(standingFor(readinessOf(parts, sampleNow), u"test.load").waived, WaiverStanding::Expired);
    EXPECT_EQ(standingFor(readinessOf(parts, sampleNow + 5 * 24h), u"test.load").waived, WaiverStanding::Holds);

    parts.waivers[0].service = QStringLiteral("other");
    EXPECT_EQ(standingFor(readinessOf(parts, sampleNow), u"test.sandbox").waived, WaiverStanding::None);
    parts = sampleParts();
    parts.waivers[0].approver = parts.waivers[0].owner;
    EXPECT_EQ(standingFor(readinessOf(parts, sampleNow), u"test.sandbox").waived, WaiverStanding::None);
}

TEST(ReadinessTest, EndsAWaiverWithThePortalsDay)
{
    ReadinessParts parts = sampleParts();
    parts.waivers[0].until = std::chrono::year(2026) / 11 / 26;
    EXPECT_EQ(standingFor(readinessOf(parts, sampleNow + 7h), u"test.sandbox").waived, WaiverStanding::Holds);
    EXPECT_EQ(standingFor(readinessOf(parts, sampleNow + 8h), u"test.sandbox").waived, WaiverStanding::Expired);
    parts.zone = QStringLiteral("No/Where");
    const Readiness readiness = readinessOf(parts, sampleNow + 8h);
    EXPECT_EQ(readiness.zone, QStringLiteral("UTC"));
    EXPECT_EQ(standingFor(readiness, u"test.sandbox").waived, WaiverStanding::Holds);
}

TEST(ReadinessTest, AsksByLevel)
{
    ReadinessParts parts = sampleParts();
    EXPECT_FALSE(standingFor(readinessOf(parts, sampleNow), u"definitions.cached").asked);
    parts.level = ReadinessLevel::A;
    const Readiness readiness = readinessOf(parts, sampleNow);
    EXPECT_TRUE(standingFor(readiness, u"definitions.cached").asked);
    EXPECT_EQ(countsOf(readiness).all, 15);
    EXPECT_EQ(countsOf(readiness).fail, 3);
}

TEST(ReadinessTest, TellsWhatChangedSinceTheBaseline)
{
    const Readiness readiness = sampleReadiness();
    EXPECT_EQ(readiness.baselineAt, sampleNow - 24 * 24h);
    EXPECT_EQ(
        standingFor(readiness, u"webhook.signatures").change,
        (ItemChange{ItemChange::Kind::Regressed, QStringLiteral("webhook.signatures"), Outcome::Pass, Outcome::Fail}));
    EXPECT_EQ(standingFor(readiness, u"errors.caught").change->kind, ItemChange::Kind::Mended);
    EXPECT_EQ(standingFor(readiness, u"env.ignored").change, std::nullopt);
}

} // namespace
