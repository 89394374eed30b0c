#include "hubspot/batch_answer.h"

#include "hubspot/api_error.h"
#include "hubspot/json_fields.h"
#include "hubspot/token_text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestFaultMessage = 500;

QString valueText(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    return value.isDouble() && !integerField(value) ? value.toVariant().toString() : textField(value);
}

/// An answer to an association names both sides, in one of two shapes.
QString sideOf(const QJsonObject &json, QLatin1StringView nested, QLatin1StringView flat)
{
    const QString id = textField(json.value(nested)["id"_L1]);
    return id.isEmpty() ? textField(json.value(flat)) : id;
}

BatchRecord recordOf(const QJsonObject &json)
{
    BatchRecord record{.id = textField(json.value("id"_L1)),
                       .trace = textField(json.value("objectWriteTraceId"_L1)),
                       .createdAt = instantField(json.value("createdAt"_L1)),
                       .updatedAt = instantField(json.value("updatedAt"_L1)),
                       .archived = json.value("archived"_L1).toBool()};
    if (record.id.isEmpty()) {
        record.id = sideOf(json, "from"_L1, "fromObjectId"_L1);
        record.to = sideOf(json, "to"_L1, "toObjectId"_L1);
    }
    if (json.value("new"_L1).isBool())
        record.isNew = json.value("new"_L1).toBool();
    const QJsonObject properties = json.value("properties"_L1).toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it) {
        if (!it->isNull())
            record.properties.insert(it.key(), valueText(*it));
    }
    return record;
}

/// The texts of an array, or one text, or one number.
QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue &one : value.toArray())
        texts << textField(one);
    if (!value.isArray())
        texts << textField(value);
    texts.removeAll(QString());
    return texts;
}

QStringList namedIn(const QJsonObject &context, std::initializer_list<QLatin1StringView> keys)
{
    QStringList names;
    for (const QLatin1StringView key : keys)
        names += textsOf(context.value(key));
    return names;
}

QString existingIdIn(const QString &message, const QString &category)
{
    static const QRegularExpression named(QStringLiteral("existing (?:object )?id:?\\s*(\\d+)|(\\d+) already has"),
                                          QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression last(QStringLiteral("(\\d+)\\D{0,3}$"));
    const QRegularExpressionMatch found = named.match(message);
    if (found.hasMatch())
        return found.captured(found.lastCapturedIndex());
    const bool conflict = category == "CONFLICT"_L1 || category == "OBJECT_ALREADY_EXISTS"_L1;
    return conflict ? last.match(message).captured(1) : QString();
}

/// The array of JSON that HubSpot puts inside the message of a validation error.
QJsonArray listInside(const QString &message)
{
    const qsizetype begins = message.indexOf("[{"_L1);
    return begins < 0 ? QJsonArray() : QJsonDocument::fromJson(message.sliced(begins).toUtf8()).array();
}

void readInner(BatchFault &fault, const QJsonObject &json)
{
    const QJsonObject inner = json.value("errors"_L1).toArray().first().toObject();
    const QJsonObject told = listInside(fault.message).first().toObject();
    fault.code = textField(inner.value("code"_L1));
    if (fault.code.isEmpty())
        fault.code = textField(told.value("error"_L1));
    if (fault.code.isEmpty())
        fault.code = fault.category;
    const QStringList names = textsOf(inner.value("context"_L1)["propertyName"_L1]);
    fault.property = names.isEmpty() ? textField(told.value("name"_L1)) : names.first();
    if (fault.property.isEmpty())
        fault.property = textField(inner.value("in"_L1));
    for (const QJsonValue &better : {told.value("message"_L1), inner.value("message"_L1)}) {
        if (!better.toString().isEmpty()) {
            fault.message = better.toString();
            break;
        }
    }
}

BatchFault faultIn(const QJsonObject &json)
{
    BatchFault fault{.category = textField(json.value("category"_L1)), .message = textField(json.value("message"_L1))};
    readInner(fault, json);
    const QJsonValue context = json.value("context"_L1);
    if (context.isString()) { // in sloppy answers
        static const QRegularExpression trace(QStringLiteral("row-\\d+"));
        for (auto it = trace.globalMatch(context.toString()); it.hasNext();)
            fault.traces << it.next().captured();
    }
    fault.traces += namedIn(context.toObject(), {"objectWriteTraceId"_L1});
    fault.traces += textsOf(json.value("objectWriteTraceId"_L1));
    fault.ids = namedIn(context.toObject(), {"ids"_L1, "id"_L1, "objectId"_L1, "fromObjectId"_L1, "toObjectId"_L1});
    fault.ids += textsOf(json.value("id"_L1));
    fault.existingId = existingIdIn(fault.message, fault.category);
    // Cut last: a token cut in two would no longer look like one.
    fault.message = withoutTokens(fault.message.simplified()).left(longestFaultMessage);
    return fault;
}

} // namespace

Result<BatchAnswer> parseBatchAnswer(int status, const QByteArray &json)
{
    if (status == 204)
        return BatchAnswer();
    const Result<QJsonObject> body = jsonObject(json, "batch answer");
    if (!body)
        return tl::unexpected(body.error());
    const QJsonValue results = body->value("results"_L1);
    const QJsonValue errors = body->value("errors"_L1);
    if (!results.isArray() && !errors.isArray())
        return fail(Error::Kind::Malformed,
                    QStringLiteral("batch answer: results: expected an array, found %1").arg(jsonTypeName(results)));
    BatchAnswer answer;
    for (const QJsonValue &one : results.toArray())
        answer.records.push_back(recordOf(one.toObject()));
    for (const QJsonValue &one : errors.toArray())
        answer.faults.push_back(faultIn(one.toObject()));
    return answer;
}

BatchFault batchFaultOf(const Error &error)
{
    BatchFault fault = faultIn(QJsonDocument::fromJson(error.body).object());
    const ApiError api = apiErrorOf(error);
    if (fault.category.isEmpty())
        fault.category = api.category;
    if (fault.code.isEmpty())
        fault.code = api.category.isEmpty() ? causeId(api.cause) : api.category;
    if (fault.message.isEmpty())
        fault.message = api.message.isEmpty() ? withoutTokens(error.detail).left(longestFaultMessage) : api.message;
    if (fault.existingId.isEmpty() && api.cause == ApiError::Cause::Conflict)
        fault.existingId = existingIdIn(fault.message, QStringLiteral("CONFLICT"));
    return fault;
}

Result<SearchPage> parseSearchPage(const QByteArray &json)
{
    const Result<QJsonObject> body = jsonObject(json, "search");
    if (!body)
        return tl::unexpected(body.error());
    const QJsonValue results = body->value("results"_L1);
    if (!results.isArray())
        return fail(Error::Kind::Malformed,
                    QStringLiteral("search: results: expected an array, found %1").arg(jsonTypeName(results)));
    SearchPage page{.total = integerField(body->value("total"_L1)).value_or(0)};
    for (const QJsonValue &one : results.toArray())
        page.records.push_back(recordOf(one.toObject()));
    return page;
}

} // namespace hubwatch
