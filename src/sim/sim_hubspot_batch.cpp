#include "sim/sim_hubspot_batch.h"

#include "sim/sim_hubspot_objects.h"

#include <QJsonArray>
#include <QSet>
#include <algorithm>
#include <array>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostSimInputs = 100;
constexpr qsizetype mostWithHistory = 50;

struct SimBatchInput {
    QString id = {};
    QString idProperty = {};
    QString trace = {};
    QJsonObject properties = {};
};

enum class SimBatchVerb { Read, Create, Update, Upsert, Archive };

std::optional<SimBatchVerb> verbOf(const QByteArray &operation)
{
    constexpr std::array words{"read", "create", "update", "upsert", "archive"};
    for (size_t i = 0; i < words.size(); ++i) {
        if (operation == words[i])
            return SimBatchVerb(i);
    }
    return std::nullopt;
}

SimChecked<SimBatchInput> inputOf(const SimCall &call, const QJsonObject &json, qsizetype index, SimBatchVerb verb)
{
    const auto missing = [&](const char *field) {
        return tl::unexpected(invalidReply(call,
                                           QStringLiteral("Some required fields were not set: [inputs[%1].%2]")
                                               .arg(index)
                                               .arg(QLatin1StringView(field))));
    };
    SimBatchInput input{.id = json.value("id"_L1).toString(),
                        .idProperty = json.value("idProperty"_L1).toString(),
                        .trace = json.value("objectWriteTraceId"_L1).toString(),
                        .properties = json.value("properties"_L1).toObject()};
    const bool needsId = verb != SimBatchVerb::Create;
    const bool needsProperties = verb != SimBatchVerb::Read && verb != SimBatchVerb::Archive;
    if (needsId && input.id.isEmpty()) // a number is no id: ids travel as strings
        return missing("id");
    if (needsProperties && !json.value("properties"_L1).isObject())
        return missing("properties");
    if (verb == SimBatchVerb::Upsert && input.idProperty.isEmpty())
        return missing("idProperty");
    return input;
}

SimChecked<std::vector<SimBatchInput>> inputsOf(const SimCall &call, const QJsonObject &body, SimBatchVerb verb)
{
    const QJsonValue list = body.value("inputs"_L1);
    if (!list.isArray())
        return tl::unexpected(invalidReply(call, QStringLiteral("Some required fields were not set: [inputs]")));
    const QJsonArray items = list.toArray();
    const bool withHistory = !body.value("propertiesWithHistory"_L1).toArray().isEmpty();
    const qsizetype most = withHistory ? mostWithHistory : mostSimInputs;
    if (items.isEmpty() || items.size() > most)
        return tl::unexpected(
            invalidReply(call,
                         QStringLiteral("The batch holds %1 inputs; it must hold between 1 and %2%3")
                             .arg(items.size())
                             .arg(most)
                             .arg(withHistory ? " when propertiesWithHistory is asked for"_L1 : ""_L1)));
    std::vector<SimBatchInput> inputs;
    QSet<QString> ids;
    QSet<QString> traces;
    for (const QJsonValue &item : items) {
        SimChecked<SimBatchInput> input = inputOf(call, item.toObject(), qsizetype(inputs.size()), verb);
        if (!input)
            return tl::unexpected(input.error());
        if (!input->id.isEmpty() && ids.contains(input->id))
            return tl::unexpected(invalidReply(
                call, QStringLiteral("Duplicate IDs found in batch input: [%1]. IDs must be unique").arg(input->id)));
        if (!input->trace.isEmpty() && traces.contains(input->trace))
            return tl::unexpected(
                invalidReply(call, QStringLiteral("objectWriteTraceId must be unique: %1").arg(input->trace)));
        ids += input->id;
        traces += input->trace;
        inputs.push_back(std::move(*input));
    }
    return inputs;
}

ServedReply batchReply(const SimCall &call, int status, const QJsonArray &results, const QJsonArray &errors)
{
    QJsonObject body{{"status"_L1, "COMPLETE"_L1},
                     {"results"_L1, results},
                     {"startedAt"_L1, hubspotTime(call.now)},
                     {"completedAt"_L1, hubspotTime(call.now)}};
    if (!errors.isEmpty()) {
        body.insert("numErrors"_L1, errors.size());
        body.insert("errors"_L1, errors);
    }
    return jsonReply(errors.isEmpty() ? status : 207, body);
}

QString unknownWords(const SimRecords &records)
{
    return QStringLiteral("Could not get some %1 objects, they may be deleted or not exist. Check that ids are valid.")
        .arg(records.type().toUpper());
}

QJsonObject unknownIds(const SimRecords &records, const QStringList &ids)
{
    return {{"status"_L1, "error"_L1},
            {"category"_L1, "OBJECT_NOT_FOUND"_L1},
            {"message"_L1, unknownWords(records)},
            {"context"_L1, QJsonObject{{"ids"_L1, QJsonArray::fromStringList(ids)}}}};
}

ServedReply readBatch(const SimCall &call, SimRecords &records, const QJsonObject &body,
                      const std::vector<SimBatchInput> &inputs)
{
    const std::optional<QStringList> properties = stringsOf(body.value("properties"_L1));
    if (!properties)
        return invalidReply(call, QStringLiteral("properties must be an array of strings"));
    const QString idProperty = body.value("idProperty"_L1).toString();
    const SimProperty *property = records.property(idProperty);
    if (!idProperty.isEmpty() && (!property || !property->isUnique))
        return invalidReply(call, QStringLiteral("%1 is not a unique property").arg(idProperty));
    const bool archived = queryValue(call.request, QStringLiteral("archived")) == "true"_L1;
    if (archived && !idProperty.isEmpty())
        return invalidReply(call, QStringLiteral("Archived objects are read by id alone"));
    QMap<std::int64_t, QJsonObject> found; // by id, not in the order asked
    QStringList lost;
    for (const SimBatchInput &input : inputs) {
        const SimRecord *record
            = archived ? records.findArchived(input.id.toLongLong()) : records.find(input.id, idProperty);
        if (record)
            found.insert(record->id, recordJson(*record, records.type(), *properties));
        else
            lost += input.id;
    }
    QJsonArray results;
    for (const QJsonObject &record : std::as_const(found))
        results.append(record);
    return batchReply(call, 200, results, lost.isEmpty() ? QJsonArray() : QJsonArray{unknownIds(records, lost)});
}

/// What stands in the way of one input; `record` is the one it would change.
std::optional<SimRefusal> inputRefusal(SimRecords &records, const SimBatchInput &input, SimBatchVerb verb,
                                       const SimRecord *record)
{
    const SimProperty *key = records.property(input.idProperty);
    if (!input.idProperty.isEmpty() && (!key || !key->isUnique))
        return SimRefusal{.message = QStringLiteral("%1 is not a unique property").arg(input.idProperty),
                          .code = QStringLiteral("INVALID_ID_PROPERTY"),
                          .property = input.idProperty};
    if (verb == SimBatchVerb::Update && !record)
        return SimRefusal{
            .status = 404, .category = QStringLiteral("OBJECT_NOT_FOUND"), .message = unknownWords(records)};
    QJsonObject values = input.properties;
    if (verb == SimBatchVerb::Upsert && !record)
        values.insert(input.idProperty, input.id);
    return records.refusal(values, record);
}

QJsonObject written(SimRecords &records, const SimBatchInput &input, SimBatchVerb verb, SimRecord *record,
                    TimePoint now)
{
    QJsonObject values = input.properties;
    const bool isNew = !record;
    if (isNew && verb == SimBatchVerb::Upsert)
        values.insert(input.idProperty, input.id);
    if (isNew)
        record = &records.create(values, now);
    else
        records.update(*record, values, now);
    ++(isNew ? records.writes.created : records.writes.updated);
    QJsonObject json = recordJson(*record, records.type(), values.keys());
    if (verb == SimBatchVerb::Upsert)
        json.insert("new"_L1, isNew);
    if (!input.trace.isEmpty())
        json.insert("objectWriteTraceId"_L1, input.trace);
    return json;
}

/// The values that two inputs of one batch would both take: what only shows when the first is written.
std::optional<SimRefusal> sharedValue(const SimRecords &records, const std::vector<SimBatchInput> &inputs)
{
    QSet<QString> taken;
    for (const SimBatchInput &input : inputs) {
        for (auto it = input.properties.begin(); it != input.properties.end(); ++it) {
            const SimProperty *property = records.property(it.key());
            const QString value = it->toString().toLower();
            if (!property || !property->isUnique || value.isEmpty())
                continue;
            const QString key = it.key() + u'=' + value;
            if (taken.contains(key))
                return SimRefusal{.status = 409,
                                  .category = QStringLiteral("CONFLICT"),
                                  .message
                                  = QStringLiteral("The batch sets %1 to %2 more than once").arg(it.key(), value)};
            taken += key;
        }
    }
    return std::nullopt;
}

QJsonObject tracedError(const SimRefusal &refusal, const QString &trace)
{
    QJsonObject error = refusalJson(refusal);
    error.insert("status"_L1, "error"_L1);
    error.insert("context"_L1, QJsonObject{{"objectWriteTraceId"_L1, QJsonArray{trace}}});
    return error;
}

ServedReply writeBatch(const SimCall &call, SimRecords &records, const std::vector<SimBatchInput> &inputs,
                       SimBatchVerb verb, bool wholeBatch)
{
    const bool traced = std::ranges::none_of(inputs, [](const SimBatchInput &input) { return input.trace.isEmpty(); });
    const auto target = [&](const SimBatchInput &input) {
        return verb == SimBatchVerb::Create ? nullptr : records.find(input.id, input.idProperty);
    };
    if (!traced || wholeBatch) { // all or nothing, save ids that nobody has
        for (const SimBatchInput &input : inputs) {
            const auto refusal = inputRefusal(records, input, verb, target(input));
            if (refusal && refusal->status != 404)
                return refusalReply(call, *refusal);
        }
        if (const auto refusal = sharedValue(records, inputs))
            return refusalReply(call, *refusal);
    }
    QJsonArray results;
    QJsonArray errors;
    QStringList lost;
    for (const SimBatchInput &input : inputs) {
        // Looked at anew: one input may take the e-mail address that a later one wants.
        SimRecord *record = target(input);
        const auto refusal = inputRefusal(records, input, verb, record);
        if (!refusal)
            results.append(written(records, input, verb, record, call.now));
        else if (traced)
            errors.append(tracedError(*refusal, input.trace));
        else
            lost += input.id;
    }
    if (!lost.isEmpty())
        errors.append(unknownIds(records, lost));
    return batchReply(call, verb == SimBatchVerb::Create ? 201 : 200, results, errors);
}

ServedReply archiveBatch(const SimCall &call, SimRecords &records, const std::vector<SimBatchInput> &inputs)
{
    for (const SimBatchInput &input : inputs) {
        SimRecord *record = records.find(input.id.toLongLong());
        if (!record)
            continue;
        records.archive(*record, call.now);
        ++records.writes.archived;
    }
    return {.status = 204};
}

} // namespace

std::optional<ServedReply> batchAnswer(const SimCall &call, SimRecords &records, const QByteArray &operation,
                                       const SimRules &rules)
{
    const std::optional<SimBatchVerb> verb = verbOf(operation);
    if (!verb)
        return std::nullopt;
    const SimChecked<QJsonObject> body = jsonBody(call);
    if (!body)
        return body.error();
    const SimChecked<std::vector<SimBatchInput>> inputs = inputsOf(call, *body, *verb);
    if (!inputs)
        return inputs.error();
    if (*verb != SimBatchVerb::Read)
        ++records.writes.calls[QString::fromLatin1(operation)];
    switch (*verb) {
    case SimBatchVerb::Read: return readBatch(call, records, *body, *inputs);
    case SimBatchVerb::Archive: return archiveBatch(call, records, *inputs);
    case SimBatchVerb::Create:
    case SimBatchVerb::Update:
    case SimBatchVerb::Upsert: return writeBatch(call, records, *inputs, *verb, rules.wholeBatch);
    }
    Q_UNREACHABLE();
}

} // namespace hubwatch
