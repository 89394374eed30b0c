#include "batch/job_json.h"

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

template<class Row, class Make>
QJsonArray arrayOf(const std::vector<Row> &rows, Make make)
{
    QJsonArray array;
    for (const Row &row : rows)
        array.append(make(row));
    return array;
}

template<class Row, class Read>
std::vector<Row> rowsOf(const QJsonArray &array, Read read)
{
    std::vector<Row> rows;
    for (const QJsonValue &value : array)
        rows.push_back(read(value.toObject()));
    return rows;
}

QJsonObject scheduleObject(const JobSchedule &schedule)
{
    return {{"from"_L1, schedule.fromMinute},
            {"to"_L1, schedule.toMinute},
            {"timeZone"_L1, schedule.timeZone},
            {"missed"_L1, int(schedule.missed)}};
}

JobSchedule scheduleOf(const QJsonObject &json)
{
    const JobSchedule usual;
    return {.fromMinute = json.value("from"_L1).toInt(usual.fromMinute),
            .toMinute = json.value("to"_L1).toInt(usual.toMinute),
            .timeZone = json.value("timeZone"_L1).toString(usual.timeZone),
            .missed = JobSchedule::Missed(std::clamp(json.value("missed"_L1).toInt(), 0, 2))};
}

} // namespace

QJsonValue instantJson(std::optional<TimePoint> at)
{
    return at ? QJsonValue(qint64(at->time_since_epoch().count())) : QJsonValue(QJsonValue::Null);
}

std::optional<TimePoint> instantOf(const QJsonValue &value)
{
    if (!value.isDouble())
        return std::nullopt;
    return TimePoint(Duration(value.toInteger()));
}

QJsonArray mappingArray(const std::vector<ColumnMapping> &mapping)
{
    return arrayOf(mapping, [](const ColumnMapping &one) {
        return QJsonObject{{"column"_L1, one.column}, {"property"_L1, one.property}};
    });
}

std::vector<ColumnMapping> mappingOf(const QJsonArray &json)
{
    return rowsOf<ColumnMapping>(json, [](const QJsonObject &one) {
        return ColumnMapping{.column = one.value("column"_L1).toString(),
                             .property = one.value("property"_L1).toString()};
    });
}

QJsonArray constantsArray(const std::vector<PropertyConstant> &constants)
{
    return arrayOf(constants, [](const PropertyConstant &one) {
        return QJsonObject{{"property"_L1, one.property}, {"value"_L1, one.value}};
    });
}

std::vector<PropertyConstant> constantsOf(const QJsonArray &json)
{
    return rowsOf<PropertyConstant>(json, [](const QJsonObject &one) {
        return PropertyConstant{.property = one.value("property"_L1).toString(),
                                .value = one.value("value"_L1).toString()};
    });
}

QJsonObject specObject(const JobSpec &spec)
{
    QJsonObject json{{"account"_L1, spec.account},
                     {"portal"_L1, qint64(spec.portal)},
                     {"production"_L1, spec.production},
                     {"operation"_L1, operationWord(spec.operation)},
                     {"object"_L1, spec.object},
                     {"idColumn"_L1, spec.idColumn},
                     {"idProperty"_L1, spec.idProperty},
                     {"mapping"_L1, mappingArray(spec.mapping)},
                     {"constants"_L1, constantsArray(spec.constants)},
                     {"properties"_L1, QJsonArray::fromStringList(spec.properties)},
                     {"toObject"_L1, spec.toObject},
                     {"toColumn"_L1, spec.toColumn},
                     {"labelCategory"_L1, spec.label.category},
                     {"labelType"_L1, spec.label.typeId},
                     {"emptyClears"_L1, spec.emptyClears},
                     {"skipsUnchanged"_L1, spec.skipsUnchanged},
                     {"keepsBefore"_L1, spec.keepsBefore},
                     {"firstRows"_L1, qint64(spec.firstRows)},
                     {"dailyReserve"_L1, qint64(spec.dailyReserve)},
                     {"stopBy"_L1, instantJson(spec.stopBy)},
                     {"undoes"_L1, spec.undoes}};
    if (spec.schedule)
        json.insert("schedule"_L1, scheduleObject(*spec.schedule));
    return json;
}

Result<JobSpec> specOf(const QJsonObject &json)
{
    const std::optional<JobOperation> operation = operationNamed(json.value("operation"_L1).toString());
    if (!operation)
        return fail(
            Error::Kind::Malformed,
            QStringLiteral("operation: expected update, create, upsert, archive, read, associate or dissociate, "
                           "found \"%1\"")
                .arg(json.value("operation"_L1).toString()));
    JobSpec spec{
        .account = json.value("account"_L1).toString(),
        .portal = json.value("portal"_L1).toInteger(),
        .production = json.value("production"_L1).toBool(true),
        .operation = *operation,
        .object = json.value("object"_L1).toString(),
        .idColumn = json.value("idColumn"_L1).toString(),
        .idProperty = json.value("idProperty"_L1).toString(),
        .mapping = mappingOf(json.value("mapping"_L1).toArray()),
        .constants = constantsOf(json.value("constants"_L1).toArray()),
        .toObject = json.value("toObject"_L1).toString(),
        .toColumn = json.value("toColumn"_L1).toString(),
        .label = {.category = json.value("labelCategory"_L1).toString(), .typeId = json.value("labelType"_L1).toInt()},
        .emptyClears = json.value("emptyClears"_L1).toBool(),
        .skipsUnchanged = json.value("skipsUnchanged"_L1).toBool(true),
        .keepsBefore = json.value("keepsBefore"_L1).toBool(true),
        .firstRows = json.value("firstRows"_L1).toInteger(),
        .dailyReserve = json.value("dailyReserve"_L1).toInteger(),
        .stopBy = instantOf(json.value("stopBy"_L1)),
        .undoes = json.value("undoes"_L1).toString()};
    for (const QJsonValue &property : json.value("properties"_L1).toArray())
        spec.properties << property.toString();
    if (json.value("schedule"_L1).isObject())
        spec.schedule = scheduleOf(json.value("schedule"_L1).toObject());
    return spec;
}

QJsonObject stateObject(const JobState &state)
{
    return {{"phase"_L1, phaseWord(state.phase)},
            {"why"_L1, state.why},
            {"startedAt"_L1, instantJson(state.startedAt)},
            {"endedAt"_L1, instantJson(state.endedAt)},
            {"resumesAt"_L1, instantJson(state.resumesAt)},
            {"calls"_L1, qint64(state.calls)},
            {"by"_L1, state.by},
            {"pinned"_L1, state.pinned}};
}

JobState stateOf(const QJsonObject &json)
{
    return {.phase = phaseNamed(json.value("phase"_L1).toString()).value_or(JobState::Phase::Paused),
            .why = json.value("why"_L1).toString(),
            .startedAt = instantOf(json.value("startedAt"_L1)),
            .endedAt = instantOf(json.value("endedAt"_L1)),
            .resumesAt = instantOf(json.value("resumesAt"_L1)),
            .calls = json.value("calls"_L1).toInteger(),
            .by = json.value("by"_L1).toString(),
            .pinned = json.value("pinned"_L1).toBool()};
}

QJsonObject pilesObject(const JobPiles &piles)
{
    return {{"done"_L1, qint64(piles.done)},
            {"failed"_L1, qint64(piles.failed)},
            {"unknown"_L1, qint64(piles.unknown)},
            {"skipped"_L1, qint64(piles.skipped)}};
}

JobPiles pilesOf(const QJsonObject &json)
{
    return {.done = json.value("done"_L1).toInteger(),
            .failed = json.value("failed"_L1).toInteger(),
            .unknown = json.value("unknown"_L1).toInteger(),
            .skipped = json.value("skipped"_L1).toInteger()};
}

QJsonArray reasonsArray(const std::vector<ReasonGroup> &groups)
{
    return arrayOf(groups, [](const ReasonGroup &group) {
        return QJsonObject{{"pile"_L1, pileWord(group.pile)},
                           {"code"_L1, group.code},
                           {"reason"_L1, group.reason},
                           {"rows"_L1, qint64(group.rows)},
                           {"firstRow"_L1, qint64(group.firstRow)},
                           {"sample"_L1, group.sample},
                           {"hubspotSays"_L1, group.hubspotSays}};
    });
}

std::vector<ReasonGroup> reasonsOf(const QJsonArray &json)
{
    return rowsOf<ReasonGroup>(json, [](const QJsonObject &group) {
        // Summaries of before did not say; rows without an answer have had a code of their own all along.
        const QString unknownWord = pileWord(Pile::Unknown);
        const bool unknown = group.value("pile"_L1).toString(group.value("code"_L1).toString()) == unknownWord;
        return ReasonGroup{.pile = unknown ? Pile::Unknown : Pile::Failed,
                           .code = group.value("code"_L1).toString(),
                           .reason = group.value("reason"_L1).toString(),
                           .rows = group.value("rows"_L1).toInteger(),
                           .firstRow = group.value("firstRow"_L1).toInteger(),
                           .sample = group.value("sample"_L1).toString(),
                           .hubspotSays = group.value("hubspotSays"_L1).toString()};
    });
}

} // namespace hubwatch
