#include "sim/sim_hubspot_search.h"

#include "sim/sim_hubspot_objects.h"

#include <QDateTime>
#include <QJsonArray>
#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostFound = 10'000;
constexpr int mostOnPage = 200;
constexpr int mostGroups = 5;
constexpr int mostInGroup = 6;
constexpr int mostFilters = 18;
constexpr qsizetype longestSearch = 3000;

struct SearchFilter {
    QString property = {};
    QString op = {};
    QString value = {};
    QString high = {};
    QStringList values = {};
};

using FilterGroup = std::vector<SearchFilter>;

struct Search {
    std::vector<FilterGroup> groups = {};
    QString sortBy = QStringLiteral("hs_object_id");
    bool descending = false;
    QString query = {};
    QStringList properties = {};
    int limit = 10;
    int after = 0;
};

/// -1, 0, 1: as numbers where both are numbers (or instants), else as text.
int compared(const QString &a, const QString &b)
{
    const auto number = [](const QString &text) -> std::optional<double> {
        bool ok = false;
        const double value = text.toDouble(&ok);
        if (ok)
            return value;
        const QDateTime at = QDateTime::fromString(text, Qt::ISODateWithMs);
        return at.isValid() ? std::optional(double(at.toMSecsSinceEpoch())) : std::nullopt;
    };
    const std::optional<double> left = number(a);
    const std::optional<double> right = number(b);
    if (left && right)
        return *left < *right ? -1 : int(*left > *right);
    return a.compare(b, Qt::CaseInsensitive);
}

bool holdsToken(const QString &value, QString token)
{
    return value.contains(token.remove(u'*'), Qt::CaseInsensitive);
}

bool matches(const SearchFilter &filter, const SimRecord &record)
{
    const bool has = record.properties.contains(filter.property);
    const QString value = record.properties.value(filter.property);
    const QString &op = filter.op;
    if (op == "HAS_PROPERTY"_L1 || op == "NOT_HAS_PROPERTY"_L1)
        return has == (op == "HAS_PROPERTY"_L1);
    if (op == "NEQ"_L1)
        return !has || compared(value, filter.value) != 0;
    if (op == "NOT_IN"_L1)
        return !filter.values.contains(value, Qt::CaseInsensitive);
    if (op == "NOT_CONTAINS_TOKEN"_L1)
        return !holdsToken(value, filter.value);
    if (!has)
        return false;
    if (op == "IN"_L1)
        return filter.values.contains(value, Qt::CaseInsensitive);
    if (op == "CONTAINS_TOKEN"_L1)
        return holdsToken(value, filter.value);
    const int order = compared(value, filter.value);
    if (op == "EQ"_L1)
        return order == 0;
    if (op == "LT"_L1)
        return order < 0;
    if (op == "LTE"_L1)
        return order <= 0;
    if (op == "GT"_L1)
        return order > 0;
    if (op == "GTE"_L1)
        return order >= 0;
    return order >= 0 && compared(value, filter.high) <= 0; // BETWEEN
}

SimChecked<SearchFilter> filterOf(const SimCall &call, const QString &type, const QJsonObject &json)
{
    static const QStringList operators{QStringLiteral("EQ"),
                                       QStringLiteral("NEQ"),
                                       QStringLiteral("LT"),
                                       QStringLiteral("LTE"),
                                       QStringLiteral("GT"),
                                       QStringLiteral("GTE"),
                                       QStringLiteral("BETWEEN"),
                                       QStringLiteral("IN"),
                                       QStringLiteral("NOT_IN"),
                                       QStringLiteral("HAS_PROPERTY"),
                                       QStringLiteral("NOT_HAS_PROPERTY"),
                                       QStringLiteral("CONTAINS_TOKEN"),
                                       QStringLiteral("NOT_CONTAINS_TOKEN")};
    SearchFilter filter{.property = json.value("propertyName"_L1).toString(),
                        .op = json.value("operator"_L1).toString(),
                        .value = json.value("value"_L1).toString(),
                        .high = json.value("highValue"_L1).toString(),
                        .values = stringsOf(json.value("values"_L1)).value_or(QStringList())};
    if (!operators.contains(filter.op))
        return tl::unexpected(invalidReply(call, QStringLiteral("Invalid operator: %1").arg(filter.op)));
    if (!simProperty(type, filter.property))
        return tl::unexpected(invalidReply(
            call,
            QStringLiteral("There was a problem with the request: property %1 does not exist").arg(filter.property)));
    const bool needsValue = !filter.op.endsWith("HAS_PROPERTY"_L1);
    const bool isList = filter.op == "IN"_L1 || filter.op == "NOT_IN"_L1;
    if (needsValue && (isList ? filter.values.isEmpty() : filter.value.isEmpty()))
        return tl::unexpected(
            invalidReply(call, QStringLiteral("A filter of %1 lacks its value").arg(filter.property)));
    return filter;
}

SimChecked<std::vector<FilterGroup>> groupsOf(const SimCall &call, const QString &type, const QJsonArray &list)
{
    std::vector<FilterGroup> groups;
    int filters = 0;
    for (const QJsonValue &group : list) {
        FilterGroup read;
        for (const QJsonValue &filter : group.toObject().value("filters"_L1).toArray()) {
            const SimChecked<SearchFilter> one = filterOf(call, type, filter.toObject());
            if (!one)
                return tl::unexpected(one.error());
            read.push_back(*one);
        }
        filters += int(read.size());
        if (read.size() > mostInGroup)
            return tl::unexpected(
                invalidReply(call, QStringLiteral("A filter group holds at most %1 filters").arg(mostInGroup)));
        groups.push_back(std::move(read));
    }
    if (groups.size() > mostGroups || filters > mostFilters)
        return tl::unexpected(invalidReply(
            call,
            QStringLiteral("A search holds at most %1 filter groups and %2 filters").arg(mostGroups).arg(mostFilters)));
    return groups;
}

SimChecked<Search> searchOf(const SimCall &call, const QString &type)
{
    const SimChecked<QJsonObject> body = jsonBody(call);
    if (!body)
        return tl::unexpected(body.error());
    if (call.request.body.size() > longestSearch)
        return tl::unexpected(invalidReply(call, QStringLiteral("A search holds at most 3000 characters")));
    Search search{.query = body->value("query"_L1).toString(),
                  .properties = stringsOf(body->value("properties"_L1)).value_or(QStringList()),
                  .limit = body->value("limit"_L1).toInt(10),
                  .after = body->value("after"_L1).toVariant().toInt()};
    if (search.limit < 1 || search.limit > mostOnPage)
        return tl::unexpected(invalidReply(call, QStringLiteral("limit must be between 1 and %1").arg(mostOnPage)));
    if (search.after < 0 || search.after + search.limit > mostFound)
        return tl::unexpected(invalidReply(call, QStringLiteral("A search shows at most %1 results").arg(mostFound)));
    SimChecked<std::vector<FilterGroup>> groups = groupsOf(call, type, body->value("filterGroups"_L1).toArray());
    if (!groups)
        return tl::unexpected(groups.error());
    search.groups = std::move(*groups);
    const QJsonValue sort = body->value("sorts"_L1).toArray().first(); // the first alone is honoured
    if (sort.isString()) {
        search.descending = sort.toString().startsWith(u'-');
        search.sortBy = sort.toString().mid(search.descending ? 1 : 0);
    } else if (sort.isObject()) {
        search.descending = sort.toObject().value("direction"_L1) == "DESCENDING"_L1;
        search.sortBy = sort.toObject().value("propertyName"_L1).toString();
    }
    return search;
}

bool isFound(const Search &search, const SimRecord &record)
{
    const auto holds = [&record](const FilterGroup &group) {
        return std::ranges::all_of(group, [&record](const SearchFilter &filter) { return matches(filter, record); });
    };
    if (record.archived || (!search.groups.empty() && std::ranges::none_of(search.groups, holds)))
        return false;
    return search.query.isEmpty() || std::ranges::any_of(record.properties, [&search](const QString &value) {
               return holdsToken(value, search.query);
           });
}

} // namespace

ServedReply searchAnswer(const SimCall &call, const SimRecords &records)
{
    const SimChecked<Search> search = searchOf(call, records.type());
    if (!search)
        return search.error();
    std::vector<const SimRecord *> found;
    for (const auto &[id, record] : records.all()) {
        if (isFound(*search, record))
            found.push_back(&record);
    }
    std::ranges::stable_sort(found, [&search](const SimRecord *a, const SimRecord *b) {
        const int order = compared(a->properties.value(search->sortBy), b->properties.value(search->sortBy));
        return search->descending ? order > 0 : order < 0;
    });
    QJsonArray results;
    const int end = std::min(int(found.size()), search->after + search->limit);
    for (int i = search->after; i < end; ++i)
        results.append(recordJson(*found[size_t(i)], records.type(), search->properties));
    QJsonObject body{{"total"_L1, int(found.size())}, {"results"_L1, results}};
    if (end < int(found.size()))
        body.insert("paging"_L1, QJsonObject{{"next"_L1, QJsonObject{{"after"_L1, QString::number(end)}}}});
    return jsonReply(200, body);
}

} // namespace hubwatch
