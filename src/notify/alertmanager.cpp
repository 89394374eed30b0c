#include "notify/alertmanager.h"

#include "base/time_text.h"
#include "notify/told_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t mostAlertsAtOnce = 500;
constexpr Duration validity = 4min; ///< four times the minute after which it is told again
constexpr QLatin1StringView testName = "HubwatchTest"_L1;

/// As Prometheus allows: letters, digits and underscores, no digit first.
QString labelName(const QString &text)
{
    QString name;
    for (const QChar c : text) {
        const bool letter = (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_';
        const bool digit = c >= u'0' && c <= u'9';
        if (digit && name.isEmpty())
            name += u'_';
        name += letter || digit ? c : QChar(u'_');
    }
    return name.isEmpty() ? QStringLiteral("_") : name;
}

QJsonObject alertLabels(const ToldAlert &alert)
{
    QJsonObject labels;
    for (auto it = alert.labels.begin(); it != alert.labels.end(); ++it)
        if (!it.value().isEmpty())
            labels.insert(labelName(it.key()), it.value());
    labels.insert("alertname"_L1, alert.id.rule);
    if (!labels.contains("service"_L1) && !alert.id.service.isEmpty())
        labels.insert("service"_L1, alert.id.service);
    if (!labels.contains("severity"_L1))
        labels.insert("severity"_L1, severityName(alert.severity));
    return labels;
}

QJsonObject managerAlert(const ToldAlert &alert, const Notice &notice, TimePoint now)
{
    QJsonObject annotations{{"summary"_L1, alert.title}};
    if (!alert.details.isEmpty())
        annotations.insert("description"_L1, alert.details);
    if (!alert.cause.isEmpty())
        annotations.insert("cause"_L1, alert.cause);
    if (notice.event == Notice::Event::Acknowledge)
        annotations.insert("acknowledged"_L1, changeLine(notice));
    // A clock that was set back must not make an alert that ends before it begins: those are refused.
    const TimePoint starts = std::min(alert.startedAt, now);
    const TimePoint ends = alert.firing ? now + validity : std::clamp(alert.endedAt.value_or(now), starts, now);
    return {{"labels"_L1, alertLabels(alert)},
            {"annotations"_L1, annotations},
            {"startsAt"_L1, utcText(starts)},
            {"endsAt"_L1, utcText(ends)}};
}

QJsonObject testAlert(const Notice &notice, TimePoint now)
{
    return {{"labels"_L1,
             QJsonObject{{"alertname"_L1, testName}, {"severity"_L1, "ticket"_L1}, {"test"_L1, testLabel(notice)}}},
            {"annotations"_L1, QJsonObject{{"summary"_L1, headline(notice)}}},
            {"startsAt"_L1, utcText(now)},
            {"endsAt"_L1, utcText(now + validity)}};
}

/// Alertmanager answers a JSON string, or an object with a message.
QString managerWords(const QByteArray &body)
{
    const QJsonDocument json = QJsonDocument::fromJson(body);
    if (json.isObject())
        return json.object().value("message"_L1).toString();
    const QJsonDocument wrapped = QJsonDocument::fromJson('[' + body + ']');
    return wrapped.array().at(0).toString();
}

} // namespace

/// The bodies of one delivery, sent one after another.
struct AlertmanagerCourier::Posting {
    DeliveryCall call = {};
    Secret key = {};
    Notice notice = {};
    std::vector<QByteArray> bodies = {};
    size_t next = 0;
    Duration took = {};
};

QUrl alertmanagerUrl(const QUrl &base, const QString &path)
{
    QUrl url = base;
    QString prefix = url.path();
    while (prefix.endsWith(u'/'))
        prefix.chop(1);
    url.setPath(prefix + path);
    return url;
}

QString testLabel(const Notice &notice)
{
    return QStringLiteral("%1 %2").arg(notice.route, utcText(notice.at));
}

std::vector<QByteArray> alertmanagerBodies(const Notice &notice, TimePoint now)
{
    if (notice.event == Notice::Event::Test)
        return {QJsonDocument(QJsonArray{testAlert(notice, now)}).toJson(QJsonDocument::Compact)};
    std::vector<QByteArray> bodies;
    for (size_t from = 0; from < notice.alerts.size(); from += mostAlertsAtOnce) {
        QJsonArray alerts;
        const size_t end = std::min(notice.alerts.size(), from + mostAlertsAtOnce);
        for (size_t i = from; i < end; ++i)
            alerts.append(managerAlert(notice.alerts[i], notice, now));
        bodies.push_back(QJsonDocument(alerts).toJson(QJsonDocument::Compact));
    }
    return bodies;
}

bool showsTest(const QByteArray &alerts, const QString &label)
{
    const QJsonArray all = QJsonDocument::fromJson(alerts).array();
    return std::ranges::any_of(all, [&label](const QJsonValue &alert) {
        return alert.toObject().value("labels"_L1).toObject().value("test"_L1).toString() == label;
    });
}

AlertmanagerCourier::AlertmanagerCourier(const Route &route, const CourierParts &parts)
    : m_wire(route, parts, QStringLiteral("Alertmanager"))
{ }

void AlertmanagerCourier::deliver(const Notice &notice, const QString &, QObject *context, Reply reply)
{
    const DeliveryCall call = m_wire.begin(context, std::move(reply));
    const Route &route = m_wire.route();
    if (!route.key.isEmpty() && !mayCarryKey(route.url))
        return m_wire.finishLater(call,
                                  refusedDelivery(0,
                                                  QStringLiteral("a key is sent over https only, but to this machine; "
                                                                 "mend the url of route %1 or take its key away")
                                                      .arg(route.name)));
    m_wire.withKey(call, [this, notice, call](const Secret &key) {
        auto posting = std::make_shared<Posting>(Posting{.call = call, .key = key, .notice = notice});
        posting->bodies = alertmanagerBodies(notice, m_wire.clock().now());
        if (posting->bodies.empty())
            return call.reply(
                {.outcome = Delivery::Outcome::Done, .words = QStringLiteral("there was nothing to tell")});
        postNext(posting);
    });
}

HttpRequest AlertmanagerCourier::keyed(HttpRequest request, const Secret &key) const
{
    if (!key.isEmpty())
        request.headers.push_back(keyHeader(key));
    return request;
}

void AlertmanagerCourier::postNext(const std::shared_ptr<Posting> &posting)
{
    const QUrl url = alertmanagerUrl(m_wire.route().url, QStringLiteral("/api/v2/alerts"));
    HttpRequest request = keyed(jsonPost(url, posting->bodies[posting->next]), posting->key);
    m_wire.send(std::move(request), posting->call,
                [this, posting, url](const Result<HttpResponse> &result, Duration took) {
                    posting->took += took;
                    if (!result || result->status != 200) {
                        const QString said = result ? QString() : managerWords(result.error().body);
                        Delivery delivery = result
                            ? refusedDelivery(result->status,
                                              QStringLiteral("%1 answered HTTP %2, where Alertmanager takes alerts "
                                                             "with 200; check the route's url")
                                                  .arg(shownHost(url))
                                                  .arg(result->status))
                            : failedDelivery(result.error(), m_wire.party(url), m_wire.clock().now(), said);
                        delivery.took = posting->took;
                        return m_wire.finish(posting->call, delivery, posting->key);
                    }
                    if (++posting->next < posting->bodies.size())
                        return postNext(posting);
                    Delivery taken{.outcome = Delivery::Outcome::Done,
                                   .status = 200,
                                   .took = posting->took,
                                   .words = QStringLiteral("taken")};
                    if (posting->notice.event == Notice::Event::Test)
                        return findTest(posting, std::move(taken));
                    posting->call.reply(taken);
                });
}

void AlertmanagerCourier::findTest(const std::shared_ptr<Posting> &posting, Delivery delivery)
{
    QUrl url = alertmanagerUrl(m_wire.route().url, QStringLiteral("/api/v2/alerts"));
    url.setQuery(QStringLiteral("filter=")
                 + QString::fromLatin1(QUrl::toPercentEncoding("alertname=\""_L1 + testName + u'"')));
    m_wire.send(
        keyed({.url = url}, posting->key), posting->call,
        [this, posting, url, delivery = std::move(delivery)](const Result<HttpResponse> &result, Duration took) {
            Delivery proved = delivery;
            proved.words = QStringLiteral("TEST taken, and Alertmanager shows it");
            if (!result)
                proved = failedDelivery(result.error(), m_wire.party(url), m_wire.clock().now());
            proved.took = delivery.took + took;
            if (result && !showsTest(result->body, testLabel(posting->notice))) {
                proved.outcome = Delivery::Outcome::Refused;
                proved.words = QStringLiteral("%1 took the TEST but does not show it; check that the route's "
                                              "url is an Alertmanager's own")
                                   .arg(shownHost(url));
            }
            m_wire.finish(posting->call, proved, posting->key);
        });
}

} // namespace hubwatch
