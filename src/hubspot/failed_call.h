// FailedCall: a call to HubSpot that went wrong, for triage.
#pragma once

#include "base/clock.h"
#include "hubspot/api_error.h"

#include <QString>

namespace hubwatch {

/// A failed call, for triage: what HubSpot's support asks for first.
struct FailedCall {
    TimePoint at = {};
    QString call = {}; ///< "GET /account-info/2026-09/details"
    int attempt = 1;
    ApiError error = {};

    bool operator==(const FailedCall &) const = default;
};

} // namespace hubwatch
