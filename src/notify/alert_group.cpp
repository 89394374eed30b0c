#include "notify/alert_group.h"

#include <QJsonDocument>
#include <algorithm>

namespace hubwatch {

namespace {
using Member = AlertGroup::Member;

constexpr Duration alertmanagerResend = 1min;
constexpr Duration alertmanagerKeepsResolved = 15min;
} // namespace

GroupPolicy groupPolicy(const Route &route)
{
    GroupPolicy policy{.sendResolved = route.sendResolved};
    switch (route.kind) {
    case Route::Kind::PagerDuty:
        policy.single = true;
        policy.tellAcknowledged = true;
        return policy;
    case Route::Kind::Alertmanager:
        policy.whole = true;
        policy.resend = alertmanagerResend;
        policy.keepResolved = alertmanagerKeepsResolved;
        return policy;
    case Route::Kind::Slack:
    case Route::Kind::Webhook: policy.tellAcknowledged = true; break;
    case Route::Kind::Desktop: break;
    }
    policy.wait = route.groupWait;
    policy.interval = route.groupInterval;
    policy.repeat = route.repeatInterval;
    return policy;
}

std::optional<TimePoint> groupDue(const AlertGroup &group, const GroupPolicy &policy)
{
    std::optional<TimePoint> due;
    const auto consider = [&due](TimePoint at) { due = due ? std::min(*due, at) : at; };
    const auto notBefore
        = [&](TimePoint at) { return group.lastSent ? std::max(at, *group.lastSent + policy.interval) : at; };
    if (!group.acknowledged.empty())
        consider(TimePoint());
    bool standing = false;
    bool kept = false;
    for (const auto &[id, member] : group.members) {
        if (member.fresh())
            consider(notBefore(member.since + policy.wait));
        if (member.worse())
            consider(member.since);
        if (member.ended() && !member.endTold)
            consider(notBefore(member.since));
        if (member.endTold && policy.resend)
            consider(member.since + policy.keepResolved);
        standing = standing || (member.alert.firing && member.told && member.confirmed);
        kept = kept || member.endTold;
    }
    if (group.lastSent && policy.resend && (standing || kept))
        consider(*group.lastSent + *policy.resend);
    if (group.lastSent && policy.repeat && standing)
        consider(*group.lastSent + *policy.repeat);
    return due;
}

QByteArray groupBytes(const AlertGroup &group, const QString &route)
{
    Notice told{.route = route, .key = group.key, .group = group.name, .at = group.lastSent.value_or(TimePoint())};
    QJsonObject withheld;
    QJsonObject ended;
    for (const auto &[id, member] : group.members) {
        if (!member.withheld.isEmpty())
            withheld.insert(dedupKey(member.alert.id), member.withheld);
        if (!member.told)
            continue;
        told.alerts.push_back(member.alert);
        told.alerts.back().severity = member.toldSeverity;
        if (member.endTold)
            ended.insert(dedupKey(member.alert.id), qint64(member.since.time_since_epoch().count()));
    }
    if (told.alerts.empty() && withheld.isEmpty())
        return {};
    QJsonObject json = noticeJson(told);
    json.insert(QStringLiteral("withheld"), withheld);
    json.insert(QStringLiteral("ended"), ended);
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

Result<AlertGroup> groupOf(const QByteArray &bytes)
{
    const QJsonObject json = QJsonDocument::fromJson(bytes).object();
    Result<Notice> told = noticeOf(json);
    if (!told)
        return tl::unexpected(told.error());
    AlertGroup group{.key = told->key, .name = told->group};
    if (told->at != TimePoint())
        group.lastSent = told->at;
    const QJsonObject withheld = json[QStringLiteral("withheld")].toObject();
    const QJsonObject ended = json[QStringLiteral("ended")].toObject();
    for (auto why = withheld.begin(); why != withheld.end(); ++why)
        group.withheldBefore.emplace(why.key(), why.value().toString());
    for (ToldAlert &alert : told->alerts) {
        const QString name = dedupKey(alert.id);
        Member member{
            .alert = std::move(alert), .told = true, .confirmed = false, .withheld = withheld[name].toString()};
        member.toldSeverity = member.alert.severity;
        member.since = member.alert.endedAt.value_or(told->at);
        if (ended.contains(name)) {
            member.endTold = true;
            member.since = TimePoint(Duration(ended[name].toInteger()));
        }
        const std::pair id(member.alert.id.service, member.alert.id.rule);
        group.members.emplace(id, std::move(member));
    }
    return group;
}

} // namespace hubwatch
