#include "signals/evaluate.h"

#include "signals/fake_service.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::testing {
namespace {

using Validity = Reading::Validity;

/// An account as its poller shows it: a gauge for each thing HubSpot tells, once a minute.
class AccountReadingsTest : public ::testing::Test
{
protected:
    AccountReadingsTest()
    {
        account.context.account = true;
        account.context.service = QStringLiteral("hubspot:prod");
    }

    void quota(double used, double limit = 250'000)
    {
        account.set("hubwatch_quota_used", {}, used);
        account.set("hubwatch_quota_limit", {}, limit);
    }
    void resets(TimePoint at) { account.set("hubwatch_quota_resets_timestamp_seconds", {}, seconds(at)); }
    static double seconds(TimePoint at) { return double(at.time_since_epoch().count()) / 1000; }

    const TimePoint midnight = TimePoint(1'763'884'800s); // 2025-11-23T08:00Z: midnight in Los Angeles
    FakeService account{1min};
};

TEST_F(AccountReadingsTest, SayWhenTheQuotaRunsOut)
{
    resets(midnight + 24h);
    for (int minute = 0; minute < 120; ++minute) {
        quota(600.0 * minute);
        account.poll();
    }
    const Reading daily = account.read("quota.daily");
    EXPECT_EQ(daily.validity, Validity::Known);
    EXPECT_NEAR(*daily.value, (71'400 + 22 * 36'000) / 250'000.0, 1e-3);
    EXPECT_EQ(daily.n, 71'400);
    EXPECT_EQ(daily.covered, 1h);
    EXPECT_EQ(daily.note, QStringLiteral("runs out 14:57 UTC at 36,000 an hour"));
    const Reading used = account.read("quota.used");
    EXPECT_EQ(used.value, 71'400 / 250'000.0);
    EXPECT_EQ(used.n, 71'400);
}

TEST_F(AccountReadingsTest, NameThePaceOfAQuotaThatLasts)
{
    resets(midnight + 24h);
    for (int minute = 0; minute < 60; ++minute) {
        quota(10.0 * minute);
        account.poll();
    }
    EXPECT_LT(*account.read("quota.daily").value, 1);
    EXPECT_EQ(account.read("quota.daily").note, QStringLiteral("at 600 an hour"));
    quota(250'000);
    account.poll();
    EXPECT_EQ(account.read("quota.daily").note, QStringLiteral("used up"));
    EXPECT_EQ(account.read("quota.used").value, 1);
}

TEST_F(AccountReadingsTest, TellWhyTheQuotaIsUnknown)
{
    EXPECT_EQ(account.read("quota.daily").note, QStringLiteral("metrics: not polled yet"));
    account.poll();
    EXPECT_EQ(account.read("quota.used").note, QStringLiteral("HubSpot has not told the daily quota"));
    quota(10);
    account.poll();
    EXPECT_EQ(account.read("quota.used").validity, Validity::Known);
    EXPECT_EQ(account.read("quota.daily").note, QStringLiteral("HubSpot has not told when the quota is reset"));
    resets(account.now);
    account.poll();
    EXPECT_EQ(account.read("quota.daily").validity, Validity::Unknown);
    EXPECT_EQ(account.read("quota.daily").note,
              QStringLiteral("the quota was reset at 08:02 UTC and HubSpot has not told the new figures"));
    account.remove("hubwatch_quota_used", {});
    account.poll();
    EXPECT_EQ(account.read("quota.used").note, QStringLiteral("HubSpot has not told the daily quota"));
}

TEST_F(AccountReadingsTest, AreBlindWithoutPolls)
{
    quota(10);
    account.poll();
    account.now += 4min;
    for (const char *signal : {"quota.daily", "quota.used", "credential.age", "hubspot.status"})
        EXPECT_EQ(account.read(signal).validity, Validity::NoData) << signal;
}

TEST_F(AccountReadingsTest, CountTheDaysOfTheCredential)
{
    account.poll();
    EXPECT_EQ(account.read("credential.age").note, QStringLiteral("nobody knows when the credential was made"));
    account.set("hubwatch_credential_created_timestamp_seconds", {}, seconds(account.now + 1min - 75 * 24h - 6h));
    account.poll();
    EXPECT_EQ(account.read("credential.age").value, 75.25);
    account.set("hubwatch_credential_created_timestamp_seconds", {}, seconds(account.now + 2h));
    account.poll();
    EXPECT_EQ(account.read("credential.age").validity, Validity::Unknown);
    EXPECT_TRUE(account.read("credential.age").note.contains(u"the clocks differ"));
}

TEST_F(AccountReadingsTest, CarryHubSpotsStatus)
{
    account.poll();
    EXPECT_EQ(account.read("hubspot.status").validity, Validity::Unknown);
    for (const double level : {1.0, 0.0, -1.0}) {
        account.set("hubwatch_hubspot_status", {}, level);
        account.poll();
        EXPECT_EQ(account.read("hubspot.status").value, level);
    }
}

TEST_F(AccountReadingsTest, TakeNoGaugeForARestart)
{
    quota(1000);
    account.calls("success", 100);
    account.poll();
    account.calls("success", 10);
    account.poll();
    quota(5); // the portal's midnight
    account.calls("success", 10);
    account.poll();
    EXPECT_EQ(account.history.newest()->calls.success, 20);
    EXPECT_EQ(account.read("api.error_rate").n, 20);
}

TEST_F(AccountReadingsTest, AreNotMixedWithThoseOfServices)
{
    account.poll();
    QStringList ofAccount;
    for (const Reading &reading : evaluateAll(account.history, account.context, account.now))
        ofAccount += reading.signal;
    EXPECT_EQ(ofAccount.join(u' '),
              QStringLiteral("api.error_rate api.auth_failures api.rate_limited api.latency_p99 source.fresh "
                             "api.burn.1h api.burn.6h api.burn.1d api.burn.3d quota.daily quota.used credential.age "
                             "hubspot.status"));
    account.context.account = false;
    QStringList ofService;
    for (const Reading &reading : evaluateAll(account.history, account.context, account.now))
        ofService += reading.signal;
    EXPECT_EQ(ofService.join(u' '),
              QStringLiteral("api.error_rate api.auth_failures api.rate_limited api.latency_p99 webhook.delay_p99 "
                             "sync.success_rate sync.overdue service.ready service.healthy source.fresh api.burn.1h "
                             "api.burn.6h api.burn.1d api.burn.3d"));
}

} // namespace
} // namespace hubwatch::testing
