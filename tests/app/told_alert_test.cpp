#include "app/alerting/told_alert.h"

#include "support/printers.h"
#include "workspace/workspace.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

Rule shippedNamed(const char *name)
{
    for (const Rule &rule : shippedRules())
        if (rule.name == QLatin1StringView(name))
            return rule;
    return {};
}

struct RuleTextCase {
    const char *rule;
    const char *text;
};

class RuleTextTest : public ::testing::TestWithParam<RuleTextCase>
{ };

TEST_P(RuleTextTest, SaysTheConditionInPlainEnglish)
{
    EXPECT_EQ(ruleText(shippedNamed(GetParam().rule)), QString::fromUtf8(GetParam().text));
}

INSTANTIATE_TEST_SUITE_P(Shipped, RuleTextTest,
                         ::testing::Values(RuleTextCase{"api.error_rate", "above 5 % for 5m, of at least 20"},
                                           RuleTextCase{"api.auth_failures", "above 0"},
                                           RuleTextCase{"api.rate_limited", "above 50"},
                                           RuleTextCase{"service.ready", "not ready for 2 polls"},
                                           RuleTextCase{"service.ready unreachable", "unreachable for 3 polls"},
                                           RuleTextCase{"sync.success_rate", "below 99.5 % for 1h"}));

TEST(ToldAlert, TellsWhatIsSoSinceWhenAndOfWhichIncident)
{
    const TimePoint fired(1'763'884'800s);
    Alert alert{.service = QStringLiteral("sync"),
                .rule = QStringLiteral("api.auth_failures"),
                .state = Alert::State::Firing,
                .since = fired,
                .firedAt = fired,
                .value = 7,
                .n = 7};
    const Incident incident{.id = 18};
    const ToldAlert told = toldAlert(alert, shippedNamed("api.auth_failures"), {}, &incident,
                                     QStringLiteral("401 token-expired: The token expired"));
    EXPECT_TRUE(told.firing);
    EXPECT_EQ(told.title, QStringLiteral("sync: Auth failures 7"));
    EXPECT_EQ(told.details, QStringLiteral("above 0; n 7; 401 token-expired: The token expired"));
    EXPECT_EQ(told.cause, QStringLiteral("token refused"));
    EXPECT_EQ(told.incident, 18);
    EXPECT_EQ(told.startedAt, fired);
    EXPECT_EQ(told.labels.value(QStringLiteral("severity")), QStringLiteral("page"));

    alert.state = Alert::State::Resolved;
    alert.since = fired + 10min;
    const ToldAlert over = toldAlert(alert, shippedNamed("api.auth_failures"), {}, nullptr, {});
    EXPECT_FALSE(over.firing);
    EXPECT_EQ(over.endedAt, fired + 10min);
    EXPECT_EQ(over.id, told.id);
}

} // namespace
} // namespace hubwatch
