#include "ui/shell/verdicts.h"

#include "support/printers.h"
#include "support/window_states.h"

#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

struct VerdictCase {
    const char *name;
    Snapshot snapshot;
    Mark us;
    Mark network;
    Mark console;
};

class VerdictsTest : public ::testing::TestWithParam<VerdictCase>
{ };

Snapshot mixed()
{
    // One good service and one that was not polled yet.
    Snapshot snapshot = testing::quietSnapshot();
    snapshot.services[1] = testing::freshSnapshot().services[1];
    return snapshot;
}

} // namespace

TEST_P(VerdictsTest, SaysOnlyWhatIsKnown)
{
    const std::vector<Verdict> verdicts = verdictsOf(GetParam().snapshot, std::nullopt);
    ASSERT_EQ(verdicts.size(), 6u);
    EXPECT_EQ(verdicts[0].mark, GetParam().us) << verdicts[0].evidence.toStdString();
    EXPECT_EQ(verdicts[4].mark, GetParam().network) << verdicts[4].evidence.toStdString();
    EXPECT_EQ(verdicts[5].mark, GetParam().console) << verdicts[5].evidence.toStdString();
}

TEST_P(VerdictsTest, IsNeverGreenWhileBlind)
{
    for (const Verdict &verdict : verdictsOf(GetParam().snapshot, testing::cannedNow())) {
        EXPECT_EQ(verdict.mark, Mark::Blind) << verdict.word.toStdString();
        EXPECT_FALSE(verdict.evidence.isEmpty());
    }
}

INSTANTIATE_TEST_SUITE_P(
    States, VerdictsTest,
    ::testing::Values(VerdictCase{"Loading", {}, Mark::NotYet, Mark::NotYet, Mark::NotYet},
                      VerdictCase{"FirstRun", testing::firstRunSnapshot(), Mark::NotYet, Mark::NotYet, Mark::NotYet},
                      VerdictCase{"Fresh", testing::freshSnapshot(), Mark::NotYet, Mark::NotYet, Mark::Good},
                      VerdictCase{"HalfPolled", mixed(), Mark::NotYet, Mark::NotYet, Mark::Good},
                      VerdictCase{"Good", testing::quietSnapshot(), Mark::Good, Mark::Good, Mark::Good},
                      VerdictCase{"FiringAndUnseen", testing::cannedSnapshot(), Mark::Bad, Mark::Blind, Mark::Good},
                      VerdictCase{"BrokenWorkspace", testing::brokenWorkspaceSnapshot(), Mark::Bad, Mark::Blind,
                                  Mark::Warn},
                      VerdictCase{"StoreFault", testing::storeFaultSnapshot(), Mark::Bad, Mark::Blind, Mark::Bad},
                      VerdictCase{"NetworkLost", testing::networkLostSnapshot(), Mark::Bad, Mark::Blind, Mark::None}),
    [](const auto &test) { return test.param.name; });

TEST(VerdictEvidenceTest, NamesTheWorstAlertWithItsAge)
{
    const Verdict us = verdictsOf(testing::cannedSnapshot(), std::nullopt).front();
    EXPECT_TRUE(us.evidence.startsWith(u"contacts-sync error rate ")) << us.evidence.toStdString();
    EXPECT_TRUE(us.evidence.contains(u"3 min")) << us.evidence.toStdString();
    EXPECT_EQ(us.service, QStringLiteral("contacts-sync"));
    EXPECT_EQ(us.signal, QStringLiteral("api.error_rate"));
}

} // namespace hubwatch::ui
