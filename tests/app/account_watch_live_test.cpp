// One account over real HTTP, at a HubSpot on loopback that counts.
#include "app/accounts/account_watch.h"

#include "base/system_clock.h"
#include "net/qt_http.h"
#include "sim/sim_hubspot.h"
#include "support/memory_secrets.h"
#include "support/printers.h"

#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

TEST(AccountWatchLive, WatchesAnAccountOnLoopback)
{
    SystemClock clock;
    SimHubSpot hubspot(clock, 7, 4242);
    ASSERT_TRUE(hubspot.listen(0));
    QtHttp http;
    MemorySecrets vault;
    vault.secrets[QStringLiteral("prod")] = Secret::copyOf(hubspot.token().toLatin1());
    Secrets secrets(vault, http, clock, {}, {});
    Recorder recorder{StoreOptions{}};
    CallMetrics metrics;
    AccountWatch watch(
        {.name = QStringLiteral("prod"), .credential = QStringLiteral("keychain:prod"), .api = hubspot.url()},
        {.wire = http, .clock = clock, .secrets = secrets, .recorder = recorder, .metrics = metrics});
    QSignalSpy polled(&watch, &AccountWatch::polled);
    watch.start();
    EXPECT_TRUE(QTest::qWaitFor(
        [&] {
            const AccountState state = watch.state();
            return state.token == TokenState::Accepted && state.usage && state.audit.readAt
                && state.credential.scopesKnown;
        },
        10'000));
    EXPECT_EQ(polled.count(), 1);
    const AccountState state = watch.state();
    EXPECT_EQ(state.details->portal, 4242);
    ASSERT_TRUE(state.quota);
    EXPECT_EQ(state.quota->from, QStringLiteral("rate headers"));
    EXPECT_TRUE(state.scopesMissing.isEmpty());
    EXPECT_TRUE(QString::fromStdString(watch.metricsText()).contains(QStringLiteral("hubspot_api_calls_total")));
}

} // namespace

} // namespace hubwatch::testing
