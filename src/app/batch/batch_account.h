// BatchAccount: an account as a batch job needs it.
#pragma once

#include "hubspot/account_client.h"
#include "workspace/workspace.h"

#include <functional>

namespace hubwatch {

struct BatchAccount {
    AccountConfig config = {};
    AccountClient *client = nullptr; ///< shared with polling: one limit for all
    bool accepted = false;           ///< HubSpot took the token, and it belongs to the right portal
    QString words = {};              ///< why not: a sentence, with the way out
    std::optional<AccountDetails> details = {};
    std::optional<std::int64_t> dailyLeft = {}; ///< calls of the day, of the newest answer
    std::optional<TimePoint> resetsAt = {};     ///< when the day ends
};

/// nullopt: the workspace has no account of that name.
using BatchAccounts = std::function<std::optional<BatchAccount>(const QString &name)>;

} // namespace hubwatch
