// AccountBench: what an account is watched with, on a clock that a test moves.
#pragma once

#include "app/accounts/account_watch.h"
#include "support/canned_hubspot.h"
#include "support/manual_clock.h"
#include "support/memory_secrets.h"

#include <QCoreApplication>
#include <QTemporaryDir>

namespace hubwatch::testing {

struct AccountBench {
    explicit AccountBench(TimePoint start = TimePoint(1'763'884'800s)) // 2025-11-23 08:00 UTC
        : clock(start)
    {
        keep("prod", "pat-na1-canary00-0000-4000-8000-000000000001");
    }

    void keep(const char *name, const char *secret)
    {
        vault.secrets[QString::fromLatin1(name)] = Secret::copyOf(secret);
    }
    /// Time passes in steps, so that answers from the event loop come between them.
    void run(Duration time, Duration step = 100ms)
    {
        for (Duration passed = {}; passed < time; passed += step) {
            clock.advance(std::min(step, time - passed));
            QCoreApplication::processEvents();
        }
    }
    WatchTools tools()
    {
        return {.wire = hubspot, .clock = clock, .secrets = secrets, .recorder = recorder, .metrics = metrics};
    }

    QTemporaryDir folder;
    ManualClock clock;
    CannedHubSpot hubspot{clock};
    MemorySecrets vault;
    Secrets secrets{vault, hubspot, clock, folder.path(), {}};
    Recorder recorder{StoreOptions{}};
    CallMetrics metrics;
};

/// An account on HubSpot itself, which the canned one stands in for.
inline AccountConfig benchAccount(const char *name = "prod")
{
    return {.name = QString::fromLatin1(name), .credential = QStringLiteral("keychain:") + QString::fromLatin1(name)};
}

} // namespace hubwatch::testing
