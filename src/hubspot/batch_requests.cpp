#include "hubspot/batch_requests.h"

#include "hubspot/json_post.h"

#include <QJsonArray>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

QJsonObject batchInputJson(const BatchInput &input, BatchOperation operation, const QString &idProperty)
{
    const bool writesValues = operation != BatchOperation::Read && operation != BatchOperation::Archive;
    QJsonObject json;
    if (operation != BatchOperation::Create)
        json.insert("id"_L1, input.id);
    if (!writesValues)
        return json;
    json.insert("properties"_L1, input.properties);
    if (operation == BatchOperation::Create)
        json.insert("associations"_L1, QJsonArray());
    else if (!idProperty.isEmpty())
        json.insert("idProperty"_L1, idProperty);
    if (!input.trace.isEmpty())
        json.insert("objectWriteTraceId"_L1, input.trace);
    return json;
}

QJsonObject readBody(const QJsonArray &inputs, const QString &idProperty, const QStringList &properties)
{
    QJsonObject body{{"inputs"_L1, inputs},
                     {"properties"_L1, QJsonArray::fromStringList(properties)},
                     {"propertiesWithHistory"_L1, QJsonArray()}};
    if (!idProperty.isEmpty())
        body.insert("idProperty"_L1, idProperty);
    return body;
}

} // namespace

HttpRequest batchRequest(const QUrl &api, const QString &type, BatchOperation operation, const QString &idProperty,
                         std::span<const BatchInput> inputs, const QStringList &properties)
{
    QJsonArray list;
    for (const BatchInput &input : inputs)
        list.append(batchInputJson(input, operation, idProperty));
    const QUrl url = apiUrl(api, batchPath(type, operation));
    switch (operation) {
    case BatchOperation::Read:
        return jsonPost(url, readBody(list, idProperty, properties), {.timeout = postedReadTimeout});
    case BatchOperation::Archive: return jsonPost(url, {{"inputs"_L1, list}}, {.timeout = postedWriteTimeout});
    case BatchOperation::Create:
    case BatchOperation::Update:
    case BatchOperation::Upsert:
        return jsonPost(url, {{"inputs"_L1, list}}, {.timeout = postedWriteTimeout, .repeatable = false});
    }
    Q_UNREACHABLE();
}

HttpRequest archivedReadRequest(const QUrl &api, const QString &type, const QStringList &ids,
                                const QStringList &properties)
{
    QJsonArray inputs;
    for (const QString &id : ids)
        inputs.append(QJsonObject{{"id"_L1, id}});
    QUrl url = apiUrl(api, batchPath(type, BatchOperation::Read));
    url.setQuery(QStringLiteral("archived=true"));
    return jsonPost(url, readBody(inputs, {}, properties), {.timeout = postedReadTimeout});
}

} // namespace hubwatch
