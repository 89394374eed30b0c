#include "ui/batch/job_choices.h"

#include "hubspot/batch_requests.h"
#include "ui/format.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString choiceWord(const char *text)
{
    return QCoreApplication::translate("JobChoices", text);
}

SearchFilter filterOf(const QJsonObject &json)
{
    SearchFilter filter{.property = json.value(u"propertyName").toString(),
                        .op = json.value(u"operator").toString(),
                        .value = json.value(u"value").toString(),
                        .highValue = json.value(u"highValue").toString()};
    for (const QJsonValue &value : json.value(u"values").toArray())
        filter.values << value.toString();
    return filter;
}

} // namespace

QString operationTitle(JobOperation operation)
{
    switch (operation) {
    case JobOperation::Update: return choiceWord("Update");
    case JobOperation::Create: return choiceWord("Create");
    case JobOperation::Upsert: return choiceWord("Upsert");
    case JobOperation::Archive: return choiceWord("Archive");
    case JobOperation::Read: return choiceWord("Read to CSV");
    case JobOperation::Associate: return choiceWord("Associate");
    case JobOperation::Dissociate: return choiceWord("Dissociate");
    }
    Q_UNREACHABLE();
}

QString operationSentence(JobOperation operation)
{
    switch (operation) {
    case JobOperation::Update: return choiceWord("Changes properties of records that exist; creates none.");
    case JobOperation::Create: return choiceWord("Makes a new record of each row, whatever is there already.");
    case JobOperation::Upsert: return choiceWord("Changes the record with that key, or makes it when there is none.");
    case JobOperation::Archive: return choiceWord("Moves records to the recycle bin; HubSpot keeps them 90 days.");
    case JobOperation::Read: return choiceWord("Reads properties into a file; changes nothing.");
    case JobOperation::Associate: return choiceWord("Binds pairs of records; their properties stay.");
    case JobOperation::Dissociate: return choiceWord("Takes bonds between records away; the records stay.");
    }
    Q_UNREACHABLE();
}

QString operationDeed(JobOperation operation, std::int64_t rows, const QString &object)
{
    const QString what = QStringLiteral("%1 %2").arg(countText(rows), objectTitle(object));
    switch (operation) {
    case JobOperation::Update: return choiceWord("update %1").arg(what);
    case JobOperation::Create: return choiceWord("create %1").arg(what);
    case JobOperation::Upsert: return choiceWord("update or create %1").arg(what);
    case JobOperation::Archive: return choiceWord("archive %1").arg(what);
    case JobOperation::Read: return choiceWord("read %1").arg(what);
    case JobOperation::Associate: return choiceWord("associate %1").arg(what);
    case JobOperation::Dissociate: return choiceWord("take associations of %1 away").arg(what);
    }
    Q_UNREACHABLE();
}

bool isDestructive(JobOperation operation)
{
    return operation == JobOperation::Archive || operation == JobOperation::Dissociate;
}

const std::vector<ObjectChoice> &standardObjects()
{
    static const std::vector<ObjectChoice> all{
        {QStringLiteral("contacts"), choiceWord("Contacts")}, {QStringLiteral("companies"), choiceWord("Companies")},
        {QStringLiteral("deals"), choiceWord("Deals")},       {QStringLiteral("tickets"), choiceWord("Tickets")},
        {QStringLiteral("products"), choiceWord("Products")}, {QStringLiteral("line_items"), choiceWord("Line items")}};
    return all;
}

bool isStandardObject(const QString &type)
{
    return std::ranges::any_of(standardObjects(), [&](const ObjectChoice &choice) { return choice.type == type; });
}

QString objectTitle(const QString &type)
{
    for (const ObjectChoice &choice : standardObjects())
        if (choice.type == type)
            return choice.title.toLower();
    return type;
}

QString searchWords(const QString &json)
{
    const QJsonObject body = QJsonDocument::fromJson(json.toUtf8()).object();
    if (body.isEmpty())
        return json; // kept as it was typed
    SearchQuery query{.text = body.value(u"query").toString()};
    for (const QJsonValue &group : body.value(u"filterGroups").toArray()) {
        std::vector<SearchFilter> filters;
        for (const QJsonValue &filter : group.toObject().value(u"filters").toArray())
            filters.push_back(filterOf(filter.toObject()));
        query.groups.push_back(std::move(filters));
    }
    return searchText(query);
}

} // namespace hubwatch::ui
