#include "support/canned_history.h"
#include "support/printers.h"
#include "ui/charts/panel_spec.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

using View = MetricQuestion::View;

std::vector<PanelSpec> panels()
{
    static const auto definitions = testing::cannedDefinitions();
    return signalPanels(definitions, testing::cannedRules(),
                        {{.name = QStringLiteral("team"), .kind = Route::Kind::Slack}}, {});
}

PanelSpec panelOf(const char *key)
{
    const auto all = panels();
    return *std::ranges::find(all, QString::fromLatin1(key), &PanelSpec::key);
}

QStringList labels(const char *key)
{
    QStringList found;
    for (const PanelLevel &level : panelOf(key).levels)
        found << level.label;
    return found;
}

TEST(PanelSpecTest, LabelsEachLevelWithItsConsequence)
{
    EXPECT_EQ(labels("api.error_rate").join(u'|'), QStringLiteral("goal 0.1 %|page 5 %"));
    EXPECT_EQ(labels("api.rate_limited").join(u'|'), QStringLiteral("Slack 50"));
    EXPECT_EQ(labels("webhook.delay_p99").join(u'|'), QStringLiteral("goal 5 s|ticket 5 s (off)"));
    EXPECT_EQ(labels("sync.overdue").join(u'|'), QStringLiteral("Slack 30 min"));
}

TEST(PanelSpecTest, DrawsAnyOfSomethingCountedAtOne)
{
    const PanelSpec auth = panelOf("api.auth_failures");
    ASSERT_EQ(auth.levels.size(), 1u);
    EXPECT_EQ(auth.levels[0].value, 1);
    EXPECT_EQ(auth.levels[0].label, QStringLiteral("page 1"));
}

TEST(PanelSpecTest, KnowsWhenLittleIsBad)
{
    EXPECT_TRUE(panelOf("sync.success_rate").lowIsBad());
    EXPECT_FALSE(panelOf("api.error_rate").lowIsBad());
    EXPECT_TRUE(panelOf("service.ready").stateRows());
    EXPECT_TRUE(panelOf("service.ready").levels.empty()) << "a state is its own word";
}

TEST(PanelSpecTest, NamesAnExploredMetricByWhatIsDrawn)
{
    MetricQuestion question{.service = QStringLiteral("a"), .metric = "http_duration_seconds", .view = View::Quantile};
    EXPECT_EQ(explorePanel(question, MetricType::Histogram, QStringLiteral("explore:1")).title,
              QStringLiteral("http_duration_seconds p99"));
    question.view = View::Rate;
    EXPECT_EQ(explorePanel(question, MetricType::Histogram, QStringLiteral("explore:1")).unit, Unit::PerSecond);
}

struct UnitCase {
    const char *name;
    const char *metric;
    View view;
    Unit unit;
};

class UnitOfMetricTest : public ::testing::TestWithParam<UnitCase>
{ };

TEST_P(UnitOfMetricTest, FollowsTheNamingConvention)
{
    EXPECT_EQ(unitOfMetric(GetParam().metric, GetParam().view), GetParam().unit);
}

INSTANTIATE_TEST_SUITE_P(
    Metrics, UnitOfMetricTest,
    ::testing::Values(UnitCase{"Seconds", "lag_seconds", View::Value, Unit::Seconds},
                      UnitCase{"Bytes", "process_resident_memory_bytes", View::Value, Unit::Bytes},
                      UnitCase{"RateOfBytes", "sent_bytes_total", View::Rate, Unit::BytesPerSecond},
                      UnitCase{"RateOfCalls", "hubspot_api_calls_total", View::Rate, Unit::PerSecond},
                      UnitCase{"Ratio", "hit_ratio", View::Value, Unit::Ratio},
                      UnitCase{"Timestamp", "started_timestamp_seconds", View::Value, Unit::Number},
                      UnitCase{"Plain", "open_handles", View::Value, Unit::Number}),
    [](const auto &test) { return test.param.name; });

TEST(PanelSpecTest, OffersTheViewsThatFitTheType)
{
    EXPECT_EQ(viewsFor(MetricType::Counter), (std::vector<View>{View::Rate, View::Value}));
    EXPECT_EQ(viewsFor(MetricType::Histogram), (std::vector<View>{View::Quantile, View::Rate}));
    EXPECT_EQ(viewsFor(MetricType::Gauge), (std::vector<View>{View::Value}));
}

TEST(PanelSpecTest, KnowsTheMetricBehindASignal)
{
    const MetricNames names{.calls = "my_calls_total"};
    EXPECT_EQ(metricBehind(QStringLiteral("api.burn.1h"), names), "my_calls_total");
    EXPECT_EQ(metricBehind(QStringLiteral("api.latency_p99"), names), "hubspot_api_duration_seconds");
    EXPECT_EQ(metricBehind(QStringLiteral("source.fresh"), names), "");
}

} // namespace
} // namespace hubwatch::ui
