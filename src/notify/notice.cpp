#include "notify/notice.h"

#include <QJsonArray>
#include <array>

namespace hubwatch {

namespace {

using Event = Notice::Event;
using Reason = Notice::Reason;

constexpr std::array everyEvent = {Event::Trigger, Event::Acknowledge, Event::Resolve, Event::Test};
constexpr std::array everyReason
    = {Reason::FirstNotification, Reason::NewAlerts, Reason::NewResolved, Reason::AllResolved, Reason::Repeat,
       Reason::Acknowledged,      Reason::Worse,     Reason::Resend,      Reason::Test};

qint64 noticeMillis(TimePoint at)
{
    return at.time_since_epoch().count();
}

TimePoint noticeInstant(const QJsonValue &value)
{
    return TimePoint(Duration(value.toInteger()));
}

QJsonObject toldJson(const ToldAlert &alert)
{
    QJsonObject labels;
    for (auto label = alert.labels.begin(); label != alert.labels.end(); ++label)
        labels.insert(label.key(), label.value());
    QJsonObject json{{QStringLiteral("service"), alert.id.service},
                     {QStringLiteral("rule"), alert.id.rule},
                     {QStringLiteral("firing"), alert.firing},
                     {QStringLiteral("severity"), severityText(alert.severity)},
                     {QStringLiteral("title"), alert.title},
                     {QStringLiteral("details"), alert.details},
                     {QStringLiteral("cause"), alert.cause},
                     {QStringLiteral("incident"), alert.incident},
                     {QStringLiteral("n"), qint64(alert.n)},
                     {QStringLiteral("startedAt"), noticeMillis(alert.startedAt)},
                     {QStringLiteral("labels"), labels}};
    if (alert.value)
        json.insert(QStringLiteral("value"), *alert.value);
    if (alert.endedAt)
        json.insert(QStringLiteral("endedAt"), noticeMillis(*alert.endedAt));
    return json;
}

Result<ToldAlert> toldOf(const QJsonObject &json, int index)
{
    const QString service = json[QStringLiteral("service")].toString();
    const QString rule = json[QStringLiteral("rule")].toString();
    const QString severityWord = json[QStringLiteral("severity")].toString();
    const auto severity = parseSeverity(severityWord);
    if (service.isEmpty() || rule.isEmpty())
        return fail(Error::Kind::Malformed,
                    QStringLiteral("alerts[%1]: expected a service and a rule, found \"%2\" and \"%3\"")
                        .arg(index)
                        .arg(service, rule));
    if (!severity)
        return fail(Error::Kind::Malformed,
                    QStringLiteral("alerts[%1].severity: expected page, notify or ticket, found \"%2\"")
                        .arg(index)
                        .arg(severityWord));
    ToldAlert alert{.id = {service, rule},
                    .firing = json[QStringLiteral("firing")].toBool(true),
                    .severity = *severity,
                    .title = json[QStringLiteral("title")].toString(),
                    .details = json[QStringLiteral("details")].toString(),
                    .cause = json[QStringLiteral("cause")].toString(),
                    .incident = json[QStringLiteral("incident")].toInteger(),
                    .n = json[QStringLiteral("n")].toInteger(),
                    .startedAt = noticeInstant(json[QStringLiteral("startedAt")])};
    if (const QJsonValue value = json[QStringLiteral("value")]; value.isDouble())
        alert.value = value.toDouble();
    if (const QJsonValue ended = json[QStringLiteral("endedAt")]; ended.isDouble())
        alert.endedAt = noticeInstant(ended);
    const QJsonObject labels = json[QStringLiteral("labels")].toObject();
    for (auto label = labels.begin(); label != labels.end(); ++label)
        alert.labels.insert(label.key(), label.value().toString());
    return alert;
}

} // namespace

QString eventText(Event event)
{
    switch (event) {
    case Event::Trigger: return QStringLiteral("trigger");
    case Event::Acknowledge: return QStringLiteral("acknowledge");
    case Event::Resolve: return QStringLiteral("resolve");
    case Event::Test: return QStringLiteral("test");
    }
    Q_UNREACHABLE();
}

QString reasonText(Reason reason)
{
    switch (reason) {
    case Reason::FirstNotification: return QStringLiteral("first notification");
    case Reason::NewAlerts: return QStringLiteral("new alerts in group");
    case Reason::NewResolved: return QStringLiteral("new resolved in group");
    case Reason::AllResolved: return QStringLiteral("all resolved");
    case Reason::Repeat: return QStringLiteral("repeat interval");
    case Reason::Acknowledged: return QStringLiteral("acknowledged");
    case Reason::Worse: return QStringLiteral("grew worse");
    case Reason::Resend: return QStringLiteral("told again");
    case Reason::Test: return QStringLiteral("test");
    }
    Q_UNREACHABLE();
}

std::optional<Event> parseNoticeEvent(QStringView text)
{
    for (const Event event : everyEvent) {
        if (text == eventText(event))
            return event;
    }
    return std::nullopt;
}

std::optional<Reason> parseReason(QStringView text)
{
    for (const Reason reason : everyReason) {
        if (text == reasonText(reason))
            return reason;
    }
    return std::nullopt;
}

QJsonObject noticeJson(const Notice &notice)
{
    QJsonArray alerts;
    for (const ToldAlert &alert : notice.alerts)
        alerts.append(toldJson(alert));
    return {{QStringLiteral("id"), notice.id},
            {QStringLiteral("route"), notice.route},
            {QStringLiteral("event"), eventText(notice.event)},
            {QStringLiteral("reason"), reasonText(notice.reason)},
            {QStringLiteral("key"), notice.key},
            {QStringLiteral("group"), notice.group},
            {QStringLiteral("alerts"), alerts},
            {QStringLiteral("by"), notice.by},
            {QStringLiteral("note"), notice.note},
            {QStringLiteral("at"), noticeMillis(notice.at)},
            {QStringLiteral("repeatable"), notice.repeatable}};
}

Result<Notice> noticeOf(const QJsonObject &json)
{
    const QString eventWord = json[QStringLiteral("event")].toString();
    const QString reasonWord = json[QStringLiteral("reason")].toString();
    const auto event = parseNoticeEvent(eventWord);
    const auto reason = parseReason(reasonWord);
    if (!event)
        return fail(
            Error::Kind::Malformed,
            QStringLiteral("event: expected trigger, acknowledge, resolve or test, found \"%1\"").arg(eventWord));
    if (!reason)
        return fail(
            Error::Kind::Malformed,
            QStringLiteral("reason: expected one such as \"first notification\", found \"%1\"").arg(reasonWord));
    Notice notice{.id = json[QStringLiteral("id")].toInteger(),
                  .route = json[QStringLiteral("route")].toString(),
                  .event = *event,
                  .reason = *reason,
                  .key = json[QStringLiteral("key")].toString(),
                  .group = json[QStringLiteral("group")].toString(),
                  .by = json[QStringLiteral("by")].toString(),
                  .note = json[QStringLiteral("note")].toString(),
                  .at = noticeInstant(json[QStringLiteral("at")]),
                  .repeatable = json[QStringLiteral("repeatable")].toBool()};
    int index = 0;
    const QJsonArray alerts = json[QStringLiteral("alerts")].toArray();
    for (const QJsonValue &value : alerts) {
        Result<ToldAlert> alert = toldOf(value.toObject(), index++);
        if (!alert)
            return tl::unexpected(alert.error());
        notice.alerts.push_back(std::move(*alert));
    }
    return notice;
}

} // namespace hubwatch
