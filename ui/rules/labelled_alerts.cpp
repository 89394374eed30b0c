#include "ui/rules/labelled_alerts.h"

#include "ui/format.h"
#include "ui/source_title.h"

#include <QCoreApplication>
#include <QHash>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString labelledWord(const char *text)
{
    return QCoreApplication::translate("rules", text);
}

int labelledRank(Alert::State state)
{
    switch (state) {
    case Alert::State::Firing: return 0;
    case Alert::State::Pending: return 1;
    case Alert::State::Resolved: return 2;
    case Alert::State::Inactive: return 3;
    }
    Q_UNREACHABLE();
}

} // namespace

MarkedWord alertStateWord(Alert::State state, bool blind)
{
    switch (state) {
    case Alert::State::Firing: return {Mark::Bad, labelledWord("firing")};
    case Alert::State::Pending: return {Mark::Pending, labelledWord("pending")};
    case Alert::State::Resolved:
        return blind ? MarkedWord{Mark::Blind, labelledWord("no data")}
                     : MarkedWord{Mark::Good, labelledWord("resolved")};
    case Alert::State::Inactive:
        return blind ? MarkedWord{Mark::Blind, labelledWord("no data")} : MarkedWord{Mark::Good, labelledWord("quiet")};
    }
    Q_UNREACHABLE();
}

std::vector<LabelledAlert> labelledAlerts(const Snapshot &snapshot)
{
    QHash<QString, const Rule *> rules;
    for (const Rule &rule : snapshot.rules)
        rules.insert(rule.name, &rule);
    std::vector<LabelledAlert> all;
    for (const ServiceState &service : snapshot.services) {
        for (const Alert &alert : service.alerts) {
            const Rule *rule = rules.value(alert.rule);
            if (!rule)
                continue;
            all.push_back({.id = idOf(alert),
                           .labels = labelsOf(alert, *rule, snapshot.alerting.facts),
                           .state = alert.state,
                           .title = QStringLiteral("%1: %2").arg(sourceTitle(alert.service), rule->name),
                           .word = alertStateWord(alert.state, alert.noDataSince.has_value())});
        }
    }
    std::ranges::stable_sort(all, {}, [](const LabelledAlert &alert) { return labelledRank(alert.state); });
    return all;
}

MatchCount matching(const std::vector<LabelledAlert> &alerts, const std::vector<Matcher> &matchers)
{
    MatchCount count{.all = int(alerts.size())};
    const MatcherSet set(matchers);
    for (const LabelledAlert &alert : alerts) {
        if (!set.matches(alert.labels))
            continue;
        count.matching.push_back(&alert);
        count.firing += alert.state == Alert::State::Firing ? 1 : 0;
    }
    return count;
}

QString matchWords(const MatchCount &count)
{
    const QString firing = count.firing == 0 ? labelledWord("none of them fires now")
        : count.firing == 1                  ? labelledWord("1 of them fires now")
                                             : labelledWord("%1 of them fire now").arg(countText(count.firing));
    return labelledWord("matches %1 of %2 alerts, %3")
        .arg(countText(std::int64_t(count.matching.size())), countText(count.all), firing);
}

} // namespace hubwatch::ui
