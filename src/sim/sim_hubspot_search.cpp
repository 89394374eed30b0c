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

/// A value to compare with, read once: a search looks at every record.
struct SimOperand {
    QString text = {};
    std::optional<double> number = {}; ///< also of an instant
};

struct SimFilter {
    QString property = {};
    QString op = {};
    SimOperand value = {};
    SimOperand high = {};
    QStringList values = {};
};

using SimFilterGroup = std::vector<SimFilter>;

struct Search {
    std::vector<SimFilterGroup> groups = {};
    QString sortBy = QStringLiteral("hs_object_id");
    bool descending = false;
    QString query = {};
    QStringList properties = {};
    int limit = 10;
    int after = 0;
};

std::optional<double> numberIn(const QString &text)
{
    bool ok = false;
    const double value = text.toDouble(&ok);
    if (ok)
        return value;
    if (text.size() < 10 || text[4] != u'-')
        return std::nullopt;
    const QDateTime at = QDateTime::fromString(text, Qt::ISODateWithMs);
    return at.isValid() ? std::optional(double(at.toMSecsSinceEpoch())) : std::nullopt;
}

SimOperand operandOf(const QString &text)
{
    return {.text = text, .number = numberIn(text)};
}

/// -1, 0, 1: as numbers where both are numbers (or instants), else as text.
int compared(const SimOperand &left, const SimOperand &right)
{
    if (left.number && right.number)
        return *left.number < *right.number ? -1 : int(*left.number > *right.number);
    return left.text.compare(right.text, Qt::CaseInsensitive);
}

int compared(const QString &left, const SimOperand &right)
{
    return compared({.text = left, .number = right.number ? numberIn(left) : std::nullopt}, right);
}

bool holdsToken(const QString &value, QString token)
{
    return value.contains(token.remove(u'*'), Qt::CaseInsensitive);
}

bool matches(const SimFilter &filter, const SimRecord &record)
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
        return !holdsToken(value, filter.value.text);
    if (!has)
        return false;
    if (op == "IN"_L1)
        return filter.values.contains(value, Qt::CaseInsensitive);
    if (op == "CONTAINS_TOKEN"_L1)
        return holdsToken(value, filter.value.text);
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

SimChecked<SimFilter> filterOf(const SimCall &call, const SimRecords &records, const QJsonObject &json)
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
    SimFilter filter{.property = json.value("propertyName"_L1).toString(),
                     .op = json.value("operator"_L1).toString(),
                     .value = operandOf(json.value("value"_L1).toString()),
                     .high = operandOf(json.value("highValue"_L1).toString()),
                     .values = stringsOf(json.value("values"_L1)).value_or(QStringList())};
    if (!operators.contains(filter.op))
        return tl::unexpected(invalidReply(call, QStringLiteral("Invalid operator: %1").arg(filter.op)));
    if (!records.property(filter.property))
        return tl::unexpected(invalidReply(
            call,
            QStringLiteral("There was a problem with the request: property %1 does not exist").arg(filter.property)));
    const bool needsValue = !filter.op.endsWith("HAS_PROPERTY"_L1);
    const bool isList = filter.op == "IN"_L1 || filter.op == "NOT_IN"_L1;
    if (needsValue && (isList ? filter.values.isEmpty() : filter.value.text.isEmpty()))
        return tl::unexpected(
            invalidReply(call, QStringLiteral("A filter of %1 lacks its value").arg(filter.property)));
    return filter;
}

SimChecked<std::vector<SimFilterGroup>> groupsOf(const SimCall &call, const SimRecords &records, const QJsonArray &list)
{
    std::vector<SimFilterGroup> groups;
    int filters = 0;
    for (const QJsonValue &group : list) {
        SimFilterGroup read;
        for (const QJsonValue &filter : group.toObject().value("filters"_L1).toArray()) {
            const SimChecked<SimFilter> one = filterOf(call, records, filter.toObject());
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

SimChecked<Search> searchOf(const SimCall &call, const SimRecords &records)
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
    SimChecked<std::vector<SimFilterGroup>> groups = groupsOf(call, records, body->value("filterGroups"_L1).toArray());
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
    const auto holds = [&record](const SimFilterGroup &group) {
        return std::ranges::all_of(group, [&record](const SimFilter &filter) { return matches(filter, record); });
    };
    if (record.archived || (!search.groups.empty() && std::ranges::none_of(search.groups, holds)))
        return false;
    return search.query.isEmpty() || std::ranges::any_of(record.properties, [&search](const QString &value) {
               return holdsToken(value, search.query);
           });
}

/// In the order asked for; the records themselves are in that of their ids.
std::vector<const SimRecord *> foundRecords(const Search &search, const SimRecords &records)
{
    std::vector<const SimRecord *> found;
    for (const auto &[id, record] : records.all()) {
        if (isFound(search, record))
            found.push_back(&record);
    }
    if (search.sortBy == "hs_object_id"_L1) {
        if (search.descending)
            std::ranges::reverse(found);
        return found;
    }
    std::vector<std::pair<SimOperand, const SimRecord *>> sorted;
    sorted.reserve(found.size());
    for (const SimRecord *record : found)
        sorted.emplace_back(operandOf(record->properties.value(search.sortBy)), record);
    std::ranges::stable_sort(sorted, [&search](const auto &a, const auto &b) {
        const int order = compared(a.first, b.first);
        return search.descending ? order > 0 : order < 0;
    });
    std::ranges::transform(sorted, found.begin(), [](const auto &one) { return one.second; });
    return found;
}

} // namespace

ServedReply searchAnswer(const SimCall &call, const SimRecords &records)
{
    const SimChecked<Search> search = searchOf(call, records);
    if (!search)
        return search.error();
    const std::vector<const SimRecord *> found = foundRecords(*search, records);
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
