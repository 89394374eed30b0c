#include "signals/promql.h"

#include "base/duration_text.h"

namespace hubwatch {

namespace {

constexpr const char *errorStatuses = R"(status!~"success|2..|429")";
constexpr const char *authStatuses = R"(status=~"401|403")";
constexpr const char *rateLimitedStatus = R"(status="429")";
constexpr const char *jobOkStatuses = R"(status=~"success|ok|completed")";

constexpr const char *allObservations = R"(le="+Inf")";

/// How long one auth failure is seen by Prometheus: long enough for an evaluation a minute, the default.
constexpr const char *authEvent = "1m";

/// Writes the expressions of one service.
struct Twin {
    const MetricNames &names;
    const QString &selector;

    QString series(const std::string &metric, const char *matcher = nullptr) const
    {
        QString matchers = selector;
        if (matcher)
            matchers += (matchers.isEmpty() ? QString() : QStringLiteral(",")) + QLatin1StringView(matcher);
        return QString::fromStdString(metric) + u'{' + matchers + u'}';
    }
    QString increase(const std::string &metric, Duration window, const char *matcher = nullptr) const
    {
        return QStringLiteral("sum(increase(%1[%2]))").arg(series(metric, matcher), durationText(window));
    }
    /// Zero where there are calls, but none of these.
    QString orZero(const QString &some, const QString &all) const
    {
        return QStringLiteral("(%1 or 0 * %2)").arg(some, all);
    }
    QString ratio(const std::string &metric, Duration window, const char *matcher) const
    {
        const QString all = increase(metric, window);
        return orZero(increase(metric, window, matcher), all) + QStringLiteral(" / ") + all;
    }
    QString quantile(const std::string &metric, Duration window) const
    {
        return QStringLiteral("histogram_quantile(0.99, sum by (le) (rate(%1[%2])))")
            .arg(series(metric + "_bucket"), durationText(window));
    }
    QString burn(const SignalDefinition &signal) const
    {
        const auto factor = [&](Duration window) {
            return QStringLiteral("%1 / 0.001").arg(ratio(names.calls, window, errorStatuses));
        };
        // The smaller one; and nothing when the short window saw no calls, whose ratio is NaN.
        const QString shortFactor = factor(signal.shortWindow);
        return QStringLiteral("((%1 <= %2) or %2)").arg(factor(signal.window), shortFactor);
    }
    /// Increases, new values after a reset, and series born on a target that was already there: all exact.
    QString authFailures() const
    {
        const QString now = series(names.calls, authStatuses);
        const QString before = now + QStringLiteral(" offset ") + QLatin1StringView(authEvent);
        const QString wasUp
            = QStringLiteral("(max_over_time(%1[5m] offset %2) == 1)").arg(series("up"), QLatin1StringView(authEvent));
        return QStringLiteral("sum((%1 > %2) - %2 or (%1 < %2) > 0 or (%1 unless %2) and on (job, instance) %3)")
            .arg(now, before, wasUp);
    }
};

} // namespace

QString promql(const SignalDefinition &signal, const MetricNames &names, const QString &selector)
{
    const Twin twin{.names = names, .selector = selector};
    if (signal.id == u"api.error_rate")
        return twin.ratio(names.calls, signal.window, errorStatuses);
    if (signal.id == u"api.auth_failures")
        return twin.authFailures();
    if (signal.id == u"api.rate_limited")
        return twin.orZero(twin.increase(names.calls, signal.window, rateLimitedStatus),
                           twin.increase(names.calls, signal.window));
    if (signal.id == u"api.latency_p99")
        return twin.quantile(names.duration, signal.window);
    if (signal.id == u"webhook.delay_p99")
        return twin.quantile(names.webhookDelay, signal.window);
    if (signal.id == u"sync.success_rate")
        return twin.ratio(names.syncJobs, signal.window, jobOkStatuses);
    if (signal.id == u"sync.overdue")
        return QStringLiteral("time() - min(%1 > 0)").arg(twin.series(names.syncStarted));
    if (signal.id == u"source.fresh")
        return QStringLiteral("max(%1) == bool 0").arg(twin.series("up"));
    if (signal.id.startsWith(u"api.burn."))
        return twin.burn(signal);
    return {};
}

QString promqlVolume(const SignalDefinition &signal, const MetricNames &names, const QString &selector)
{
    const Twin twin{.names = names, .selector = selector};
    if (signal.id == u"api.latency_p99")
        return twin.increase(names.duration + "_bucket", signal.window, allObservations);
    if (signal.id == u"webhook.delay_p99")
        return twin.increase(names.webhookDelay + "_bucket", signal.window, allObservations);
    if (signal.id == u"sync.success_rate")
        return twin.increase(names.syncJobs, signal.window);
    if (signal.id.startsWith(u"api.") && signal.window > Duration::zero())
        return twin.increase(names.calls, signal.window);
    return {};
}

QString promqlMatcher(const QString &label, const QString &value)
{
    QString escaped = value;
    escaped.replace(u'\\', QStringLiteral("\\\\"));
    escaped.replace(u'"', QStringLiteral("\\\""));
    escaped.replace(u'\n', QStringLiteral("\\n"));
    return label + QStringLiteral("=\"") + escaped + u'"';
}

} // namespace hubwatch
