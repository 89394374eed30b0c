// Readiness page: its counts and its verdict against its rows.
#include "ui/readiness/page_bench.h"

#include "ui/readiness/readiness_rows.h"
#include "ui/readiness/readiness_summary.h"

#include <map>

namespace hubwatch::ui {

namespace {

class ReadinessCountsTest : public ReadinessBench
{ };

} // namespace

TEST_F(ReadinessCountsTest, CountsAsTheRowsSay)
{
    for (const ServiceReadiness &service : {testing::blindReadiness(), testing::finishedReadiness(),
                                            testing::waivedReadiness(), testing::neverRunReadiness()}) {
        std::map<QString, int> words;
        int asked = 0;
        for (const ItemStanding &standing : service.readiness.items) {
            words[standing.asked ? standingWord(standing).word : QStringLiteral("not asked")] += 1;
            asked += standing.asked ? 1 : 0;
        }
        const StandingCounts counts = standingCounts(service.readiness);
        EXPECT_EQ(counts.stale, words[QStringLiteral("stale")]);
        EXPECT_EQ(counts.notRun, words[QStringLiteral("not run")]);
        EXPECT_EQ(counts.expired, words[QStringLiteral("expired")]);
        EXPECT_EQ(counts.fail, words[QStringLiteral("fail")]);
        EXPECT_EQ(counts.waived, words[QStringLiteral("waived")]);
        EXPECT_EQ(counts.pass + counts.warn + counts.fail + counts.error + counts.expired + counts.stale + counts.notRun
                      + counts.waived + counts.notApplicable,
                  asked);
        EXPECT_EQ(counts.judged, asked - counts.notApplicable);
    }
    EXPECT_GT(standingCounts(testing::blindReadiness().readiness).stale, 0);
}

TEST_F(ReadinessCountsTest, LeavesOutOfTheSumWhatDoesNotApply)
{
    ServiceReadiness service = testing::finishedReadiness();
    service.readiness.items.resize(3);
    for (ItemStanding &standing : service.readiness.items) {
        standing.asked = true;
        standing.item.group = QStringLiteral("Security");
        standing.verdict.outcome = Outcome::Pass;
    }
    service.readiness.items[2].verdict.outcome = Outcome::NotApplicable;
    EXPECT_EQ(standingCounts(service.readiness).judged, 2);
    EXPECT_EQ(groupText(service.readiness, QStringLiteral("Security")), QStringLiteral("2 of 2 pass"));
}

TEST_F(ReadinessCountsTest, AFileThatCannotBeReadHidesNoFailure)
{
    ServiceReadiness service = testing::finishedReadiness();
    service.problem = QStringLiteral("team.toml:3: group: missing");
    EXPECT_EQ(readyWord(service).mark, Mark::Bad);
    EXPECT_TRUE(readyWord(service).word.startsWith(u"not ready: 2 items"));
    open(service);
    const QString text = child<ReadinessSummary>("readinessSummary")->text();
    EXPECT_TRUE(text.contains(u"one checklist file cannot be read")) << text.toStdString();
    service = testing::neverRunReadiness();
    service.problem = QStringLiteral("team.toml:3: group: missing");
    EXPECT_EQ(readyWord(service).mark, Mark::Blind) << "nothing is known but that";
}

} // namespace hubwatch::ui
