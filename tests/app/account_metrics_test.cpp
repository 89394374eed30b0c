#include "app/accounts/account_metrics.h"

#include "hubspot/call_metrics.h"
#include "metrics/lint.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

constexpr TimePoint metricsNow{1'764'000'000s};

AccountState knownAccount(const char *name)
{
    return {.config = {.name = QString::fromUtf8(name)},
            .token = TokenState::Accepted,
            .credential = {.createdAt = metricsNow - 24h},
            .quota = QuotaForecast{.used = 12, .limit = 1000, .resetsAt = metricsNow + 3h},
            .live = {.remaining = 170},
            .took = 250ms};
}

bool hasLine(const std::string &text, const char *line)
{
    return text.find(std::string(line) + '\n') != std::string::npos;
}

std::string lintComplaints(const std::string &text)
{
    std::string all;
    for (const LintFinding &finding : lint(text, TextFormat::Prometheus).findings)
        if (!finding.isNote)
            all += std::to_string(finding.line) + ": " + finding.text.toStdString() + '\n';
    return all;
}

TEST(AccountMetrics, AreCleanPrometheusText)
{
    const HubSpotStatus status{.page = StatusPage{.level = StatusPage::Level::Degraded}};
    CallMetrics calls;
    calls.count(
        {.account = QStringLiteral("prod"), .method = "GET", .endpoint = QStringLiteral("details"), .status = 200},
        false);
    const std::string text
        = calls.text().toStdString() + accountGauges({knownAccount("prod"), knownAccount("a\"b\\c\nd")}, status);
    EXPECT_EQ(lintComplaints(text), "") << text;
    EXPECT_TRUE(hasLine(text, "hubwatch_quota_used{account=\"prod\"} 12")) << text;
    EXPECT_TRUE(hasLine(text, "hubwatch_quota_used{account=\"a\\\"b\\\\c\\nd\"} 12")) << text;
    EXPECT_TRUE(hasLine(text, "hubwatch_quota_resets_timestamp_seconds{account=\"prod\"} 1764010800")) << text;
    EXPECT_TRUE(hasLine(text, "hubwatch_probe_duration_seconds{account=\"prod\"} 0.25")) << text;
    EXPECT_TRUE(hasLine(text, "hubwatch_ratelimit_remaining{account=\"prod\"} 170")) << text;
    EXPECT_TRUE(hasLine(text, "hubwatch_hubspot_status 0")) << text;
}

TEST(AccountMetrics, StandWithoutALabelInAnAccountsOwnScrape)
{
    const std::string text = accountGauges({knownAccount("prod")}, {}, false);
    EXPECT_EQ(lintComplaints(text), "");
    EXPECT_TRUE(hasLine(text, "hubwatch_quota_used 12")) << text;
}

TEST(AccountMetrics, LeaveOutWhatNobodyKnows)
{
    EXPECT_EQ(accountGauges({AccountState{.config = {.name = QStringLiteral("prod")}}}, {}), "");
    EXPECT_EQ(accountGauges({}, {}), "");
    AccountState refused = knownAccount("prod");
    refused.token = TokenState::Refused;
    EXPECT_EQ(accountGauges({refused}, {}).find("probe_duration"), std::string::npos) << "no probe succeeded";
    HubSpotStatus old{.page = StatusPage{.level = StatusPage::Level::Operational}};
    EXPECT_TRUE(hasLine(accountGauges({}, old), "hubwatch_hubspot_status 1"));
    old.error = Error{};
    EXPECT_EQ(accountGauges({}, old), "") << "what the page said once is not so now";
}

} // namespace

} // namespace hubwatch::testing
