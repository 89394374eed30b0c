#include "ui/shell/hubspot_verdicts.h"

#include "support/canned_accounts.h"
#include "support/printers.h"
#include "ui/shell/verdict_strip.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <numeric>

namespace hubwatch::ui {

namespace {

struct SideCase {
    const char *name;
    Snapshot (*snapshot)();
    Mark hubspot;
    Mark token;
    Mark quota;
};

Snapshot noAccountSnapshot()
{
    return testing::cannedSnapshot();
}

Snapshot staleSnapshot()
{
    Snapshot snapshot = testing::calmAccountsSnapshot();
    snapshot.at += 20min; // nothing was heard since
    return snapshot;
}

Snapshot lostSnapshot()
{
    Snapshot snapshot = testing::calmAccountsSnapshot();
    snapshot.console.network = ConsoleState::Network::Lost;
    return snapshot;
}

class HubSpotVerdictsTest : public ::testing::TestWithParam<SideCase>
{ };

} // namespace

TEST_P(HubSpotVerdictsTest, SaysOnlyWhatIsKnown)
{
    const Snapshot snapshot = GetParam().snapshot();
    const Verdict hubspot = verdictOnHubSpot(snapshot);
    const Verdict token = verdictOnToken(snapshot);
    const Verdict quota = verdictOnQuota(snapshot);
    EXPECT_EQ(hubspot.mark, GetParam().hubspot) << hubspot.evidence.toStdString();
    EXPECT_EQ(token.mark, GetParam().token) << token.evidence.toStdString();
    EXPECT_EQ(quota.mark, GetParam().quota) << quota.evidence.toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    States, HubSpotVerdictsTest,
    ::testing::Values(SideCase{"NoAccount", noAccountSnapshot, Mark::NotYet, Mark::NotYet, Mark::NotYet},
                      SideCase{"Fresh", testing::freshAccountsSnapshot, Mark::NotYet, Mark::NotYet, Mark::NotYet},
                      SideCase{"Calm", testing::calmAccountsSnapshot, Mark::Good, Mark::Good, Mark::Good},
                      SideCase{"OneRefused", testing::accountsSnapshot, Mark::Warn, Mark::Bad, Mark::Blind},
                      SideCase{"Trouble", testing::troubledAccountsSnapshot, Mark::Blind, Mark::Bad, Mark::Bad},
                      SideCase{"Stale", staleSnapshot, Mark::Blind, Mark::Blind, Mark::Blind},
                      SideCase{"NetworkLost", lostSnapshot, Mark::Blind, Mark::Good, Mark::Good}),
    [](const auto &test) { return test.param.name; });

TEST(HubSpotVerdictEvidenceTest, ReadsAsTheStripWantsIt)
{
    const Snapshot calm = testing::calmAccountsSnapshot();
    EXPECT_EQ(verdictOnHubSpot(calm).evidence, QStringLiteral("all operational, 40 s"));
    EXPECT_EQ(verdictOnToken(calm).evidence, QStringLiteral("verified 12 s ago, token 61 d old"));
    EXPECT_EQ(verdictOnQuota(calm).evidence, QStringLiteral("71 %"));
    EXPECT_EQ(verdictOnToken(testing::cannedSnapshot()).evidence, QStringLiteral("no account yet"));
    const Verdict token = verdictOnToken(testing::accountsSnapshot());
    EXPECT_EQ(token.evidence, QStringLiteral("sandbox refused: revoked or rotated"));
    EXPECT_EQ(token.brief, QStringLiteral("refused"));
    EXPECT_EQ(token.page, Page::Sources);
    EXPECT_EQ(token.part, SourcesPart::Accounts);
    EXPECT_TRUE(token.details.contains(u"prod: verified"));
}

TEST(HubSpotVerdictEvidenceTest, WarnsOfAnOverdueRotation)
{
    Snapshot snapshot = testing::calmAccountsSnapshot();
    snapshot.accounts[0].credential.createdAt = snapshot.at - 94 * Duration(24h);
    EXPECT_EQ(verdictOnToken(snapshot).mark, Mark::Warn);
    EXPECT_EQ(verdictOnToken(snapshot).evidence, QStringLiteral("94 d old, rotation overdue"));
}

TEST(ChipWidthsTest, TakesTheRoomFromWhatIsWell)
{
    const std::vector<int> wanted{300, 200, 150, 120};
    const std::vector<int> least{60, 80, 70, 90};
    const std::vector<Mark> marks{Mark::Bad, Mark::Good, Mark::Blind, Mark::Good};
    EXPECT_EQ(chipWidths(marks, wanted, wanted, least, 800), wanted);
    EXPECT_EQ(chipWidths(marks, wanted, wanted, least, 740), (std::vector<int>{300, 200, 150, 90}));
    EXPECT_EQ(chipWidths(marks, wanted, wanted, least, 650), (std::vector<int>{300, 80, 150, 120}))
        << "what is spare shows the evidence that fits";
    const std::vector<int> tight = chipWidths(marks, wanted, wanted, least, 400);
    EXPECT_EQ(std::accumulate(tight.begin(), tight.end(), 0), 400);
    EXPECT_EQ(tight[1], 80);
    EXPECT_EQ(tight[3], 90);
    EXPECT_EQ(chipWidths(marks, wanted, wanted, least, 100), least) << "never narrower than its word";
}

TEST(ChipWidthsTest, SaysTheBriefWordsBeforeItCutsAny)
{
    const std::vector<int> wanted{300, 200, 150, 120};
    const std::vector<int> brief{110, 120, 100, 100};
    const std::vector<int> least{60, 80, 70, 90};
    const std::vector<Mark> marks(4, Mark::Bad);
    EXPECT_EQ(chipWidths(marks, wanted, brief, least, 770), wanted);
    EXPECT_EQ(chipWidths(marks, wanted, brief, least, 600), (std::vector<int>{110, 200, 150, 120}));
    EXPECT_EQ(chipWidths(marks, wanted, brief, least, 430), brief);
}

TEST(VerdictStripTest, CutsNothingWhenAllIsWrong)
{
    Snapshot snapshot = testing::troubledAccountsSnapshot();
    snapshot.alerting.fault = QStringLiteral("disk full");
    std::vector<Verdict> verdicts = verdictsOf(snapshot, std::nullopt);
    for (Verdict &verdict : verdicts)
        verdict.mark = Mark::Bad;
    VerdictStrip strip;
    strip.setVerdicts(verdicts);
    strip.resize(1280 - 88, 46);
    strip.show();
    for (const VerdictChip *chip : strip.findChildren<VerdictChip *>()) {
        EXPECT_FALSE(chip->shownEvidence().isEmpty()) << chip->verdict().word.toStdString();
        EXPECT_FALSE(chip->shownEvidence().contains(u'…')) << chip->shownEvidence().toStdString();
    }
}

} // namespace hubwatch::ui
