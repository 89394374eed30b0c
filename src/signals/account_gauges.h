// The gauges that Hubwatch tells of an account of HubSpot, beside the counts of its own calls.
#pragma once

#include "signals/frame.h"

#include <array>
#include <string>

namespace hubwatch {

/// By these names they stand in an account's scrapes and in its frames. Nobody renames them.
enum class AccountGauge : size_t { QuotaUsed, QuotaLimit, QuotaResets, CredentialSince, StatusLevel };

constexpr size_t accountGaugeCount = 5;
inline constexpr std::array<const char *, accountGaugeCount> accountGaugeNames{
    "hubwatch_quota_used", "hubwatch_quota_limit", "hubwatch_quota_resets_timestamp_seconds",
    "hubwatch_credential_created_timestamp_seconds", "hubwatch_hubspot_status"};

std::optional<AccountGauge> accountGaugeOf(const std::string &metric);

/// A value that is not finite takes the gauge away.
void setAccountGauge(Frame &frame, AccountGauge gauge, double value);
/// staleMark() where the frame has none.
double accountGaugeValue(const Frame &frame, AccountGauge gauge);

} // namespace hubwatch
