#include "ui/now/alert_groups.h"

#include "ui/format.h"
#include "ui/now/service_words.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString groupWord(const char *text)
{
    return QCoreApplication::translate("alerts", text);
}

/// What a person would mend to end alerts on this signal.
QString causeOf(const QString &signal)
{
    if (signal == u"service.ready" || signal == u"service.healthy" || signal == u"source.fresh")
        return QStringLiteral("reach");
    if (signal.startsWith(u"api.burn."))
        return QStringLiteral("budget");
    return signal;
}

bool fires(const AlertView &view)
{
    return view.alert->state == Alert::State::Firing;
}

/// "readiness, health and freshness"
QString listText(const QStringList &names)
{
    if (names.size() < 2)
        return names.join(QString());
    return groupWord("%1 and %2").arg(names.mid(0, names.size() - 1).join(QStringLiteral(", ")), names.back());
}

} // namespace

std::vector<AlertGroup> alertGroups(const Snapshot &snapshot)
{
    std::vector<AlertGroup> groups;
    for (const AlertView &view : liveAlerts(snapshot)) {
        const QString key = QStringLiteral("alert/%1/%2").arg(view.service->config.name, causeOf(view.rule->signal));
        auto group = std::ranges::find(groups, key, &AlertGroup::key);
        if (group == groups.end())
            group = groups.insert(groups.end(), AlertGroup{.key = key});
        group->alerts.push_back(view);
    }
    return groups;
}

QString alsoText(const AlertGroup &group, TimePoint now)
{
    QStringList firing;
    QStringList rest;
    const QString lead = fires(group.worst()) ? shortName(group.worst().rule->signal) : QString();
    for (const AlertView &view : group.alerts) {
        if (&view == &group.worst())
            continue;
        const QString name = shortName(view.rule->signal);
        QString words;
        if (fires(view)) {
            if (name != lead && !firing.contains(name))
                firing << name;
        } else if (const auto at = firesAt(view, now)) {
            words = groupWord("%1 %2 at %3").arg(name, consequence(*view.rule), clockText(*at));
        } else if (name != lead) {
            words = groupWord("%1 pending").arg(name);
        }
        if (!words.isEmpty() && !rest.contains(words))
            rest << words;
    }
    if (!firing.isEmpty())
        rest.prepend(groupWord("%1 firing").arg(listText(firing)));
    return rest.isEmpty() ? QString() : groupWord("also: %1").arg(rest.join(QStringLiteral(", ")));
}

std::vector<Fact> explanation(const AlertGroup &group, TimePoint now)
{
    std::vector<Fact> facts;
    for (const AlertView &view : group.alerts) {
        const size_t first = facts.size();
        std::ranges::move(explanation(view, now), std::back_inserter(facts));
        facts[first].heading = group.alerts.size() > 1;
    }
    return facts;
}

int firingCount(const Snapshot &snapshot)
{
    return int(std::ranges::count_if(alertGroups(snapshot), fires, &AlertGroup::worst));
}

} // namespace hubwatch::ui
