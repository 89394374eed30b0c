#include "support/canned_history.h"
#include "support/printers.h"
#include "ui/charts/chart_summary.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

const QString alpha = QStringLiteral("alpha");
const QString beta = QStringLiteral("beta");
const TimePoint summaryNow = testing::cannedNow();

PanelSpec errors()
{
    PanelSpec spec{
        .key = QStringLiteral("api.error_rate"), .title = QStringLiteral("API error rate"), .unit = Unit::Ratio};
    spec.question = SignalQuestion{.signal = spec.key};
    spec.window = 5min;
    spec.counted = QStringLiteral("calls");
    spec.levels
        = {{.value = 0.001, .word = QStringLiteral("goal"), .label = QStringLiteral("goal 0.1 %"), .goal = true},
           {.value = 0.05, .word = QStringLiteral("page"), .label = QStringLiteral("page 5 %")}};
    return spec;
}

Reading known(const QString &service, double value)
{
    return {.at = summaryNow,
            .service = service,
            .signal = errors().key,
            .validity = Reading::Validity::Known,
            .value = value,
            .n = 2451};
}

Snapshot snapshotOf(std::vector<Reading> readings)
{
    Snapshot snapshot{.at = summaryNow, .loading = false};
    snapshot.rules = {{.name = errors().key,
                       .signal = errors().key,
                       .threshold = 0.05,
                       .holdFor = 5min,
                       .severity = Rule::Severity::Page}};
    for (const Reading &reading : readings) {
        ServiceState service;
        service.config.name = reading.service;
        service.readings = {reading};
        snapshot.services.push_back(service);
    }
    return snapshot;
}

TEST(LiveHeadlineTest, ShowsTheWorstServiceWithItsEvidence)
{
    Snapshot snapshot = snapshotOf({known(alpha, 0.0005), known(beta, 0.0723)});
    snapshot.services[1].alerts
        = {{.service = beta, .rule = errors().key, .state = Alert::State::Firing, .since = summaryNow - 3min - 10s}};
    const Headline headline = liveHeadline(errors(), snapshot, {});
    EXPECT_EQ(headline.figure, QStringLiteral("7.2 %"));
    EXPECT_EQ(headline.mark, Mark::Bad);
    EXPECT_EQ(headline.evidence, QStringLiteral("beta · firing 3:10 · n = 2,451 calls / 5 min"));
    EXPECT_EQ(liveHeadline(errors(), snapshot, {alpha}).mark, Mark::Good);
}

TEST(LiveHeadlineTest, ShowsThePendingClock)
{
    Snapshot snapshot = snapshotOf({known(alpha, 0.06)});
    snapshot.services[0].alerts = {{.service = alpha,
                                    .rule = errors().key,
                                    .state = Alert::State::Pending,
                                    .since = summaryNow - 4min,
                                    .held = 190s}};
    const Headline headline = liveHeadline(errors(), snapshot, {});
    EXPECT_EQ(headline.mark, Mark::Pending);
    EXPECT_EQ(headline.evidence, QStringLiteral("pending 3:10 of 5:00 · n = 2,451 calls / 5 min"));
}

TEST(LiveHeadlineTest, PutsWhatIsAboutToPageBeforeAMissedGoal)
{
    Snapshot snapshot = snapshotOf({known(alpha, 0.002), known(beta, 0.081)});
    snapshot.services[1].alerts = {{.service = beta,
                                    .rule = errors().key,
                                    .state = Alert::State::Pending,
                                    .since = summaryNow - 4min,
                                    .held = 4min}};
    EXPECT_EQ(liveHeadline(errors(), snapshot, {}).figure, QStringLiteral("8.1 %"));
    EXPECT_EQ(liveHeadline(errors(), snapshot, {}).mark, Mark::Pending);
}

TEST(LiveHeadlineTest, IsNeverGoodWhileAServiceIsUnseen)
{
    const Reading blind{.service = beta, .signal = errors().key, .validity = Reading::Validity::NoData};
    const Headline headline = liveHeadline(errors(), snapshotOf({known(alpha, 0.0005), blind}), {});
    EXPECT_EQ(headline.figure, QStringLiteral("0.050 %"));
    EXPECT_EQ(headline.mark, Mark::Blind);
    EXPECT_TRUE(headline.evidence.startsWith(QStringLiteral("1 of 2 seen"))) << headline.evidence.toStdString();
    EXPECT_TRUE(headline.evidence.endsWith(QStringLiteral("beta unseen")));
    EXPECT_EQ(liveHeadline(errors(), snapshotOf({blind}), {}).figure, QStringLiteral("no data"));
}

TEST(LiveHeadlineTest, SaysUnknownAndNeverZero)
{
    const Reading unknown{.service = alpha, .signal = errors().key, .note = QStringLiteral("no calls in the window")};
    EXPECT_EQ(liveHeadline(errors(), snapshotOf({unknown}), {}).figure, QStringLiteral("unknown"));
}

TEST(LiveHeadlineTest, IsNotGoodWhenTheBoundsLeaveTheGoalUndecided)
{
    PanelSpec p99 = errors();
    p99.unit = Unit::Seconds;
    p99.levels = {{.value = 3, .word = QStringLiteral("goal"), .goal = true}};
    Reading reading = known(alpha, 2.4);
    reading.low = 2;
    reading.high = 5;
    reading.note = QStringLiteral("goal undecidable: add a bucket edge at 3 s");
    const Headline headline = liveHeadline(p99, snapshotOf({reading}), {});
    EXPECT_EQ(headline.figure, QStringLiteral("2.0 – 5.0 s"));
    EXPECT_EQ(headline.mark, Mark::Warn);
    EXPECT_EQ(headline.evidence, QStringLiteral("estimate 2.4 s · goal undecidable: add a bucket edge at 3 s"));
}

ChartAnswer summaryAnswer()
{
    ChartAnswer made{.from = summaryNow - 1h, .to = summaryNow};
    made.lines = {
        {alpha,
         alpha,
         {{{.at = summaryNow - 30min, .value = 0.0004, .n = 10}}, {{.at = summaryNow, .value = 0.0723, .n = 2451}}}}};
    made.states = {{summaryNow - 1h, summaryNow - 8min, alpha, QStringLiteral("inactive")},
                   {summaryNow - 8min, summaryNow - 3min, alpha, QStringLiteral("pending")},
                   {summaryNow - 3min, summaryNow, alpha, QStringLiteral("firing")}};
    made.gaps = {{summaryNow - 29min, summaryNow - 1min, alpha, {}},
                 {summaryNow - 50min, summaryNow - 40min, alpha, {}},
                 {summaryNow - 55min, summaryNow - 52min, alpha, {}}};
    return made;
}

TEST(SummaryTest, IsOneSentenceWithLevelSinceAndGaps)
{
    const Headline headline = liveHeadline(errors(), snapshotOf({known(alpha, 0.0723)}), {});
    EXPECT_EQ(summarySentence(errors(), headline, summaryAnswer(), Zone::Local),
              QStringLiteral("API error rate of alpha: 7.2 %, above the page level of 5 % since 09:33; 3 gaps."));
}

TEST(SummaryTest, NamesTheStateWhenNoLevelIsPassed)
{
    PanelSpec undecided = errors();
    undecided.levels.clear();
    EXPECT_EQ(
        summarySentence(undecided, pastHeadline(undecided, summaryAnswer(), Zone::Local), summaryAnswer(), Zone::Local),
        QStringLiteral("API error rate of alpha: 7.2 %, firing since 09:33; 3 gaps."));
}

TEST(PastHeadlineTest, NamesTheInstantOfItsFigure)
{
    const Headline headline = pastHeadline(errors(), summaryAnswer(), Zone::Utc);
    EXPECT_EQ(headline.figure, QStringLiteral("7.2 %"));
    EXPECT_EQ(headline.mark, Mark::Bad) << "it fired then";
    EXPECT_EQ(headline.evidence, QStringLiteral("at 00:41:07 · n = 2,451 calls / 5 min"));
    EXPECT_EQ(pastHeadline(errors(), ChartAnswer{}, Zone::Utc).mark, Mark::Blind);
}

TEST(CrosshairTest, SaysNoDataInsideAGap)
{
    const PlotPicture picture = plotPicture(errors(), summaryAnswer(), {alpha}, Zone::Local);
    EXPECT_EQ(crosshairText(picture, summaryNow), QStringLiteral("09:41:07   alpha 7.2 %"));
    EXPECT_EQ(crosshairText(picture, summaryNow - 15min), QStringLiteral("09:26:07   alpha no data"));
}

TEST(ExposedTest, KnowsASignalByItsFigureItsHistoryOrItsMetric)
{
    Snapshot snapshot = snapshotOf({{.service = alpha, .signal = errors().key}});
    EXPECT_FALSE(exposed(errors(), snapshot, {}));
    EXPECT_TRUE(exposed(errors(), snapshot, {{alpha, "hubspot_api_calls_total", MetricType::Counter, {}}}));
    EXPECT_FALSE(exposed(errors(), snapshot, {{beta, "hubspot_api_calls_total", MetricType::Counter, {}}}));
    EXPECT_TRUE(exposed(errors(), snapshotOf({known(alpha, 0)}), {}));
    snapshot.services[0].traces = {{.signal = errors().key, .points = {{.at = summaryNow, .value = 0}}}};
    EXPECT_TRUE(exposed(errors(), snapshot, {}));
}

TEST(ExposedTest, AsksOnlyOfTheChosenServices)
{
    PanelSpec spec = errors();
    const Snapshot snapshot = snapshotOf({known(alpha, 0)});
    spec.question = SignalQuestion{.signal = spec.key, .services = {alpha}};
    EXPECT_TRUE(exposed(spec, snapshot, {}));
    spec.question = SignalQuestion{.signal = spec.key, .services = {QStringLiteral("hubspot:prod")}};
    EXPECT_FALSE(exposed(spec, snapshot, {}));
}

} // namespace
} // namespace hubwatch::ui
