#include "checklist/bench/bench_records.h"

#include "base/time_text.h"

#include <QJsonArray>
#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr int recordCount = 250;
constexpr int firstId = 1001;

QJsonObject propertyNamed(const QString &name, const QString &type = QStringLiteral("string"))
{
    const bool isChoice = type == "enumeration"_L1;
    QJsonArray options;
    for (const char *value : {"subscriber", "lead", "customer"}) {
        if (isChoice)
            options.append(QJsonObject{
                {"value"_L1, QLatin1StringView(value)}, {"label"_L1, QLatin1StringView(value)}, {"hidden"_L1, false}});
    }
    return {{"name"_L1, name},
            {"label"_L1, name},
            {"type"_L1, type},
            {"fieldType"_L1, isChoice ? "select"_L1 : "text"_L1},
            {"groupName"_L1, "information"_L1},
            {"options"_L1, options},
            {"archived"_L1, false},
            {"hidden"_L1, false},
            {"modificationMetadata"_L1,
             QJsonObject{{"archivable"_L1, true}, {"readOnlyDefinition"_L1, false}, {"readOnlyValue"_L1, false}}}};
}

QJsonArray allProperties()
{
    QJsonArray all;
    for (const char *name :
         {"email", "firstname", "lastname", "phone", "company", "city", "name", "domain", "dealname", "amount",
          "dealstage", "pipeline", "subject", "content", "external_id", "hs_object_id", "hubspot_owner_id"})
        all.append(propertyNamed(QString::fromLatin1(name)));
    all.append(propertyNamed(QStringLiteral("lifecyclestage"), QStringLiteral("enumeration")));
    for (const char *name : {"createdate", "lastmodifieddate", "hs_lastmodifieddate"})
        all.append(propertyNamed(QString::fromLatin1(name), QStringLiteral("datetime")));
    return all;
}

QJsonObject schemaNamed(const QString &name)
{
    return {{"id"_L1, "9001"_L1},
            {"objectTypeId"_L1, "2-9001"_L1},
            {"name"_L1, name},
            {"fullyQualifiedName"_L1, QStringLiteral("p%1_%2").arg(benchPortal).arg(name)},
            {"labels"_L1, QJsonObject{{"singular"_L1, name}, {"plural"_L1, name}}},
            {"primaryDisplayProperty"_L1, "name"_L1},
            {"requiredProperties"_L1, QJsonArray{"name"_L1}},
            {"properties"_L1, allProperties()},
            {"associations"_L1, QJsonArray()},
            {"archived"_L1, false}};
}

QJsonObject ownerWith(int id)
{
    return {{"id"_L1, QString::number(id)}, {"email"_L1, QStringLiteral("owner%1@example.test").arg(id)},
            {"firstName"_L1, "Owner"_L1},   {"lastName"_L1, QString::number(id)},
            {"userId"_L1, 7000 + id},       {"archived"_L1, false}};
}

QJsonObject pipelineWith(const QString &id)
{
    const auto stage = [](const QString &name, int order) {
        return QJsonObject{{"id"_L1, name},
                           {"label"_L1, name},
                           {"displayOrder"_L1, order},
                           {"metadata"_L1, QJsonObject()},
                           {"archived"_L1, false}};
    };
    return {{"id"_L1, id},
            {"label"_L1, "Pipeline"_L1},
            {"displayOrder"_L1, 0},
            {"stages"_L1, QJsonArray{stage(QStringLiteral("new"), 0), stage(QStringLiteral("closedwon"), 1)}},
            {"archived"_L1, false}};
}

QJsonObject benchResults(const QJsonArray &results)
{
    return {{"results"_L1, results}};
}

/// The last part of a definition's path names one; a body writes it.
QJsonObject withWritten(QJsonObject one, const QJsonObject &body)
{
    for (auto it = body.begin(); it != body.end(); ++it)
        one.insert(it.key(), it.value());
    return one;
}

} // namespace

QString benchNewId()
{
    static qint64 last = 500'000;
    return QString::number(++last);
}

QJsonObject benchRecord(const QString &id, const QJsonObject &written, TimePoint now)
{
    const QString created = utcText(now - 24h);
    QJsonObject properties{{"email"_L1, QStringLiteral("record%1@example.test").arg(id)},
                           {"firstname"_L1, "Record"_L1},
                           {"lastname"_L1, id},
                           {"name"_L1, QStringLiteral("Record %1").arg(id)},
                           {"domain"_L1, "example.test"_L1},
                           {"dealname"_L1, QStringLiteral("Record %1").arg(id)},
                           {"amount"_L1, "100"_L1},
                           {"subject"_L1, QStringLiteral("Record %1").arg(id)},
                           {"lifecyclestage"_L1, "lead"_L1},
                           {"hs_object_id"_L1, id},
                           {"createdate"_L1, created},
                           {"lastmodifieddate"_L1, created},
                           {"hs_lastmodifieddate"_L1, created}};
    for (auto it = written.begin(); it != written.end(); ++it)
        properties.insert(it.key(), it.value());
    return {{"id"_L1, id},
            {"properties"_L1, properties},
            {"createdAt"_L1, created},
            {"updatedAt"_L1, utcText(now)},
            {"archived"_L1, false}};
}

QJsonObject benchBatchRow(const QJsonObject &input, const QByteArray &verb, TimePoint now)
{
    const QString key = input.value("id"_L1).toString();
    const QString property = input.value("idProperty"_L1).toString();
    const bool isOwnId = !key.isEmpty() && property.isEmpty() && !key.contains(u'@');
    QJsonObject properties = input.value("properties"_L1).toObject();
    if (!property.isEmpty() && !properties.contains(property))
        properties.insert(property, key);
    QJsonObject row = benchRecord(isOwnId ? key : benchNewId(), properties, now);
    if (verb == "upsert")
        row.insert("new"_L1, false);
    if (const QJsonValue trace = input.value("objectWriteTraceId"_L1); trace.isString())
        row.insert("objectWriteTraceId"_L1, trace);
    return row;
}

QJsonObject benchAssociation(const QJsonObject &input, bool isRead)
{
    if (isRead)
        return {{"from"_L1, QJsonObject{{"id"_L1, input.value("id"_L1)}}}, {"to"_L1, QJsonArray()}};
    return {{"fromObjectId"_L1, input.value("from"_L1).toObject().value("id"_L1)},
            {"toObjectId"_L1, input.value("to"_L1).toObject().value("id"_L1)},
            {"labels"_L1, QJsonArray()}};
}

QJsonObject benchPage(int limit, int after, int most, TimePoint now)
{
    const int from = std::clamp(after, 0, recordCount);
    const int to = std::min(recordCount, from + std::clamp(limit == 0 ? 10 : limit, 1, most));
    QJsonArray results;
    for (int i = from; i < to; ++i)
        results.append(benchRecord(QString::number(firstId + i), {}, now));
    QJsonObject page = benchResults(results);
    if (to < recordCount)
        page.insert("paging"_L1, QJsonObject{{"next"_L1, QJsonObject{{"after"_L1, QString::number(to)}}}});
    return page;
}

QJsonObject benchFound(const QJsonObject &question, TimePoint now)
{
    const QJsonObject filter = question.value("filterGroups"_L1)
                                   .toArray()
                                   .first()
                                   .toObject()
                                   .value("filters"_L1)
                                   .toArray()
                                   .first()
                                   .toObject();
    QJsonObject found;
    if (filter.value("operator"_L1).toString() == "EQ"_L1) {
        const QJsonObject wanted{{filter.value("propertyName"_L1).toString(), filter.value("value"_L1)}};
        found = benchResults({benchRecord(QString::number(firstId), wanted, now)});
        found.insert("total"_L1, 1);
        return found;
    }
    const QJsonValue after = question.value("after"_L1); // a number or its text
    found = benchPage(question.value("limit"_L1).toInt(), after.isString() ? after.toString().toInt() : after.toInt(),
                      200, now);
    found.insert("total"_L1, recordCount);
    return found;
}

std::optional<QJsonObject> benchDefinition(const HubPath &path, const QJsonObject &body)
{
    const QString name = path.rest.isEmpty() ? QString() : QString::fromUtf8(path.rest.last()).left(80);
    switch (path.kind) {
    case HubPath::Kind::Properties:
        if (name.isEmpty() && !body.isEmpty())
            return withWritten(propertyNamed(QStringLiteral("property")), body);
        if (name.isEmpty() || name == "read"_L1)
            return benchResults(allProperties());
        return name == "groups"_L1 ? benchResults({}) : withWritten(propertyNamed(name), body);
    case HubPath::Kind::Schemas:
        return name.isEmpty() ? benchResults({schemaNamed(QStringLiteral("machine"))}) : schemaNamed(name);
    case HubPath::Kind::Owners:
        return name.isEmpty() ? benchResults({ownerWith(1), ownerWith(2), ownerWith(3)}) : ownerWith(name.toInt());
    case HubPath::Kind::Pipelines:
        return name.isEmpty() ? benchResults({pipelineWith(QStringLiteral("default"))}) : pipelineWith(name);
    case HubPath::Kind::List:
    case HubPath::Kind::Record:
    case HubPath::Kind::Batch:
    case HubPath::Kind::Search:
    case HubPath::Kind::Account:
    case HubPath::Kind::Token:
    case HubPath::Kind::Other: return std::nullopt;
    }
    Q_UNREACHABLE();
}

std::optional<QJsonObject> benchAccount(const QByteArray &path, TimePoint now)
{
    if (path == "details")
        return QJsonObject{{"portalId"_L1, benchPortal},          {"portalName"_L1, "Hubwatch's bench"_L1},
                           {"accountType"_L1, "SANDBOX"_L1},      {"timeZone"_L1, "UTC"_L1},
                           {"companyCurrency"_L1, "USD"_L1},      {"additionalCurrencies"_L1, QJsonArray()},
                           {"utcOffset"_L1, "+00:00"_L1},         {"utcOffsetMilliseconds"_L1, 0},
                           {"uiDomain"_L1, "app.hubspot.com"_L1}, {"dataHostingLocation"_L1, "na1"_L1}};
    if (path == "api-usage/daily/private-apps" || path == "api-usage/daily")
        return benchResults({QJsonObject{{"name"_L1, "private-apps-api-calls-daily"_L1},
                                         {"usageLimit"_L1, 250'000},
                                         {"currentUsage"_L1, 1'000},
                                         {"collectedAt"_L1, utcText(now)},
                                         {"fetchStatus"_L1, "SUCCESS"_L1},
                                         {"resetsAt"_L1, utcText(now + 12h)}}});
    return std::nullopt;
}

} // namespace hubwatch
