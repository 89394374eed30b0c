#include "ui/now/alert_groups.h"

#include "ui/format.h"
#include "ui/now/service_words.h"

#include <QCoreApplication>
#include <QHash>
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

using GroupKey = std::pair<const ServiceState *, QString>;
using IdKey = std::pair<QString, QString>; ///< service, rule

IdKey keyOf(const AlertId &id)
{
    return {id.service, id.rule};
}

/// Puts what is hidden under its cause.
class HiddenPlaces
{
public:
    explicit HiddenPlaces(const std::vector<Inhibition> &inhibitions)
    {
        for (const Inhibition &inhibition : inhibitions)
            m_inhibitions.insert(keyOf(inhibition.alert), &inhibition);
    }

    /// False when nothing hides it.
    bool take(const AlertView &view, std::vector<HiddenAlerts> &all)
    {
        if (m_inhibitions.isEmpty())
            return false;
        const Inhibition *inhibition = m_inhibitions.value({view.alert->service, view.alert->rule});
        if (!inhibition)
            return false;
        const IdKey cause = inhibition->by ? keyOf(*inhibition->by) : IdKey({}, inhibition->why);
        if (!m_places.contains(cause)) {
            m_places.insert(cause, all.size());
            all.push_back({.by = inhibition->by, .cause = inhibition->cause, .why = inhibition->why});
        }
        all[m_places.value(cause)].alerts.push_back(view);
        return true;
    }

private:
    QHash<IdKey, const Inhibition *> m_inhibitions = {};
    QHash<IdKey, size_t> m_places = {};
};

/// Which alerts a mute that holds keeps quiet.
class MutedAlerts
{
public:
    explicit MutedAlerts(const AlertingState &alerting)
        : m_facts(alerting.facts)
    {
        for (const MuteState &mute : alerting.mutes) {
            if (mute.active)
                m_sets.emplace_back(mute.mute.matchers);
        }
    }

    bool holds(const AlertView &view) const
    {
        if (m_sets.empty())
            return false;
        const AlertLabels labels = labelsOf(*view.alert, *view.rule, m_facts);
        return std::ranges::any_of(m_sets, [&](const MatcherSet &set) { return set.matches(labels); });
    }

private:
    const CauseFacts &m_facts;
    std::vector<MatcherSet> m_sets = {};
};

class AckIndex
{
public:
    explicit AckIndex(const std::vector<Acknowledgement> &acks)
    {
        for (const Acknowledgement &ack : acks)
            m_acks.insert(keyOf(ack.alert), &ack);
    }

    /// The newest, when every alert of the group that fires is taken on; else nullptr.
    const Acknowledgement *of(const AlertGroup &group) const
    {
        const Acknowledgement *newest = nullptr;
        for (const AlertView &view : group.alerts) {
            if (!fires(view))
                continue;
            const Acknowledgement *ack = m_acks.value({view.alert->service, view.alert->rule});
            if (!ack)
                return nullptr;
            if (!newest || ack->at > newest->at)
                newest = ack;
        }
        return newest;
    }

private:
    QHash<IdKey, const Acknowledgement *> m_acks = {};
};

/// "readiness, health and freshness"
QString listText(const QStringList &names)
{
    if (names.size() < 2)
        return names.join(QString());
    return groupWord("%1 and %2").arg(names.mid(0, names.size() - 1).join(QStringLiteral(", ")), names.back());
}

} // namespace

int AlertBoard::loud() const
{
    return int(
        std::ranges::count_if(groups, [](const AlertGroup &group) { return group.fires() && group.ack == nullptr; }));
}

size_t AlertBoard::alerts() const
{
    size_t all = muted.size();
    for (const AlertGroup &group : groups)
        all += group.alerts.size();
    for (const HiddenAlerts &one : hidden)
        all += one.alerts.size();
    return all;
}

AlertBoard boardOf(const Snapshot &snapshot, const AlertFilter &filter)
{
    AlertBoard board;
    const AlertingState &alerting = snapshot.alerting;
    QHash<GroupKey, size_t> places;
    HiddenPlaces hidden(alerting.inhibitions);
    const MutedAlerts muted(alerting);
    for (const AlertView &view : liveAlerts(snapshot)) {
        if (!filter.matches(view, alerting.facts))
            continue;
        if (hidden.take(view, board.hidden))
            continue;
        if (muted.holds(view)) {
            board.muted.push_back(view);
            continue;
        }
        const GroupKey key(view.service, causeOf(view.rule->signal));
        const auto place = places.constFind(key);
        if (place != places.constEnd()) {
            board.groups[*place].alerts.push_back(view);
            continue;
        }
        places.insert(key, board.groups.size());
        board.groups.push_back(
            {.key = QStringLiteral("alert/%1/%2").arg(view.service->config.name, key.second), .alerts = {view}});
    }
    if (!alerting.acks.empty()) {
        const AckIndex acks(alerting.acks);
        for (AlertGroup &group : board.groups)
            group.ack = acks.of(group);
        std::ranges::stable_partition(board.groups, [](const AlertGroup &group) { return group.ack == nullptr; });
    }
    return board;
}

std::vector<AlertGroup> alertGroups(const Snapshot &snapshot)
{
    return boardOf(snapshot).groups;
}

AlertId idOf(const AlertView &view)
{
    return {view.alert->service, view.alert->rule};
}

std::vector<AlertId> idsOf(const AlertGroup &group)
{
    std::vector<AlertId> ids;
    for (const AlertView &view : group.alerts)
        ids.push_back(idOf(view));
    return ids;
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
    constexpr size_t mostExplained = 6;
    std::vector<Fact> facts;
    for (const AlertView &view : group.alerts) {
        if (&view - group.alerts.data() == std::ptrdiff_t(mostExplained)) {
            facts.push_back(
                {.name = groupWord("More"),
                 .value = groupWord("%1 other rules, all on Rules").arg(group.alerts.size() - mostExplained),
                 .heading = true});
            break;
        }
        const size_t first = facts.size();
        std::ranges::move(explanation(view, now), std::back_inserter(facts));
        facts[first].heading = group.alerts.size() > 1;
    }
    return facts;
}

int firingCount(const Snapshot &snapshot)
{
    return boardOf(snapshot).loud();
}

} // namespace hubwatch::ui
