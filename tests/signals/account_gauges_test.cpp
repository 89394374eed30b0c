#include "signals/account_gauges.h"

#include "support/printers.h"

#include <gtest/gtest.h>
#include <limits>

namespace hubwatch {
namespace {

TEST(AccountGaugesTest, AreFoundByTheirNames)
{
    EXPECT_EQ(accountGaugeOf("hubwatch_quota_used"), AccountGauge::QuotaUsed);
    EXPECT_EQ(accountGaugeOf("hubwatch_quota_limit"), AccountGauge::QuotaLimit);
    EXPECT_EQ(accountGaugeOf("hubwatch_quota_resets_timestamp_seconds"), AccountGauge::QuotaResets);
    EXPECT_EQ(accountGaugeOf("hubwatch_credential_created_timestamp_seconds"), AccountGauge::CredentialSince);
    EXPECT_EQ(accountGaugeOf("hubwatch_hubspot_status"), AccountGauge::StatusLevel);
    EXPECT_EQ(accountGaugeOf("hubwatch_quota"), std::nullopt);
}

TEST(AccountGaugesTest, ComeBackAsTheyWereSet)
{
    Frame frame;
    for (size_t i = 0; i < accountGaugeCount; ++i) {
        EXPECT_TRUE(isStaleMark(accountGaugeValue(frame, AccountGauge(i)))) << i;
        setAccountGauge(frame, AccountGauge(i), 1'763'884'800.5 + double(i));
        EXPECT_EQ(accountGaugeValue(frame, AccountGauge(i)), 1'763'884'800.5 + double(i)) << i;
    }
    EXPECT_EQ(frame.quotaResets, TimePoint(1'763'884'802'500ms));
    setAccountGauge(frame, AccountGauge::StatusLevel, std::numeric_limits<double>::quiet_NaN());
    EXPECT_EQ(frame.statusLevel, std::nullopt);
}

} // namespace
} // namespace hubwatch
