#include "notify/grouper.h"

#include "base/log.h"

#include <QUrl>
#include <algorithm>

namespace hubwatch {

namespace {

using Reason = Notice::Reason;

QString groupKeyOf(const ToldAlert &alert, const GroupPolicy &policy)
{
    if (policy.single)
        return dedupKey(alert.id);
    if (policy.whole)
        return QStringLiteral("hubwatch");
    return QStringLiteral("hubwatch/%1/%2").arg(alert.id.service, alert.cause);
}

} // namespace

Grouper::Grouper(Route route)
    : m_route(std::move(route))
    , m_policy(groupPolicy(m_route))
{ }

QString Grouper::prefix() const
{
    return QStringLiteral("group/%1/").arg(QString::fromLatin1(QUrl::toPercentEncoding(m_route.name)));
}

void Grouper::setRoute(const Route &route)
{
    m_route = route;
    m_policy = groupPolicy(route);
}

bool Grouper::knows(const AlertId &alert) const
{
    return m_groupOf.contains({alert.service, alert.rule});
}

/// An alert stays in the group it is in, whatever is learned about its cause.
AlertGroup &Grouper::groupFor(const AlertNews &news)
{
    const Id id(news.told.id.service, news.told.id.rule);
    const auto known = m_groupOf.find(id);
    const QString key = known == m_groupOf.end() ? groupKeyOf(news.told, m_policy) : known->second;
    if (known == m_groupOf.end())
        m_groupOf.emplace(id, key);
    AlertGroup &group = m_groups[key];
    if (group.key.isEmpty()) {
        group.key = key;
        group.name = m_policy.whole ? QStringLiteral("Hubwatch") : news.told.id.service;
    }
    return group;
}

void Grouper::withhold(AlertGroup &group, Member &member, const QString &why, TimePoint now)
{
    if (member.withheld == why)
        return;
    member.withheld = why;
    Notice notice = noticeFor(group, now);
    notice.key = m_policy.whole ? dedupKey(member.alert.id) : group.key;
    notice.event = member.alert.firing ? Notice::Event::Trigger : Notice::Event::Resolve;
    notice.reason = member.told ? Reason::Repeat : Reason::FirstNotification;
    notice.alerts = {member.alert};
    m_due.withheld.push_back({std::move(notice), why});
    m_touched.insert(group.key);
}

void Grouper::take(const AlertNews &news, TimePoint now)
{
    const Id id(news.told.id.service, news.told.id.rule);
    if (!news.told.firing && !m_groupOf.contains(id))
        return;
    AlertGroup &group = groupFor(news);
    auto found = group.members.find(id);
    if (found == group.members.end()) {
        Member member{.alert = news.told, .quiet = news.quiet, .since = now};
        if (!group.withheldBefore.empty()) {
            const auto before = group.withheldBefore.find(dedupKey(news.told.id));
            if (before != group.withheldBefore.end())
                member.withheld = before->second;
        }
        found = group.members.emplace(id, std::move(member)).first;
    }
    Member &member = found->second;
    if (!news.told.firing)
        return end(group, member, news.told, now);

    const bool wasFresh = member.fresh();
    if (member.endTold) { // it fires anew after its end was told
        member.told = false;
        member.endTold = false;
    }
    const bool wasWorse = member.worse();
    member.alert = news.told;
    member.confirmed = true;
    member.quiet = news.quiet;
    member.acknowledged = news.acknowledged;
    member.grew = member.grew || news.worse;
    if ((member.fresh() && !wasFresh) || (member.worse() && !wasWorse))
        member.since = now;
    if (news.quiet.kind == Quiet::Kind::No)
        member.withheld.clear();
    else
        withhold(group, member, news.quiet.why, now);
}

void Grouper::end(AlertGroup &group, Member &member, const ToldAlert &told, TimePoint now)
{
    if (!member.alert.firing)
        return;
    const Id id(told.id.service, told.id.rule);
    member.alert = told;
    member.since = now;
    if (member.told && m_policy.sendResolved)
        return;
    if (!member.told && member.quiet.kind == Quiet::Kind::No)
        withhold(group, member, QStringLiteral("resolved before it could be told"), now);
    m_touched.insert(group.key);
    group.members.erase(id);
    m_groupOf.erase(id);
}

void Grouper::reconcile(const std::vector<const AlertNews *> &firing, TimePoint now)
{
    std::set<Id> standing;
    for (const AlertNews *news : firing) {
        standing.emplace(news->told.id.service, news->told.id.rule);
        take(*news, now);
    }
    std::vector<AlertNews> gone;
    for (const auto &[key, group] : m_groups) {
        for (const auto &[id, member] : group.members) {
            if (!member.alert.firing || standing.contains(id))
                continue;
            AlertNews news{.told = member.alert};
            news.told.firing = false;
            news.told.endedAt = now;
            gone.push_back(std::move(news));
        }
    }
    for (const AlertNews &news : gone)
        take(news, now);
}

void Grouper::acknowledged(const AlertNews &alert, const QString &by, const QString &note)
{
    const Id id(alert.told.id.service, alert.told.id.rule);
    const auto key = m_groupOf.find(id);
    if (key == m_groupOf.end())
        return;
    AlertGroup &group = m_groups[key->second];
    const auto member = group.members.find(id);
    if (member == group.members.end())
        return;
    member->second.acknowledged = true;
    // Of what was not told yet there is nothing to acknowledge on the other side.
    if (m_policy.tellAcknowledged && member->second.told && member->second.alert.firing)
        group.acknowledged.push_back({alert.told.id, by, note});
}

Notice Grouper::noticeFor(const AlertGroup &group, TimePoint now) const
{
    return {.route = m_route.name,
            .key = group.key,
            .group = group.name,
            .at = now,
            .repeatable = m_policy.resend.has_value()};
}

void Grouper::tellAcknowledged(AlertGroup &group, TimePoint now)
{
    if (group.acknowledged.empty())
        return;
    Notice notice = noticeFor(group, now);
    notice.event = Notice::Event::Acknowledge;
    notice.reason = Reason::Acknowledged;
    notice.by = group.acknowledged.back().by;
    notice.note = group.acknowledged.back().note;
    for (const AlertGroup::Acknowledged &one : group.acknowledged) {
        const auto member = group.members.find({one.alert.service, one.alert.rule});
        if (member != group.members.end() && member->second.alert.firing)
            notice.alerts.push_back(member->second.alert);
    }
    group.acknowledged.clear();
    if (!notice.alerts.empty())
        m_due.notices.push_back(std::move(notice));
}

void Grouper::tell(AlertGroup &group, TimePoint now)
{
    tellAcknowledged(group, now);
    Notice notice = noticeFor(group, now);
    std::vector<ToldAlert> ended;
    bool fresh = false;
    bool worse = false;
    bool newlyEnded = false;
    bool stands = false; // something fires of which people know, or will now
    bool open = false;   // and nobody has taken it on
    for (const auto &[id, member] : group.members) {
        fresh = fresh || member.fresh();
        worse = worse || member.worse();
        newlyEnded = newlyEnded || (member.ended() && !member.endTold);
        if (member.ended()) {
            ended.push_back(member.alert);
        } else if (member.fresh() || member.told) {
            stands = true;
            open = open || (!member.acknowledged && member.quiet.kind == Quiet::Kind::No);
            // What is quiet now is not told anew; Alertmanager would take its absence for an end.
            if (member.quiet.kind == Quiet::Kind::No || m_policy.whole)
                notice.alerts.push_back(member.alert);
        }
    }
    const bool first = !group.lastSent;
    const bool repeatDue = group.lastSent && m_policy.repeat && stands && now >= *group.lastSent + *m_policy.repeat;
    if (first || fresh || newlyEnded || worse) {
        notice.reason = first ? Reason::FirstNotification
            : fresh           ? Reason::NewAlerts
            : worse           ? Reason::Worse
            : stands          ? Reason::NewResolved
                              : Reason::AllResolved;
    } else if (m_policy.resend) {
        notice.reason = Reason::Resend;
    } else if (repeatDue && open) {
        notice.reason = Reason::Repeat;
    } else {
        if (repeatDue) {
            for (auto &[id, member] : group.members) {
                if (member.acknowledged && member.alert.firing)
                    withhold(group, member, QStringLiteral("not repeated: it is acknowledged"), now);
            }
            group.lastSent = now;
        }
        return;
    }
    if (!stands)
        notice.event = Notice::Event::Resolve;
    notice.alerts.insert(notice.alerts.end(), std::make_move_iterator(ended.begin()),
                         std::make_move_iterator(ended.end()));
    if (!notice.alerts.empty())
        m_due.notices.push_back(std::move(notice));

    group.lastSent = now;
    m_touched.insert(group.key);
    for (auto entry = group.members.begin(); entry != group.members.end();) {
        Member &member = entry->second;
        if (member.worse() || member.fresh())
            member.toldSeverity = member.alert.severity;
        member.grew = false;
        member.told = member.told || member.fresh();
        if (member.ended() && !member.endTold) {
            member.endTold = true;
            member.since = now;
        }
        const bool over = member.endTold && now >= member.since + m_policy.keepResolved;
        if (over)
            m_groupOf.erase(entry->first);
        entry = over ? group.members.erase(entry) : std::next(entry);
    }
}

Grouper::Due Grouper::due(TimePoint now)
{
    for (auto &[key, group] : m_groups) {
        // A clock that was set back must not make anybody wait.
        if (group.lastSent && *group.lastSent > now)
            group.lastSent = now;
        for (auto &[id, member] : group.members)
            member.since = std::min(member.since, now);
        const auto at = groupDue(group, m_policy);
        if (at && *at <= now)
            tell(group, now);
    }
    for (const QString &key : m_touched) {
        const auto group = m_groups.find(key);
        const bool gone = group == m_groups.end() || group->second.members.empty();
        m_due.values[prefix() + key] = gone ? QByteArray() : groupBytes(group->second, m_route.name);
        if (gone && group != m_groups.end())
            m_groups.erase(group);
    }
    m_touched.clear();
    return std::exchange(m_due, {});
}

std::optional<TimePoint> Grouper::nextDue() const
{
    std::optional<TimePoint> next;
    for (const auto &[key, group] : m_groups) {
        if (const auto at = groupDue(group, m_policy))
            next = next ? std::min(*next, *at) : *at;
    }
    return next;
}

void Grouper::restore(const Outbox::Values &values)
{
    for (const auto &[key, value] : values) {
        Result<AlertGroup> group = groupOf(value);
        if (!group) {
            // What it held is told anew with the next reconcile(): better twice than never.
            qCWarning(logAlerts).noquote() << "group" << key << "cannot be read:" << group.error().detail;
            m_touched.insert(key.mid(prefix().size()));
            continue;
        }
        for (const auto &[id, member] : group->members)
            m_groupOf[id] = group->key;
        m_groups[group->key] = std::move(*group);
    }
}

} // namespace hubwatch
