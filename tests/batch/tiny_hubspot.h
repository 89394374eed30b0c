// TinyHubSpot: contacts in memory that answer batches when a clock is moved, and a script for what goes wrong.
#pragma once

#include "net/http.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QPointer>
#include <map>

namespace hubwatch::testing {

/// Keeps records by id; emails are unique. Counts what arrives.
class TinyHubSpot : public HttpClient
{
public:
    /// What happens to a request instead of the usual.
    struct Mishap {
        bool isDone = false; ///< it is carried out, although the answer is another
        Result<HttpResponse> answer = {};
    };

    explicit TinyHubSpot(Clock &clock)
        : m_clock(clock)
    { }

    void send(HttpRequest request, QObject *context, Reply reply) override
    {
        requests.push_back(request);
        ++open;
        mostOpen = std::max(mostOpen, open);
        const std::optional<Mishap> mishap = script ? script(request) : std::nullopt;
        const Result<HttpResponse> usual = mishap && !mishap->isDone ? Result<HttpResponse>() : carriedOut(request);
        const QPointer<QObject> guard(context);
        m_clock.after(delay ? delay() : Duration(200ms), &m_timers,
                      [this, guard, reply = std::move(reply), answer = mishap ? mishap->answer : usual] {
                          --open;
                          if (guard)
                              reply(answer);
                      });
    }

    static QJsonArray inputsOf(const HttpRequest &request)
    {
        return QJsonDocument::fromJson(request.body)[QStringLiteral("inputs")].toArray();
    }
    static bool isRead(const HttpRequest &request)
    {
        return request.url.path().endsWith(QStringLiteral("/batch/read"));
    }
    /// Writes that went out, reads left aside.
    std::int64_t writes() const
    {
        return std::int64_t(std::ranges::count_if(requests, [](const auto &request) { return !isRead(request); }));
    }
    void put(const QString &id, const QJsonObject &properties) { records[id] = properties; }

    std::function<std::optional<Mishap>(const HttpRequest &)> script = {};
    std::function<Duration()> delay = {};
    Duration ahead = {}; ///< its clock, of ours
    std::vector<HttpRequest> requests = {};
    std::map<QString, QJsonObject> records = {};
    std::map<QString, int> created = {};    ///< by email
    std::map<QString, TimePoint> born = {}; ///< by id; others are created whenever they are asked for
    std::map<QString, int> updated = {};    ///< by id
    int open = 0;
    int mostOpen = 0;

private:
    Result<HttpResponse> carriedOut(const HttpRequest &request)
    {
        const QString path = request.url.path();
        QJsonArray results;
        QJsonArray missing;
        const QString by = QJsonDocument::fromJson(request.body)[QStringLiteral("idProperty")].toString();
        for (const QJsonValue &input : inputsOf(request)) {
            const QString own = input[QStringLiteral("idProperty")].toString();
            const QString id = path.endsWith(QStringLiteral("/batch/create"))
                ? create(input[QStringLiteral("properties")].toObject())
                : found(input[QStringLiteral("id")].toString(), own.isEmpty() ? by : own);
            if (id.isEmpty()) {
                missing.append(input[QStringLiteral("id")]);
                continue;
            }
            if (path.endsWith(QStringLiteral("/batch/update")))
                update(id, input[QStringLiteral("properties")].toObject());
            const QString at = instant(m_clock.now() + ahead);
            QJsonObject result{{QStringLiteral("id"), id},
                               {QStringLiteral("properties"), records[id]},
                               {QStringLiteral("createdAt"), born.contains(id) ? instant(born[id]) : at},
                               {QStringLiteral("updatedAt"), at}};
            if (const QJsonValue trace = input[QStringLiteral("objectWriteTraceId")]; trace.isString())
                result[QStringLiteral("objectWriteTraceId")] = trace;
            results.append(result);
        }
        QJsonObject body{{QStringLiteral("status"), QStringLiteral("COMPLETE")}, {QStringLiteral("results"), results}};
        if (!missing.isEmpty()) {
            const QJsonObject context{{QStringLiteral("ids"), missing}};
            const QJsonObject error{{QStringLiteral("status"), QStringLiteral("error")},
                                    {QStringLiteral("category"), QStringLiteral("OBJECT_NOT_FOUND")},
                                    {QStringLiteral("message"), QStringLiteral("Could not get some CONTACT objects")},
                                    {QStringLiteral("context"), context}};
            body[QStringLiteral("numErrors")] = 1;
            body[QStringLiteral("errors")] = QJsonArray{error};
        }
        return HttpResponse{.status = missing.isEmpty() ? 200 : 207,
                            .headers = {{.name = "Content-Type", .value = "application/json"},
                                        {.name = "Date", .value = httpDate(m_clock.now() + ahead)}},
                            .body = QJsonDocument(body).toJson(QJsonDocument::Compact),
                            .took = 200ms};
    }
    static QByteArray httpDate(TimePoint at)
    {
        return QLocale::c()
            .toString(QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC),
                      QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"))
            .toLatin1();
    }
    static QString instant(TimePoint at)
    {
        return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC).toString(Qt::ISODateWithMs);
    }
    QString found(const QString &key, const QString &by) const
    {
        if (by.isEmpty())
            return records.contains(key) ? key : QString();
        const auto record
            = std::ranges::find_if(records, [&](const auto &one) { return one.second[by].toString() == key; });
        return record == records.end() ? QString() : record->first;
    }
    QString create(const QJsonObject &properties)
    {
        const QString id = QString::number(900'000 + int(records.size()));
        records[id] = properties;
        ++created[properties[QStringLiteral("email")].toString()];
        return id;
    }
    void update(const QString &id, const QJsonObject &properties)
    {
        for (auto value = properties.begin(); value != properties.end(); ++value)
            records[id][value.key()] = value.value();
        ++updated[id];
    }

    Clock &m_clock;
    QObject m_timers;
};

/// HubSpot's error of a whole request.
inline Error hubspotError(int status, const QString &category, const QString &message, Error::Kind kind)
{
    const QJsonObject body{{QStringLiteral("status"), QStringLiteral("error")},
                           {QStringLiteral("message"), message},
                           {QStringLiteral("category"), category},
                           {QStringLiteral("correlationId"), QStringLiteral("0e4c3f1a-1111-2222-3333-444455556666")}};
    return {.kind = kind,
            .detail = QStringLiteral("POST: HTTP %1").arg(status),
            .body = QJsonDocument(body).toJson(),
            .status = status,
            .headers = {{.name = "Content-Type", .value = "application/json"}}};
}

} // namespace hubwatch::testing
