#include "checklist/bench/bench_answer.h"

#include "base/time_text.h"
#include "checklist/bench/bench_paths.h"
#include "checklist/bench/bench_records.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>
#include <QUuid>
#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostBenchInputs = 100;
constexpr qsizetype mostAssociations = 2000;

ServedReply benchReply(int status, const QJsonObject &body)
{
    return {.status = status,
            .contentType = "application/json;charset=utf-8",
            .body = QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

ServedReply benchError(int status, const QString &category, const QString &message, const QJsonObject &more = {})
{
    QJsonObject body{{"status"_L1, "error"_L1},
                     {"message"_L1, message},
                     {"correlationId"_L1, QUuid::createUuid().toString(QUuid::WithoutBraces)}};
    if (!category.isEmpty())
        body.insert("category"_L1, category);
    for (auto it = more.begin(); it != more.end(); ++it)
        body.insert(it.key(), it.value());
    return benchReply(status, body);
}

ServedReply unknownBenchPath()
{
    return benchError(404, {}, QStringLiteral("resource not found"));
}

QJsonObject benchBody(const ServedRequest &request)
{
    return QJsonDocument::fromJson(request.body).object();
}

ServedReply batchAnswer(const ServedRequest &request, const HubPath &path, TimePoint now)
{
    const QByteArray verb = path.rest.last();
    const bool isAssociation = !hubPath(request.path).type.isEmpty() && request.path.contains("/associations/");
    const QJsonArray inputs = benchBody(request).value("inputs"_L1).toArray();
    const qsizetype most = isAssociation ? mostAssociations : mostBenchInputs;
    if (request.method != "POST")
        return unknownBenchPath();
    if (inputs.isEmpty() || inputs.size() > most)
        return benchError(
            400, QStringLiteral("VALIDATION_ERROR"),
            QStringLiteral("The batch holds %1 inputs; it must hold between 1 and %2").arg(inputs.size()).arg(most));
    if (verb == "archive")
        return {.status = 204};
    QJsonArray results;
    for (const QJsonValue &input : inputs)
        results.append(isAssociation ? benchAssociation(input.toObject(), verb == "read")
                                     : benchBatchRow(input.toObject(), verb, now));
    return benchReply(verb == "create" ? 201 : 200,
                      {{"status"_L1, "COMPLETE"_L1},
                       {"results"_L1, results},
                       {"startedAt"_L1, utcText(now)},
                       {"completedAt"_L1, utcText(now)}});
}

ServedReply recordAnswer(const ServedRequest &request, const HubPath &path, TimePoint now)
{
    const QString id = QString::fromUtf8(QByteArray::fromPercentEncoding(path.rest[0]));
    if (path.rest.size() > 1) { // /101/associations/companies, and below
        if (request.method == "DELETE")
            return {.status = 204};
        return request.method == "GET" ? benchReply(200, {{"results"_L1, QJsonArray()}})
                                       : benchReply(201, {{"fromObjectId"_L1, id}, {"labels"_L1, QJsonArray()}});
    }
    if (request.method == "GET" || request.method == "HEAD")
        return benchReply(200, benchRecord(id, {}, now));
    if (request.method == "PATCH")
        return benchReply(200, benchRecord(id, benchBody(request).value("properties"_L1).toObject(), now));
    return request.method == "DELETE" ? ServedReply{.status = 204} : unknownBenchPath();
}

ServedReply listAnswer(const ServedRequest &request, TimePoint now)
{
    if (request.method == "POST")
        return benchReply(201, benchRecord(benchNewId(), benchBody(request).value("properties"_L1).toObject(), now));
    if (request.method != "GET")
        return unknownBenchPath();
    const QUrlQuery query(QString::fromUtf8(request.query));
    return benchReply(200,
                      benchPage(query.queryItemValue(QStringLiteral("limit")).toInt(),
                                query.queryItemValue(QStringLiteral("after")).toInt(), 100, now));
}

ServedReply tokenAnswer(const ServedRequest &request, const HubPath &path)
{
    if (path.rest.last() == "token" || request.body.contains("grant_type"))
        return benchReply(200,
                          {{"access_token"_L1, "bench-access"_L1},
                           {"refresh_token"_L1, "bench-refresh"_L1},
                           {"token_type"_L1, "bearer"_L1},
                           {"expires_in"_L1, 1800}});
    return benchReply(200,
                      {{"active"_L1, true},
                       {"userId"_L1, 7001},
                       {"user_id"_L1, 7001},
                       {"hubId"_L1, benchPortal},
                       {"hub_id"_L1, benchPortal},
                       {"appId"_L1, 5001},
                       {"app_id"_L1, 5001},
                       {"token_type"_L1, "access"_L1},
                       {"expires_in"_L1, 1800},
                       {"scopes"_L1, QJsonArray{"crm.objects.contacts.read"_L1, "crm.objects.contacts.write"_L1}}});
}

ServedReply answerTo(const ServedRequest &request, const HubPath &path, TimePoint now)
{
    const bool isGet = request.method == "GET";
    switch (path.kind) {
    case HubPath::Kind::List: return listAnswer(request, now);
    case HubPath::Kind::Record: return recordAnswer(request, path, now);
    case HubPath::Kind::Batch: return batchAnswer(request, path, now);
    case HubPath::Kind::Search:
        return request.method == "POST" ? benchReply(200, benchFound(benchBody(request), now)) : unknownBenchPath();
    case HubPath::Kind::Properties:
    case HubPath::Kind::Schemas:
    case HubPath::Kind::Owners:
    case HubPath::Kind::Pipelines: {
        const std::optional<QJsonObject> read = benchDefinition(path, benchBody(request));
        return read ? benchReply(isGet || path.rest.endsWith("read") ? 200 : 201, *read) : unknownBenchPath();
    }
    case HubPath::Kind::Account: {
        const std::optional<QJsonObject> read = benchAccount(path.rest.join('/'), now);
        return read && isGet ? benchReply(200, *read) : unknownBenchPath();
    }
    case HubPath::Kind::Token: return tokenAnswer(request, path);
    case HubPath::Kind::Other: return unknownBenchPath();
    }
    Q_UNREACHABLE();
}

} // namespace

ServedReply benchAnswer(const ServedRequest &request, TimePoint now)
{
    const HubPath path = hubPath(request.path);
    const bool hasToken = request.header("Authorization").toLower().startsWith("bearer ");
    if (!hasToken && path.kind != HubPath::Kind::Token)
        return benchRefusal(401);
    return answerTo(request, path, now);
}

ServedReply benchRefusal(int status)
{
    if (status == 401)
        return benchError(401, QStringLiteral("INVALID_AUTHENTICATION"),
                          QStringLiteral("Authentication credentials not found. This API supports OAuth 2.0 "
                                         "authentication and you can find more details at "
                                         "https://developers.hubspot.com/docs/methods/auth/oauth-overview"));
    if (status == 429)
        return benchError(429, {}, QStringLiteral("You have reached your ten_secondly_rolling limit."),
                          {{"errorType"_L1, "RATE_LIMIT"_L1}, {"policyName"_L1, "TEN_SECONDLY_ROLLING"_L1}});
    if (status == 502) // HubSpot's edge speaks HTML
        return {.status = 502,
                .contentType = "text/html; charset=UTF-8",
                .body = "<!DOCTYPE html>\n<html><head><title>api.hubapi.com | 502: Bad gateway</title></head>"
                        "<body><h1>Error code 502</h1></body></html>\n"};
    return benchError(status, {}, QStringLiteral("internal error"));
}

ServedReply halvedAnswer(ServedReply calm)
{
    if (calm.body.size() < 40)
        calm.body = R"({"status":"COMPLETE","results":[{"id":"1001","properties":{)";
    calm.body.truncate(calm.body.size() / 2);
    calm.status = 200;
    calm.contentType = "application/json;charset=utf-8";
    return calm;
}

int recordsOf(const ServedRequest &request)
{
    const HubPath path = hubPath(request.path);
    const bool isOfProperties = path.kind == HubPath::Kind::Properties && path.rest.startsWith("batch");
    if (path.kind != HubPath::Kind::Batch && !isOfProperties)
        return 1;
    return std::max(1, int(benchBody(request).value("inputs"_L1).toArray().size()));
}

} // namespace hubwatch
