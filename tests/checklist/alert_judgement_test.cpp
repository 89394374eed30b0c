#include "checklist/probes/alert_judgement.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using namespace Qt::StringLiterals;

constexpr TimePoint today{1'763'899'200'000ms};
constexpr Duration day = 24h;

AlertOrder goodAlerting()
{
    return {.item = u"alerts.set"_s,
            .rules = {{u"errors"_s, u"api.error_rate"_s, {u"pager"_s}}, {u"limits"_s, u"api.rate_limited"_s, {}}},
            .routes = {{u"pager"_s, today - 3 * day}, {u"slack"_s, today - 10 * day}},
            .callsMetric = u"hubspot_api_calls_total"_s};
}

std::string alertText(const AlertOrder &order)
{
    const AlertJudgement judged = judgeAlerting(order, today);
    return (outcomeWord(judged.outcome) + u": "_s + judged.words).toStdString();
}

TEST(AlertJudgementTest, PassesRulesWhoseRoutesWereFired)
{
    EXPECT_EQ(alertText(goodAlerting()),
              "pass: rules on api.error_rate and api.rate_limited, their routes test-fired 10d ago at most");
    const AlertJudgement judged = judgeAlerting(goodAlerting(), today);
    ASSERT_EQ(judged.facts.size(), 4u);
    EXPECT_EQ(judged.facts[2].name, u"route \"pager\""_s);
    EXPECT_EQ(judged.facts[2].got, u"test-fired 3d ago"_s);
}

TEST(AlertJudgementTest, NoRuleOnASignalFails)
{
    AlertOrder order = goodAlerting();
    order.rules.pop_back();
    EXPECT_EQ(alertText(order), "fail: no rule on api.rate_limited");
    order.rules.clear();
    EXPECT_EQ(alertText(order), "fail: no rule on api.error_rate, no rule on api.rate_limited");
}

TEST(AlertJudgementTest, ARouteThatWasNeverOrLongAgoFiredFails)
{
    AlertOrder order = goodAlerting();
    order.routes[0].testFired.reset();
    EXPECT_EQ(alertText(order), "fail: rule \"errors\": route \"pager\" was never test-fired");
    order.routes[0].testFired = today - 91 * day;
    EXPECT_EQ(alertText(order), "fail: rule \"errors\": route \"pager\" was test-fired 91d ago");
    order.routes[0].testFired = today - 90 * day;
    EXPECT_EQ(alertText(order).substr(0, 4), "pass");
    order.routes[0].testFired = today + 1h;
    EXPECT_EQ(alertText(order).substr(0, 4), "fail") << "a clock was moved";
}

TEST(AlertJudgementTest, NoRoutesFail)
{
    AlertOrder order = goodAlerting();
    order.routes.clear();
    EXPECT_EQ(alertText(order).substr(0, 4), "fail");
    order.rules[0].routes.clear();
    EXPECT_EQ(alertText(order), "fail: rule \"errors\": no route takes it, rule \"limits\": no route takes it");
    order.rules[0].routes = {u"gone"_s};
    order.routes = {{u"pager"_s, today - day}};
    EXPECT_EQ(alertText(order), "fail: rule \"errors\": route \"gone\" which the workspace does not have");
}

TEST(AlertJudgementTest, ARuleWithoutRoutesIsTakenByThoseThatNoRuleNames)
{
    AlertOrder order = goodAlerting();
    order.routes.pop_back(); // pager is named, so nobody takes "limits"
    EXPECT_EQ(alertText(order), "fail: rule \"limits\": no route takes it");
}

TEST(AlertJudgementTest, OneGoodRouteIsEnoughAndTheOtherIsToldOf)
{
    AlertOrder order = goodAlerting();
    order.rules.push_back({u"errors-2"_s, u"api.error_rate"_s, {u"mail"_s}});
    order.routes.push_back({u"mail"_s, {}});
    EXPECT_EQ(alertText(order), "warn: rule \"errors-2\": route \"mail\" was never test-fired");
    order.rules.pop_back();
    order.rules.push_back({u"lag"_s, u"sync.lag"_s, {u"mail"_s}});
    EXPECT_EQ(alertText(order).substr(0, 4), "pass") << "neither of the two signals";
}

constexpr const char *rulesAnswer = R"({"status":"success","data":{"groups":[{"name":"g","file":"f","rules":[
 {"type":"alerting","name":"HubSpotErrors","query":"sum(rate(hubspot_api_calls_total{status=~\"5..\"}[5m])) > 0.1",
  "health":"%1","lastError":"%2"},
 {"type":"recording","name":"x","query":"hubspot_api_calls_total","health":"ok"},
 {"type":"alerting","name":"Disk","query":"node_free < 1","health":"ok"}]}]}})";

std::string serverText(const QString &json, const QString &metric = u"hubspot_api_calls_total"_s)
{
    const auto rules = parseServerRules(json.toUtf8());
    if (!rules)
        return rules.error().detail.toStdString();
    const AlertJudgement judged = judgeServerRules(u"prom"_s, *rules, metric);
    return (outcomeWord(judged.outcome) + u": "_s + judged.words).toStdString();
}

TEST(ServerRulesTest, AnAlertingRuleOnTheMetricPasses)
{
    const QString answer = QString::fromLatin1(rulesAnswer);
    EXPECT_EQ(serverText(answer.arg(u"ok"_s, QString())), "pass: prom has 1 alerting rule on hubspot_api_calls_total");
    EXPECT_EQ(serverText(answer.arg(u"err"_s, u"many-to-many"_s)),
              "warn: prom does not evaluate its rule \"HubSpotErrors\" (health \"err\": many-to-many)");
    EXPECT_EQ(serverText(answer.arg(u"unknown"_s, QString())).substr(0, 4), "warn");
    EXPECT_EQ(serverText(answer.arg(u"ok"_s, QString()), u"hubspot_api_calls"_s),
              "fail: no alerting rule of prom reads hubspot_api_calls");
    EXPECT_EQ(serverText(uR"({"status":"success","data":{"groups":[]}})"_s).substr(0, 4), "fail");
}

TEST(ServerRulesTest, AnythingElseIsMalformed)
{
    for (const char *json :
         {"", "<html>log in</html>", "[]", "{}", R"({"status":"error","error":"x"})", R"({"status":"success"})",
          R"({"status":"success","data":{"groups":{}}})", R"({"status":"success","data":{"groups":[{}]}})",
          R"({"status":"success","data":{"groups":[{"rules":[{}]}]}})",
          R"({"status":"success","data":{"groups":[{"rules":[{"type":"alerting","name":"a","health":"ok"}]}]}})",
          R"({"status":"success","data":{"groups":[{"rules":[{"type":"alerting","query":"a","name":"a"}]}]}})"})
        EXPECT_FALSE(parseServerRules(json)) << json;
}

TEST(ServerRulesTest, AMetricIsAWholeWord)
{
    EXPECT_TRUE(readsMetric(u"rate(a_total[5m])>1"_s, u"a_total"_s));
    EXPECT_TRUE(readsMetric(u"a_total"_s, u"a_total"_s));
    EXPECT_FALSE(readsMetric(u"rate(a_total_2[5m])"_s, u"a_total"_s));
    EXPECT_FALSE(readsMetric(u"job:a_total"_s, u"a_total"_s));
    EXPECT_FALSE(readsMetric(u"b_a_total"_s, u"a_total"_s));
    EXPECT_FALSE(readsMetric(u"anything"_s, QString()));
}

} // namespace
} // namespace hubwatch
