#include "app/accounts/account_metrics.h"

#include "metrics/prom_registry.h"

namespace hubwatch {

namespace {

using Value = std::optional<double>;

Value secondsOf(const std::optional<TimePoint> &at)
{
    return at ? Value(double(at->time_since_epoch().count()) / 1000) : std::nullopt;
}

Value probeSeconds(const AccountState &account)
{
    return account.token == TokenState::Accepted ? Value(double(account.took.count()) / 1000) : std::nullopt;
}

struct AccountFigure {
    const char *name;
    const char *help;
    Value (*value)(const AccountState &);
};

constexpr AccountFigure accountFigures[] = {
    {"hubwatch_quota_used", "Calls of the account's day so far",
     [](const AccountState &a) { return a.quota ? Value(double(a.quota->used)) : std::nullopt; }},
    {"hubwatch_quota_limit", "Calls the account may make a day",
     [](const AccountState &a) { return a.quota ? Value(double(a.quota->limit)) : std::nullopt; }},
    {"hubwatch_quota_resets_timestamp_seconds", "When the day's quota begins anew",
     [](const AccountState &a) { return a.quota ? secondsOf(a.quota->resetsAt) : std::nullopt; }},
    {"hubwatch_credential_created_timestamp_seconds", "When the present secret was first seen here",
     [](const AccountState &a) { return secondsOf(a.credential.createdAt); }},
    {"hubwatch_probe_duration_seconds", "How long the last probe of HubSpot took", probeSeconds},
    {"hubwatch_ratelimit_remaining", "Calls left in the rolling window, as HubSpot's headers tell",
     [](const AccountState &a) { return a.live.remaining ? Value(double(*a.live.remaining)) : std::nullopt; }},
};

} // namespace

std::string accountGauges(const std::vector<AccountState> &accounts, const HubSpotStatus &status, bool labelled)
{
    PromRegistry registry;
    bool nothing = true;
    for (const AccountFigure &figure : accountFigures) {
        PromMetric gauge(PromMetric::Kind::Gauge, figure.name, figure.help);
        bool any = false;
        for (const AccountState &account : accounts) {
            const Value value = figure.value(account);
            if (!value)
                continue;
            any = true;
            gauge.set(labelled ? Labels{{"account", account.config.name.toStdString()}} : Labels(), *value);
        }
        if (any)
            registry.add(std::move(gauge));
        nothing = nothing && !any;
    }
    // What the page said before it could not be read is not so now.
    const Value level = status.page && !status.error ? statusGauge(status.page->level) : std::nullopt;
    if (level)
        registry
            .add(PromMetric(PromMetric::Kind::Gauge, "hubwatch_hubspot_status",
                            "HubSpot's status page: 1 operational, 0 degraded, -1 outage"))
            .set({}, *level);
    return nothing && !level ? std::string() : registry.text();
}

} // namespace hubwatch
