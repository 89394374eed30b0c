// AlertGroup: alerts that are told together on one route, and what was told of them.
#pragma once

#include "alerts/route.h"
#include "notify/alert_news.h"

#include <map>
#include <utility>

namespace hubwatch {

/// How a kind of route is told: the waits, and whether each alert stands for itself.
struct GroupPolicy {
    Duration wait = {};
    Duration interval = {};
    std::optional<Duration> repeat = {}; ///< while something fires that nobody has acknowledged
    std::optional<Duration> resend = {}; ///< Alertmanager forgets what it is not told again
    Duration keepResolved = {};          ///< resent for so long, so that a lost "resolved" heals
    bool single = false;
    bool whole = false; ///< everything on the route is one group
    bool tellAcknowledged = false;
    bool sendResolved = true;

    bool operator==(const GroupPolicy &) const = default;
};
GroupPolicy groupPolicy(const Route &route);

struct AlertGroup {
    struct Member {
        ToldAlert alert = {}; ///< as it is now
        Quiet quiet = {};
        bool acknowledged = false;
        bool told = false; ///< people know that it fires
        bool endTold = false;
        bool grew = false;     ///< worse than when it was acknowledged, and not told so yet
        bool confirmed = true; ///< heard of since the start: what was firing at the last end may have ceased
        Rule::Severity toldSeverity = Rule::Severity::Ticket;
        QString withheld = {}; ///< the reason the ledger has last
        TimePoint since = {};  ///< when what is to be told of it began

        bool fresh() const { return alert.firing && !told && quiet.kind == Quiet::Kind::No; }
        bool worse() const { return alert.firing && told && (grew || alert.severity < toldSeverity); }
        bool ended() const { return told && !alert.firing; }
        bool operator==(const Member &) const = default;
    };
    struct Acknowledged {
        AlertId alert = {};
        QString by = {};
        QString note = {};

        bool operator==(const Acknowledged &) const = default;
    };

    QString key = {};
    QString name = {}; ///< for people
    std::map<std::pair<QString, QString>, Member> members = {};
    std::vector<Acknowledged> acknowledged = {}; ///< to be told
    std::optional<TimePoint> lastSent = {};
    std::map<QString, QString> withheldBefore = {}; ///< by dedupKey(): what the ledger had at the last end

    bool operator==(const AlertGroup &) const = default;
};

/// When the group has something to say next; nullopt: not by itself.
std::optional<TimePoint> groupDue(const AlertGroup &group, const GroupPolicy &policy);

/// What was told, for the next start; empty when nothing was.
QByteArray groupBytes(const AlertGroup &group, const QString &route);
Result<AlertGroup> groupOf(const QByteArray &bytes);

} // namespace hubwatch
