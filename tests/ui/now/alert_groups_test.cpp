#include "ui/now/alert_groups.h"

#include "support/printers.h"
#include "support/window_states.h"

#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

Rule ruleOn(const char *name, const char *signal, Rule::Severity severity, Duration holdFor = {})
{
    return {.name = QString::fromLatin1(name),
            .signal = QString::fromLatin1(signal),
            .side = QByteArray(signal).startsWith("service.") ? Rule::Side::Below : Rule::Side::Above,
            .holdFor = holdFor,
            .severity = severity};
}

Alert alertOf(const char *rule, Alert::State state, double value)
{
    const TimePoint now = testing::cannedNow();
    return {.service = QStringLiteral("export"),
            .rule = QString::fromLatin1(rule),
            .state = state,
            .since = now - 5min,
            .held = 5min,
            .evaluatedAt = now,
            .firedAt = now - 5min,
            .value = value,
            .n = 1};
}

/// One service that is down, and fails calls besides.
Snapshot downSnapshot()
{
    Snapshot snapshot;
    snapshot.at = testing::cannedNow();
    snapshot.rules = {ruleOn("ready", "service.ready", Rule::Severity::Ticket),
                      ruleOn("ready.unreachable", "service.ready", Rule::Severity::Page),
                      ruleOn("healthy.unreachable", "service.healthy", Rule::Severity::Page),
                      ruleOn("fresh", "source.fresh", Rule::Severity::Ticket),
                      ruleOn("fresh.blind", "source.fresh", Rule::Severity::Page, 15min),
                      ruleOn("errors", "api.error_rate", Rule::Severity::Page)};
    ServiceState service;
    service.config.name = QStringLiteral("export");
    service.alerts = {alertOf("ready", Alert::State::Firing, -1),
                      alertOf("ready.unreachable", Alert::State::Firing, -1),
                      alertOf("healthy.unreachable", Alert::State::Firing, -1),
                      alertOf("fresh", Alert::State::Firing, 20),
                      alertOf("fresh.blind", Alert::State::Pending, 20),
                      alertOf("errors", Alert::State::Pending, 0.07)};
    snapshot.services = {service};
    return snapshot;
}

} // namespace

TEST(AlertGroupsTest, OneCauseIsOneGroup)
{
    const Snapshot snapshot = downSnapshot();
    const std::vector<AlertGroup> groups = alertGroups(snapshot);
    ASSERT_EQ(groups.size(), 2u);
    EXPECT_EQ(groups[0].key, QStringLiteral("alert/export/reach"));
    EXPECT_EQ(groups[0].alerts.size(), 5u);
    EXPECT_EQ(groups[0].worst().rule->name, QStringLiteral("ready.unreachable"));
    EXPECT_EQ(groups[1].key, QStringLiteral("alert/export/api.error_rate"));
    EXPECT_EQ(firingCount(snapshot), 1);
}

TEST(AlertGroupsTest, TwoServicesAreTwoGroups)
{
    Snapshot snapshot = downSnapshot();
    snapshot.services.push_back(snapshot.services.front());
    snapshot.services.back().config.name = QStringLiteral("import");
    EXPECT_EQ(alertGroups(snapshot).size(), 4u);
    EXPECT_EQ(firingCount(snapshot), 2);
}

TEST(AlertGroupsTest, NamesTheRestOnceAndWhenItWouldPage)
{
    const Snapshot snapshot = downSnapshot();
    const std::vector<AlertGroup> groups = alertGroups(snapshot);
    EXPECT_EQ(alsoText(groups[0], snapshot.at),
              QStringLiteral("also: health and freshness firing, freshness would page at 09:51:07"));
    EXPECT_TRUE(alsoText(groups[1], snapshot.at).isEmpty());
}

TEST(AlertGroupsTest, ExplainsEveryRule)
{
    const Snapshot snapshot = downSnapshot();
    const std::vector<AlertGroup> groups = alertGroups(snapshot);
    const std::vector<Fact> all = explanation(groups[0], snapshot.at);
    EXPECT_EQ(std::ranges::count(all, true, &Fact::heading), 5);
    const std::vector<Fact> one = explanation(groups[1], snapshot.at);
    EXPECT_EQ(std::ranges::count(one, true, &Fact::heading), 0);
}

} // namespace hubwatch::ui
