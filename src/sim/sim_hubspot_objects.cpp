#include "sim/sim_hubspot_objects.h"

#include "sim/sim_hubspot_batch.h"
#include "sim/sim_hubspot_search.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

ServedReply methodFault(const SimCall &call)
{
    return errorReply(call, 405, {}, QStringLiteral("HTTP 405 Method Not Allowed"));
}

QStringList askedProperties(const SimCall &call)
{
    return queryValue(call.request, QStringLiteral("properties")).split(u',', Qt::SkipEmptyParts);
}

ServedReply listAnswer(const SimCall &call, const SimRecords &records)
{
    const SimChecked<int> limit = queryNumber(call, QStringLiteral("limit"), 10, 1, 100);
    if (!limit)
        return limit.error();
    const std::int64_t after = queryValue(call.request, QStringLiteral("after")).toLongLong();
    QJsonArray results;
    std::int64_t last = 0;
    bool more = false;
    for (auto it = records.all().upper_bound(after); it != records.all().end() && !more; ++it) {
        if (it->second.archived)
            continue;
        more = results.size() == *limit;
        if (more)
            break;
        last = it->first;
        results.append(recordJson(it->second, records.type(), askedProperties(call)));
    }
    QJsonObject body{{"results"_L1, results}};
    if (more)
        body.insert("paging"_L1, QJsonObject{{"next"_L1, QJsonObject{{"after"_L1, QString::number(last)}}}});
    return jsonReply(200, body);
}

SimChecked<QJsonObject> writtenProperties(const SimCall &call)
{
    SimChecked<QJsonObject> body = jsonBody(call);
    if (!body)
        return body;
    if (!body->value("properties"_L1).isObject())
        return tl::unexpected(invalidReply(call, QStringLiteral("Some required fields were not set: [properties]")));
    return body->value("properties"_L1).toObject();
}

ServedReply createAnswer(const SimCall &call, SimRecords &records)
{
    const SimChecked<QJsonObject> values = writtenProperties(call);
    if (!values)
        return values.error();
    if (const auto refusal = records.refusal(*values, nullptr))
        return refusalReply(call, *refusal);
    ++records.writes.created;
    ++records.writes.calls[QStringLiteral("one")];
    return jsonReply(201, recordJson(records.create(*values, call.now), records.type(), values->keys()));
}

ServedReply oneAnswer(const SimCall &call, SimRecords &records, const QString &key)
{
    const QByteArray &method = call.request.method;
    if (method != "GET" && method != "PATCH" && method != "DELETE")
        return methodFault(call);
    const QString idProperty = method == "DELETE" ? QString() : queryValue(call.request, QStringLiteral("idProperty"));
    if (!idProperty.isEmpty()) {
        const SimProperty *property = records.property(idProperty);
        if (!property || !property->isUnique)
            return invalidReply(call, QStringLiteral("%1 is not a unique property").arg(idProperty));
    }
    SimRecord *record = records.find(key, idProperty);
    if (method == "DELETE") { // also of what is not there
        ++records.writes.calls[QStringLiteral("one")];
        records.writes.archived += record ? 1 : 0;
        if (record)
            records.archive(*record, call.now);
        return {.status = 204};
    }
    if (!record)
        return errorReply(call, 404, QStringLiteral("OBJECT_NOT_FOUND"),
                          QStringLiteral("Object not found.  objectId are usually numeric."),
                          {{"context"_L1, QJsonObject{{"id"_L1, QJsonArray{key}}}}});
    if (method == "GET")
        return jsonReply(200, recordJson(*record, records.type(), askedProperties(call)));
    const SimChecked<QJsonObject> values = writtenProperties(call);
    if (!values)
        return values.error();
    if (const auto refusal = records.refusal(*values, record))
        return refusalReply(call, *refusal);
    ++records.writes.updated;
    ++records.writes.calls[QStringLiteral("one")];
    records.update(*record, *values, call.now);
    return jsonReply(200, recordJson(*record, records.type(), values->keys()));
}

} // namespace

std::optional<QStringList> stringsOf(const QJsonValue &value)
{
    if (!value.isUndefined() && !value.isArray())
        return std::nullopt;
    QStringList strings;
    for (const QJsonValue &one : value.toArray()) {
        if (!one.isString())
            return std::nullopt;
        strings += one.toString();
    }
    return strings;
}

QJsonObject refusalJson(const SimRefusal &refusal)
{
    if (refusal.code.isEmpty())
        return {{"category"_L1, refusal.category}, {"message"_L1, refusal.message}};
    // The real one repeats itself as JSON inside its message.
    const QJsonObject said{{"isValid"_L1, false},
                           {"message"_L1, refusal.message},
                           {"error"_L1, refusal.code},
                           {"name"_L1, refusal.property}};
    const QJsonObject error{{"message"_L1, refusal.message},
                            {"code"_L1, refusal.code},
                            {"context"_L1, QJsonObject{{"propertyName"_L1, QJsonArray{refusal.property}}}}};
    return {{"category"_L1, refusal.category},
            {"message"_L1,
             "Property values were not valid: "_L1
                 + QString::fromUtf8(QJsonDocument(QJsonArray{said}).toJson(QJsonDocument::Compact))},
            {"errors"_L1, QJsonArray{error}}};
}

ServedReply refusalReply(const SimCall &call, const SimRefusal &refusal)
{
    return errorReply(call, refusal.status, {}, {}, refusalJson(refusal));
}

std::optional<ServedReply> objectsAnswer(SimState &state, const SimCall &call, const QList<QByteArray> &parts)
{
    if (parts.isEmpty() || parts.size() > 3)
        return std::nullopt;
    const QString type = simType(QString::fromUtf8(parts[0]));
    if (type.isEmpty())
        return invalidReply(call,
                            QStringLiteral("Unable to infer object type from: %1").arg(QString::fromUtf8(parts[0])));
    const QByteArray &method = call.request.method;
    const bool isSearch = parts.size() == 2 && parts[1] == "search";
    const bool isBatch = parts.size() == 3 && parts[1] == "batch";
    const bool writes = isBatch ? parts[2] != "read" : !isSearch && method != "GET";
    if (const auto refusal = scopeRefusal(call, {simScope(type, writes)}))
        return refusal;
    SimRecords &records = state.records(call.token->portal, type, call.now);
    if ((isSearch || isBatch) && method != "POST")
        return methodFault(call);
    if (isSearch)
        return searchAnswer(call, records);
    if (isBatch)
        return batchAnswer(call, records, parts[2], state.rules);
    if (parts.size() == 2)
        return oneAnswer(call, records, QString::fromUtf8(QByteArray::fromPercentEncoding(parts[1])));
    if (parts.size() != 1)
        return std::nullopt;
    if (method == "GET")
        return listAnswer(call, records);
    return method == "POST" ? createAnswer(call, records) : methodFault(call);
}

std::optional<ServedReply> propertiesAnswer(SimState &state, const SimCall &call, const QList<QByteArray> &parts)
{
    if (parts.isEmpty() || parts.size() > 2)
        return std::nullopt;
    const QString type = simType(QString::fromUtf8(parts[0]));
    if (type.isEmpty())
        return invalidReply(call,
                            QStringLiteral("Unable to infer object type from: %1").arg(QString::fromUtf8(parts[0])));
    if (const auto refusal = scopeRefusal(call, {simSchemaScope(type), simScope(type, false)}))
        return refusal;
    if (call.request.method != "GET")
        return methodFault(call);
    const SimRecords &records = state.records(call.token->portal, type, call.now);
    const bool archived = queryValue(call.request, QStringLiteral("archived")) == "true"_L1;
    QJsonArray results;
    for (const SimProperty &property : simProperties(type)) {
        if (records.isArchived(property.name) != archived)
            continue;
        const QJsonObject json = propertyJson(property, archived);
        if (parts.size() == 2 && parts[1] == property.name.toUtf8())
            return jsonReply(200, json);
        results.append(json);
    }
    if (parts.size() == 2)
        return errorReply(call, 404, QStringLiteral("OBJECT_NOT_FOUND"),
                          QStringLiteral("Property %1 does not exist").arg(QString::fromUtf8(parts[1])));
    return jsonReply(200, {{"results"_L1, results}});
}

} // namespace hubwatch
