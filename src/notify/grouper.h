// Grouper: which alerts of a route are told, together with which others, when, and why.
#pragma once

#include "notify/alert_group.h"
#include "notify/outbox.h"

#include <set>

namespace hubwatch {

/// The groups of one route, as Alertmanager has them. Pure: time is an argument.
///
/// Slack, webhook and desktop: by service and cause, with the route's waits. PagerDuty: each alert by itself, at once.
/// Alertmanager: all that fires, at once and again each minute.
class Grouper
{
public:
    explicit Grouper(Route route);

    const Route &route() const { return m_route; }
    /// The waits of a route may change while its groups stand.
    void setRoute(const Route &route);

    void take(const AlertNews &news, TimePoint now);
    /// `firing` is all that fires on this route: what else was told of has ended.
    void reconcile(const std::vector<const AlertNews *> &firing, TimePoint now);
    void acknowledged(const AlertNews &alert, const QString &by, const QString &note);
    bool knows(const AlertId &alert) const;

    /// What is to be told now; counts as told from here on. What stands is stored together with it.
    struct Due {
        std::vector<Notice> notices = {};
        std::vector<Withheld> withheld = {};
        Outbox::Values values = {};
    };
    Due due(TimePoint now);
    std::optional<TimePoint> nextDue() const;

    /// Values whose keys begin so are this route's groups.
    QString prefix() const;
    void restore(const Outbox::Values &values);

private:
    using Id = std::pair<QString, QString>;
    using Member = AlertGroup::Member;

    AlertGroup &groupFor(const AlertNews &news);
    void end(AlertGroup &group, Member &member, const ToldAlert &told, TimePoint now);
    void withhold(AlertGroup &group, Member &member, const QString &why, TimePoint now);
    void tell(AlertGroup &group, TimePoint now);
    void tellAcknowledged(AlertGroup &group, TimePoint now);
    Notice noticeFor(const AlertGroup &group, TimePoint now) const;

    Route m_route;
    GroupPolicy m_policy;
    std::map<QString, AlertGroup> m_groups = {};
    std::map<Id, QString> m_groupOf = {};
    std::set<QString> m_touched = {}; ///< groups whose stored state is old
    Due m_due = {};
};

} // namespace hubwatch
