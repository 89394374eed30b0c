#include "signals/signal.h"
#include "support/printers.h"
#include "workspace/rule_defaults.h"
#include "workspace/workspace.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

struct ShippedCase {
    const char *name;
    const char *signal;
    Rule::Side side;
    double threshold;
    Duration holdFor;
    int polls;
    std::int64_t minimum;
    Rule::Severity severity;
    bool enabled;
};

constexpr auto above = Rule::Side::Above;
constexpr auto below = Rule::Side::Below;
constexpr auto page = Rule::Severity::Page;
constexpr auto notify = Rule::Severity::Notify;
constexpr auto ticket = Rule::Severity::Ticket;

class ShippedRulesTest : public ::testing::TestWithParam<ShippedCase>
{ };

TEST_P(ShippedRulesTest, CarriesTheNumbersOfTheProductTable)
{
    const ShippedCase &expected = GetParam();
    const std::vector<Rule> rules = shippedRules();
    const auto found = std::ranges::find(rules, QString::fromLatin1(expected.name), &Rule::name);
    ASSERT_NE(found, rules.end());
    EXPECT_EQ(*found,
              (Rule{.name = QString::fromLatin1(expected.name),
                    .signal = QString::fromLatin1(expected.signal),
                    .side = expected.side,
                    .threshold = expected.threshold,
                    .holdFor = expected.holdFor,
                    .polls = expected.polls,
                    .minimum = expected.minimum,
                    .severity = expected.severity,
                    .enabled = expected.enabled}));
}

const ShippedCase shippedCases[] = {
    {"api.error_rate", "api.error_rate", above, 0.05, 5min, 0, 20, page, true},
    {"api.auth_failures", "api.auth_failures", above, 0, 0s, 0, 0, page, true},
    {"api.rate_limited", "api.rate_limited", above, 50, 0s, 0, 0, notify, true},
    {"api.latency_p99", "api.latency_p99", above, 3, 10min, 0, 20, ticket, false},
    {"webhook.delay_p99", "webhook.delay_p99", above, 5, 10min, 0, 20, ticket, false},
    {"sync.success_rate", "sync.success_rate", below, 0.995, 1h, 0, 0, ticket, false},
    {"sync.overdue", "sync.overdue", above, 1800, 0s, 0, 0, notify, true},
    {"service.ready", "service.ready", below, 1, 0s, 2, 0, ticket, true},
    {"service.ready unreachable", "service.ready", below, 0, 0s, 3, 0, page, true},
    {"service.healthy", "service.healthy", below, 1, 0s, 2, 0, ticket, true},
    {"service.healthy unreachable", "service.healthy", below, 0, 0s, 3, 0, page, true},
    {"source.fresh", "source.fresh", above, 2, 0s, 0, 0, ticket, true},
    {"source.fresh blind", "source.fresh", above, 2, 15min, 0, 0, page, true},
    {"api.burn.1h", "api.burn.1h", above, 14.4, 0s, 0, 20, page, false},
    {"api.burn.6h", "api.burn.6h", above, 6, 0s, 0, 20, page, false},
    {"api.burn.1d", "api.burn.1d", above, 3, 0s, 0, 20, ticket, false},
    {"api.burn.3d", "api.burn.3d", above, 1, 0s, 0, 20, ticket, false},
    {"quota.daily", "quota.daily", above, 1, 10min, 0, 0, ticket, false},
    {"credential.age", "credential.age", above, 75, 0s, 0, 0, notify, true},
    {"credential.age 85 days", "credential.age", above, 85, 0s, 0, 0, notify, true},
    {"credential.age 90 days", "credential.age", above, 90, 0s, 0, 0, ticket, true},
    {"checklist.regressed", "checklist.regressed", above, 0, 0s, 0, 0, ticket, true},
};

INSTANTIATE_TEST_SUITE_P(Rules, ShippedRulesTest, ::testing::ValuesIn(shippedCases), [](const auto &test) {
    return QString::fromLatin1(test.param.name).replace(u'.', u'_').replace(u' ', u'_').toStdString();
});

TEST(ShippedRules, AreAllInTheTable)
{
    EXPECT_EQ(shippedRules().size(), std::size(shippedCases));
}

TEST(EffectiveRules, LetTheFileRedefineOneAndKeepTheOthers)
{
    Workspace workspace;
    workspace.rules
        = {{.name = QStringLiteral("api.error_rate"), .signal = QStringLiteral("api.error_rate"), .threshold = 0.2},
           {.name = QStringLiteral("mine"), .signal = QStringLiteral("api.error_rate"), .threshold = 0.3}};
    const std::vector<Rule> rules = effectiveRules(workspace);
    EXPECT_EQ(rules.size(), shippedRules().size() + 1);
    EXPECT_EQ(std::ranges::count(rules, QStringLiteral("api.error_rate"), &Rule::name), 1);
    EXPECT_EQ(rules[0].threshold, 0.2);
}

TEST(RuleSignals, AreAllThatAreDefined)
{
    EXPECT_EQ(ruleSignals().size(), qsizetype(signalDefinitions().size() + 1)); // checklist.regressed is no series
    EXPECT_TRUE(ruleSignals().contains(QStringLiteral("hubspot.status")));
}

TEST(RuleDefaults, AreThoseOfTheShippedRuleOrTheSignalsVolumeAlone)
{
    const QString latency = QStringLiteral("api.latency_p99");
    EXPECT_EQ(ruleDefaults(latency, latency).threshold, 3);
    EXPECT_EQ(ruleDefaults(QStringLiteral("mine"), latency),
              (Rule{.name = QStringLiteral("mine"), .signal = latency, .minimum = 20}));
}

} // namespace
} // namespace hubwatch
