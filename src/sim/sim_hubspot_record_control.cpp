#include "sim/sim_hubspot_record_control.h"

#include <QJsonArray>
#include <QUrlQuery>
#include <limits>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostAdded = 200'000;

tl::unexpected<Error> recordFault(const QString &path, const QString &expected)
{
    return fail(Error::Kind::Rejected, QStringLiteral("/sim/%1: expected %2").arg(path, expected));
}

Result<QJsonObject> addRecords(SimState &state, const QString &type, const QJsonObject &body, TimePoint now)
{
    const int count = body.value("add"_L1).toInt(-1);
    if (count < 0 || count > mostAdded)
        return recordFault(QStringLiteral("records"),
                           QStringLiteral("a type, and a number to add up to %1").arg(mostAdded));
    SimRecords &records = state.records(state.portal, type, now);
    const std::int64_t before = records.all().empty() ? 0 : records.all().rbegin()->first;
    if (const auto refusal = records.fill(count, now, body.value("set"_L1).toObject()))
        return recordFault(QStringLiteral("records"), QStringLiteral("values that may be set: ") + refusal->message);
    const auto first = records.all().upper_bound(before);
    return QJsonObject{{"count"_L1, qint64(records.all().size())},
                       {"first"_L1, first == records.all().end() ? QString() : QString::number(first->first)}};
}

/// The ids of the list, or the first so many that live.
std::vector<std::int64_t> chosenIds(const SimRecords &records, const QJsonObject &body)
{
    std::vector<std::int64_t> ids;
    for (const QJsonValue &id : body.value("ids"_L1).toArray())
        ids.push_back(id.toString().toLongLong());
    const auto wanted = size_t(std::max(0, body.value("first"_L1).toInt()));
    for (auto it = records.all().begin(); it != records.all().end() && ids.size() < wanted; ++it) {
        if (!it->second.archived)
            ids.push_back(it->first);
    }
    return ids;
}

Result<QJsonObject> changeRecords(SimState &state, const QString &type, const QJsonObject &body, TimePoint now)
{
    SimRecords &records = state.records(state.portal, type, now);
    const std::vector<std::int64_t> ids = chosenIds(records, body);
    const bool archives = body.value("archive"_L1).toBool();
    const QJsonObject values{{body.value("property"_L1).toString(), body.value("value"_L1)}};
    if (ids.empty() || (!archives && records.refusal(values, nullptr)))
        return recordFault(QStringLiteral("change"),
                           QStringLiteral("\"ids\": [\"101\"] or \"first\": 50, and either a property with a value "
                                          "it may hold or \"archive\": true"));
    int changed = 0;
    for (const std::int64_t id : ids) {
        SimRecord *record = records.find(id);
        if (!record)
            continue;
        if (archives)
            records.archive(*record, now);
        else
            records.update(*record, values, now);
        ++changed;
    }
    return QJsonObject{{"changed"_L1, changed}};
}

Result<QJsonObject> archiveProperty(SimState &state, const QString &type, const QJsonObject &body, TimePoint now)
{
    const QString name = body.value("archive"_L1).toString();
    SimRecords &records = state.records(state.portal, type, now);
    if (!records.property(name))
        return recordFault(QStringLiteral("properties"), QStringLiteral("\"archive\": a property of %1").arg(type));
    records.archiveProperty(name);
    return QJsonObject{};
}

std::int64_t doublesOf(const SimRecords &records, const QString &property)
{
    QSet<QString> seen;
    std::int64_t doubles = 0;
    for (const auto &[id, record] : records.all()) {
        const QString value = record.properties.value(property).toLower();
        if (record.archived || value.isEmpty())
            continue;
        doubles += seen.contains(value) ? 1 : 0;
        seen += value;
    }
    return doubles;
}

QJsonObject countReport(const SimRecords &records, const QString &property)
{
    std::int64_t live = 0;
    for (const auto &[id, record] : records.all())
        live += record.archived ? 0 : 1;
    std::int64_t doubles = 0;
    for (const QString &one : property.isEmpty() ? QStringList{QStringLiteral("email"), QStringLiteral("external_id")}
                                                 : QStringList{property})
        doubles += doublesOf(records, one);
    QJsonObject calls;
    for (auto it = records.writes.calls.begin(); it != records.writes.calls.end(); ++it)
        calls.insert(it.key(), qint64(it.value()));
    return {{"type"_L1, records.type()},
            {"live"_L1, qint64(live)},
            {"archived"_L1, qint64(std::int64_t(records.all().size()) - live)},
            {"created"_L1, qint64(records.writes.created)},
            {"updated"_L1, qint64(records.writes.updated)},
            {"archivings"_L1, qint64(records.writes.archived)},
            {"writes"_L1, calls},
            {"doubles"_L1, qint64(doubles)}};
}

QJsonValue valueJson(const SimRecord &record, const QString &property)
{
    const auto at = record.properties.find(property);
    return at == record.properties.end() ? QJsonValue(QJsonValue::Null) : QJsonValue(*at);
}

QJsonObject valuesReport(const SimRecords &records, const QStringList &properties, const QUrlQuery &query)
{
    const bool archived = query.queryItemValue(QStringLiteral("archived")) == "true"_L1;
    const int asked = query.queryItemValue(QStringLiteral("limit")).toInt();
    const qsizetype limit = asked > 0 ? asked : std::numeric_limits<int>::max();
    QJsonArray values;
    QJsonObject report;
    auto it = records.all().upper_bound(query.queryItemValue(QStringLiteral("after")).toLongLong());
    for (; it != records.all().end() && values.size() < limit; ++it) {
        if (it->second.archived != archived)
            continue;
        QJsonObject one{{"id"_L1, QString::number(it->first)}};
        if (properties.size() == 1) {
            one.insert("value"_L1, valueJson(it->second, properties.front()));
        } else {
            QJsonObject several;
            for (const QString &property : properties)
                several.insert(property, valueJson(it->second, property));
            one.insert("values"_L1, several);
        }
        values.append(one);
    }
    if (it != records.all().end())
        report.insert("after"_L1, values.last()["id"_L1]);
    report.insert("values"_L1, values);
    return report;
}

} // namespace

Result<QJsonObject> recordControl(SimState &state, const QString &path, const QJsonObject &body, TimePoint now)
{
    if (path == "rules"_L1) {
        const QJsonValue whole = body.value("wholeBatch"_L1);
        if (!whole.isBool())
            return recordFault(path, QStringLiteral("\"wholeBatch\": true or false"));
        state.rules.wholeBatch = whole.toBool();
        return QJsonObject{};
    }
    const QString type = simType(body.value("type"_L1).toString(QStringLiteral("contacts")));
    if (type.isEmpty())
        return recordFault(path, QStringLiteral("a type such as contacts, companies or p_machine"));
    if (path == "change"_L1)
        return changeRecords(state, type, body, now);
    return path == "properties"_L1 ? archiveProperty(state, type, body, now) : addRecords(state, type, body, now);
}

Result<QJsonObject> recordReport(SimState &state, const QString &path, const QUrlQuery &query, TimePoint now)
{
    const auto value
        = [&query](const char *name) { return query.queryItemValue(QString::fromLatin1(name), QUrl::FullyDecoded); };
    if (path == "associations"_L1) {
        const QString from = simType(value("from"));
        const QString to = simType(value("to"));
        if (from.isEmpty() || to.isEmpty())
            return recordFault(path, QStringLiteral("?from=TYPE&to=TYPE"));
        return QJsonObject{
            {"pairs"_L1, qint64(state.associations.count({.portal = state.portal, .from = from, .to = to}))}};
    }
    const bool counts = path == "count"_L1;
    if (!counts && path != "values"_L1)
        return recordFault(path, QStringLiteral("log, peak, tokens, count, values or associations"));
    const QString type = simType(value("type").isEmpty() ? QStringLiteral("contacts") : value("type"));
    const QStringList properties = value("property").split(u',', Qt::SkipEmptyParts);
    bool known = !type.isEmpty() && (counts ? properties.size() <= 1 : !properties.isEmpty());
    for (const QString &property : properties)
        known = known && simProperty(type, property);
    if (!known)
        return recordFault(path, QStringLiteral("?type=TYPE&property=NAME that exist"));
    const SimRecords &records = state.records(state.portal, type, now);
    return counts ? countReport(records, properties.value(0)) : valuesReport(records, properties, query);
}

} // namespace hubwatch
