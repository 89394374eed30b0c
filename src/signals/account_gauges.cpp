#include "signals/account_gauges.h"

#include <QtGlobal>
#include <algorithm>
#include <cmath>

namespace hubwatch {

namespace {

std::optional<TimePoint> instantOf(const std::optional<double> &seconds)
{
    return seconds ? std::optional(TimePoint(Duration(std::llround(*seconds * 1000)))) : std::nullopt;
}

double secondsOf(const std::optional<TimePoint> &at)
{
    return at ? double(at->time_since_epoch().count()) / 1000 : staleMark();
}

} // namespace

std::optional<AccountGauge> accountGaugeOf(const std::string &metric)
{
    const auto found = std::ranges::find(accountGaugeNames, metric);
    if (found == accountGaugeNames.end())
        return std::nullopt;
    return AccountGauge(size_t(found - accountGaugeNames.begin()));
}

void setAccountGauge(Frame &frame, AccountGauge gauge, double value)
{
    const std::optional<double> told = std::isfinite(value) ? std::optional(value) : std::nullopt;
    switch (gauge) {
    case AccountGauge::QuotaUsed: frame.quotaUsed = told; return;
    case AccountGauge::QuotaLimit: frame.quotaLimit = told; return;
    case AccountGauge::QuotaResets: frame.quotaResets = instantOf(told); return;
    case AccountGauge::CredentialSince: frame.credentialSince = instantOf(told); return;
    case AccountGauge::StatusLevel: frame.statusLevel = told; return;
    }
    Q_UNREACHABLE();
}

double accountGaugeValue(const Frame &frame, AccountGauge gauge)
{
    switch (gauge) {
    case AccountGauge::QuotaUsed: return frame.quotaUsed.value_or(staleMark());
    case AccountGauge::QuotaLimit: return frame.quotaLimit.value_or(staleMark());
    case AccountGauge::QuotaResets: return secondsOf(frame.quotaResets);
    case AccountGauge::CredentialSince: return secondsOf(frame.credentialSince);
    case AccountGauge::StatusLevel: return frame.statusLevel.value_or(staleMark());
    }
    Q_UNREACHABLE();
}

} // namespace hubwatch
