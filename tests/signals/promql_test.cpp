#include "signals/promql.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

QString twin(QStringView id, const MetricNames &names = {})
{
    return promql(*findSignal(id), names, QStringLiteral("job=\"a\""));
}

TEST(PromqlTest, NamesTheSameStatusesAndWindows)
{
    EXPECT_EQ(
        twin(u"api.error_rate"),
        QStringLiteral("(sum(increase(hubspot_api_calls_total{job=\"a\",status!~\"success|2..|429\"}[5m])) or 0 * "
                       "sum(increase(hubspot_api_calls_total{job=\"a\"}[5m]))) / "
                       "sum(increase(hubspot_api_calls_total{job=\"a\"}[5m]))"));
    EXPECT_EQ(twin(u"webhook.delay_p99"),
              QStringLiteral("histogram_quantile(0.99, sum by (le) "
                             "(rate(hubspot_webhook_processing_delay_seconds_bucket{job=\"a\"}[5m])))"));
    EXPECT_TRUE(twin(u"sync.success_rate").contains(u"[1d]"));
    EXPECT_TRUE(twin(u"api.burn.3d").contains(u"[3d]"));
    EXPECT_TRUE(twin(u"api.burn.3d").contains(u"[6h]"));
}

TEST(PromqlTest, UsesTheServicesOwnNames)
{
    EXPECT_TRUE(twin(u"api.error_rate", {.calls = "crm_calls_total"}).contains(u"crm_calls_total{"));
    EXPECT_TRUE(twin(u"api.latency_p99", {.duration = "crm_seconds"}).contains(u"crm_seconds_bucket{"));
}

TEST(PromqlTest, HasATwinForEverySignalButTheProbesAndWhatOnlyAccountsHave)
{
    for (const SignalDefinition &signal : signalDefinitions()) {
        const bool none = signal.unit == SignalDefinition::Unit::State || !signal.concerns(false);
        EXPECT_EQ(promql(signal, {}, {}).isEmpty(), none) << signal.id.toStdString();
    }
}

TEST(PromqlTest, HasAVolumeWhereAMinimumMakesSense)
{
    EXPECT_EQ(promqlVolume(*findSignal(u"api.latency_p99"), {}, {}),
              QStringLiteral("sum(increase(hubspot_api_duration_seconds_bucket{le=\"+Inf\"}[5m]))"));
    EXPECT_EQ(promqlVolume(*findSignal(u"sync.overdue"), {}, {}), QString());
    EXPECT_EQ(promqlVolume(*findSignal(u"api.auth_failures"), {}, {}), QString());
}

TEST(PromqlTest, EscapesAMatchersValue)
{
    EXPECT_EQ(promqlMatcher(QStringLiteral("job"), QStringLiteral("a\"b\\c\nd")),
              QStringLiteral("job=\"a\\\"b\\\\c\\nd\""));
}

} // namespace
} // namespace hubwatch
