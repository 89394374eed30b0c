#include "alerts/rules_export.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const ExportTarget crmTarget{.service = QStringLiteral("crm"), .names = {}, .interval = 10s};

QByteArray exported(const Rule &rule, const ExportTarget &target = crmTarget)
{
    return prometheusRules({&rule, 1}, {&target, 1});
}

Rule exportedRule(const char *signal)
{
    return {.name = QStringLiteral("mine"), .signal = QString::fromLatin1(signal), .threshold = 0.05};
}

TEST(RulesExportTest, WritesOneAlertWithAllThatARuleHas)
{
    Rule rule = exportedRule("sync.overdue");
    rule.threshold = 1'800;
    rule.holdFor = 90s;
    rule.keepFiringFor = 5min;
    rule.severity = Rule::Severity::Page;
    EXPECT_EQ(
        exported(rule),
        QByteArray(R"(# Rules of Hubwatch for Prometheus 2.42 or newer. Each service is expected as a job of its name.
groups:
  - name: hubwatch
    rules:
      - alert: 'mine'
        expr: '(time() - min(hubspot_sync_job_started_timestamp_seconds{job="crm"} > 0)) > 1800'
        for: 1m30s
        keep_firing_for: 5m
        labels:
          severity: page
          service: 'crm'
        annotations:
          summary: 'Longest running sync of crm: {{ $value | humanizeDuration }}'
)"));
}

TEST(RulesExportTest, AddsTheMinimumVolume)
{
    Rule rule = exportedRule("api.error_rate");
    EXPECT_FALSE(exported(rule).contains(" and "));
    rule.minimum = 20;
    EXPECT_TRUE(exported(rule).contains(" > 0.05 and sum(increase(hubspot_api_calls_total{job=\"crm\"}[5m])) >= 20'"));
}

TEST(RulesExportTest, WritesBelowAsBelow)
{
    Rule rule = exportedRule("sync.success_rate");
    rule.side = Rule::Side::Below;
    rule.threshold = 0.995;
    EXPECT_TRUE(exported(rule).contains(") < 0.995'"));
}

TEST(RulesExportTest, TurnsPollsIntoTime)
{
    Rule rule = exportedRule("source.fresh");
    rule.threshold = 2;
    EXPECT_TRUE(exported(rule).contains("max(up{job=\"crm\"}) == 0 or absent(up{job=\"crm\"})"));
    EXPECT_TRUE(exported(rule).contains("for: 20s\n"));
    Rule three = exportedRule("api.rate_limited");
    three.polls = 3;
    EXPECT_TRUE(exported(three).contains("for: 20s\n"));
}

TEST(RulesExportTest, SaysWhatItLeavesOutAndWhy)
{
    EXPECT_TRUE(
        exported(exportedRule("service.ready")).contains("# Left out: mine: service.ready is an endpoint's answer"));
    EXPECT_TRUE(
        exported(exportedRule("quota.daily")).contains("# Left out: mine: quota.daily is of an account of HubSpot: "));
    Rule off = exportedRule("api.error_rate");
    off.enabled = false;
    EXPECT_TRUE(exported(off).contains("# Left out: mine: switched off in the workspace.\n"));
    EXPECT_TRUE(exported(off).contains("rules: []"));
    off.name = QStringLiteral("two\nlines");
    EXPECT_TRUE(exported(off).contains("# Left out: two lines: "));
}

TEST(RulesExportTest, HonoursTheRulesServices)
{
    Rule rule = exportedRule("api.error_rate");
    rule.services = {QStringLiteral("billing")};
    EXPECT_TRUE(exported(rule).contains("rules: []"));
}

} // namespace
} // namespace hubwatch
