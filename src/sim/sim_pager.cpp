#include "sim/sim_pager.h"

#include "sim/sim_hubspot_answers.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostPagerBytes = 512'000;
constexpr qsizetype longestPagerSummary = 1'024;
constexpr qsizetype longestPagerKey = 255;
constexpr qsizetype routingKeyLength = 32;
constexpr size_t mostPagerEvents = 20'000; ///< kept for the log

ServedReply pagerReply(int status, const char *word, const QString &message, const QStringList &errors = {})
{
    QJsonObject json{{"status"_L1, QString::fromLatin1(word)}, {"message"_L1, message}};
    if (!errors.isEmpty())
        json.insert("errors"_L1, QJsonArray::fromStringList(errors));
    return jsonReply(status, json);
}

qsizetype codePoints(const QString &text)
{
    return qsizetype(text.toUcs4().size());
}

void judgeKey(const QJsonObject &event, const QString &routingKey, QStringList &faults)
{
    const QString key = event.value("routing_key"_L1).toString();
    if (key.trimmed().isEmpty())
        faults += QStringLiteral("'routing_key' is missing or blank");
    else if (key.size() != routingKeyLength)
        faults += QStringLiteral("Length of 'routing_key' is incorrect (should be 32 characters)");
    else if (key != routingKey)
        faults += QStringLiteral("Invalid routing key");
}

void judgePayload(const QJsonObject &payload, QStringList &faults)
{
    for (const auto field : {"summary"_L1, "source"_L1, "severity"_L1})
        if (payload.value(field).toString().trimmed().isEmpty())
            faults += QStringLiteral("'payload.%1' is missing or blank").arg(field);
    if (codePoints(payload.value("summary"_L1).toString()) > longestPagerSummary)
        faults += QStringLiteral("'payload.summary' is too long (at most 1024 characters)");
    static const QStringList severities{QStringLiteral("critical"), QStringLiteral("error"), QStringLiteral("warning"),
                                        QStringLiteral("info")};
    if (const QString severity = payload.value("severity"_L1).toString();
        !severity.isEmpty() && !severities.contains(severity))
        faults += QStringLiteral("'payload.severity' is invalid (must be one of the following: 'critical', 'warning', "
                                 "'error' or 'info')");
    if (const QJsonValue at = payload.value("timestamp"_L1);
        !at.isUndefined() && !QDateTime::fromString(at.toString(), Qt::ISODateWithMs).isValid())
        faults += QStringLiteral("'payload.timestamp' is not a valid ISO 8601 instant");
    for (const auto field : {"component"_L1, "group"_L1, "class"_L1})
        if (const QJsonValue text = payload.value(field); !text.isUndefined() && !text.isString())
            faults += QStringLiteral("'payload.%1' must be a string").arg(field);
}

QString stateWord(SimPage::State state)
{
    switch (state) {
    case SimPage::State::Triggered: return QStringLiteral("triggered");
    case SimPage::State::Acknowledged: return QStringLiteral("acknowledged");
    case SimPage::State::Resolved: return QStringLiteral("resolved");
    }
    Q_UNREACHABLE();
}

} // namespace

QStringList pagerFaults(const QJsonObject &event, const QString &routingKey)
{
    QStringList faults;
    judgeKey(event, routingKey, faults);
    static const QStringList actions{QStringLiteral("trigger"), QStringLiteral("acknowledge"),
                                     QStringLiteral("resolve")};
    const QString action = event.value("event_action"_L1).toString();
    if (!actions.contains(action))
        faults += QStringLiteral("'event_action' is invalid (must be 'trigger', 'acknowledge' or 'resolve')");
    const QJsonValue key = event.value("dedup_key"_L1);
    if (!key.isUndefined() && !key.isString())
        faults += QStringLiteral("'dedup_key' must be a string");
    if (codePoints(key.toString()) > longestPagerKey)
        faults += QStringLiteral("'dedup_key' is too long (at most 255 characters)");
    if (action != "trigger"_L1 && key.toString().isEmpty())
        faults += QStringLiteral("'dedup_key' is missing or blank");
    if (action == "trigger"_L1 && !event.value("payload"_L1).isObject())
        faults += QStringLiteral("'payload' is missing or not an object");
    else if (action == "trigger"_L1)
        judgePayload(event.value("payload"_L1).toObject(), faults);
    return faults;
}

SimPager::SimPager(Clock &clock, std::uint64_t seed)
    : m_routingKey(QString::fromLatin1(
        QCryptographicHash::hash("pager" + QByteArray::number(qulonglong(seed)), QCryptographicHash::Md5).toHex()))
    , m_receiver(clock,
                 {.answer = [this](const ServedRequest &request, TimePoint now) { return answer(request, now); },
                  .refusal =
                      [](int status) {
                          if (status == 429)
                              return pagerReply(429, "throttle exceeded",
                                                QStringLiteral("Requests for this service are arriving too quickly. "
                                                               "Please retry later."));
                          return pagerReply(status, status >= 500 ? "error" : "invalid event",
                                            QStringLiteral("Told to answer %1").arg(status));
                      },
                  .log = [this] { return log(); },
                  .forget =
                      [this] {
                          m_events.clear();
                          m_pages.clear();
                      }})
{ }

QUrl SimPager::url() const
{
    QUrl url = m_receiver.url();
    if (url.isValid())
        url.setPath(QStringLiteral("/v2/enqueue"));
    return url;
}

QJsonObject SimPager::introduction() const
{
    return {{"url"_L1, url().toString()}, {"routingKey"_L1, m_routingKey}};
}

ServedReply SimPager::answer(const ServedRequest &request, TimePoint now)
{
    if (request.path != "/v2/enqueue")
        return pagerReply(404, "not found", QStringLiteral("Not Found"));
    if (request.method != "POST")
        return pagerReply(405, "invalid event", QStringLiteral("Method Not Allowed"));
    const QJsonDocument json = QJsonDocument::fromJson(request.body);
    const QJsonObject event = json.object();
    QStringList faults;
    if (request.body.size() > mostPagerBytes)
        faults += QStringLiteral("The event is too large (at most 512000 bytes)");
    else if (!request.header("Content-Type").startsWith("application/json") || !json.isObject())
        faults += QStringLiteral("JSON cannot be parsed");
    else
        faults = pagerFaults(event, m_routingKey);
    QString key = event.value("dedup_key"_L1).toString();
    if (key.isEmpty())
        key = QString::fromLatin1(QCryptographicHash::hash(request.body, QCryptographicHash::Md5).toHex());
    if (m_events.size() >= mostPagerEvents)
        m_events.erase(m_events.begin(), m_events.begin() + mostPagerEvents / 2);
    m_events.push_back({{"at"_L1, qint64(now.time_since_epoch().count())},
                        {"action"_L1, event.value("event_action"_L1).toString()},
                        {"dedup_key"_L1, key},
                        {"summary"_L1, event.value("payload"_L1).toObject().value("summary"_L1).toString()},
                        {"errors"_L1, QJsonArray::fromStringList(faults)}});
    if (!faults.isEmpty())
        return pagerReply(request.body.size() > mostPagerBytes ? 413 : 400, "invalid event",
                          QStringLiteral("Event object is invalid"), faults);
    take(event, key);
    return jsonReply(202, {{"status"_L1, "success"_L1}, {"message"_L1, "Event processed"_L1}, {"dedup_key"_L1, key}});
}

void SimPager::take(const QJsonObject &event, const QString &key)
{
    const QString action = event.value("event_action"_L1).toString();
    const bool known = m_pages.contains(key);
    // One may come before its trigger: it has no effect, as with the real one.
    SimPage &page = m_pages[key];
    if (action == "trigger"_L1) {
        ++page.triggers;
        if (page.opened == 0 || page.state == SimPage::State::Resolved) {
            ++page.opened;
            page.state = SimPage::State::Triggered;
        }
        const QJsonObject payload = event.value("payload"_L1).toObject();
        page.summary = payload.value("summary"_L1).toString();
        page.severity = payload.value("severity"_L1).toString();
    } else if (action == "acknowledge"_L1) {
        ++page.acknowledges;
        if (known && page.state == SimPage::State::Triggered)
            page.state = SimPage::State::Acknowledged;
    } else {
        ++page.resolves;
        page.state = SimPage::State::Resolved;
    }
}

QJsonObject SimPager::log() const
{
    QJsonArray events;
    for (const QJsonObject &event : m_events)
        events.append(event);
    QJsonObject pages;
    for (const auto &[key, page] : m_pages)
        pages.insert(key,
                     QJsonObject{{"state"_L1, stateWord(page.state)},
                                 {"triggers"_L1, page.triggers},
                                 {"acknowledges"_L1, page.acknowledges},
                                 {"resolves"_L1, page.resolves},
                                 {"opened"_L1, page.opened},
                                 {"summary"_L1, page.summary},
                                 {"severity"_L1, page.severity}});
    return {{"events"_L1, events}, {"incidents"_L1, pages}};
}

} // namespace hubwatch
