#include "hubspot/batch_requests.h"
#include "hubspot/json_post.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr int searchPageSize = 200;
constexpr size_t mostSearchGroups = 5;
constexpr size_t mostFiltersOfGroup = 6;
constexpr size_t mostSearchFilters = 18;
constexpr qsizetype longestSearchBody = 3000;
constexpr qsizetype roomForPaging = 300; ///< what searchRequest() adds to the filters, without the properties

QJsonObject filterJson(const SearchFilter &filter)
{
    QJsonObject json{{"propertyName"_L1, filter.property}, {"operator"_L1, filter.op}};
    if (filter.op == "IN"_L1 || filter.op == "NOT_IN"_L1)
        json.insert("values"_L1, QJsonArray::fromStringList(filter.values));
    else if (!filter.op.endsWith("HAS_PROPERTY"_L1))
        json.insert("value"_L1, filter.value);
    if (filter.op == "BETWEEN"_L1)
        json.insert("highValue"_L1, filter.highValue);
    return json;
}

QJsonArray groupsJson(const SearchQuery &query, const std::vector<SearchFilter> &everywhere)
{
    QJsonArray groups;
    const auto add = [&](std::vector<SearchFilter> filters) {
        filters.insert(filters.end(), everywhere.begin(), everywhere.end());
        QJsonArray list;
        for (const SearchFilter &filter : filters)
            list.append(filterJson(filter));
        if (!list.isEmpty())
            groups.append(QJsonObject{{"filters"_L1, list}});
    };
    for (const std::vector<SearchFilter> &group : query.groups)
        add(group);
    if (query.groups.empty())
        add({});
    return groups;
}

} // namespace

HttpRequest searchRequest(const QUrl &api, const QString &type, const SearchQuery &query, const QStringList &properties,
                          std::int64_t afterId)
{
    std::vector<SearchFilter> paging;
    if (afterId >= 0)
        paging.push_back({.property = QStringLiteral("hs_object_id"),
                          .op = QStringLiteral("GT"),
                          .value = QString::number(afterId)});
    QJsonObject body{{"filterGroups"_L1, groupsJson(query, paging)},
                     {"sorts"_L1, QJsonArray{"hs_object_id"_L1}},
                     {"properties"_L1, QJsonArray::fromStringList(properties)},
                     {"limit"_L1, searchPageSize},
                     {"after"_L1, "0"_L1}};
    if (!query.text.isEmpty())
        body.insert("query"_L1, query.text);
    return jsonPost(apiUrl(api, searchPath(type)), body, {.timeout = postedReadTimeout});
}

QString searchFault(const SearchQuery &query)
{
    if (query.groups.empty() && query.text.isEmpty())
        return QStringLiteral("the search names no filter and no text: name one, or it would find every record");
    if (query.groups.size() > mostSearchGroups)
        return QStringLiteral("%1 groups joined by \"or\"; HubSpot takes %2: make two jobs of it")
            .arg(query.groups.size())
            .arg(mostSearchGroups);
    size_t filters = 0;
    for (const std::vector<SearchFilter> &group : query.groups) {
        if (group.empty())
            return QStringLiteral("a group without filters would find every record");
        if (group.size() >= mostFiltersOfGroup)
            return QStringLiteral("%1 filters joined by \"and\"; HubSpot takes %2, and one of them is needed to page: "
                                  "use at most %3")
                .arg(group.size())
                .arg(mostFiltersOfGroup)
                .arg(mostFiltersOfGroup - 1);
        filters += group.size() + 1;
    }
    if (filters > mostSearchFilters)
        return QStringLiteral("%1 filters in all; HubSpot takes %2, and one of each group is needed to page: use at "
                              "most %3 in %4 groups")
            .arg(filters - query.groups.size())
            .arg(mostSearchFilters)
            .arg(mostSearchFilters - query.groups.size())
            .arg(query.groups.size());
    const qsizetype length
        = QJsonDocument(groupsJson(query, {})).toJson(QJsonDocument::Compact).size() + query.text.toUtf8().size();
    if (length + roomForPaging > longestSearchBody)
        return QStringLiteral("the search is %1 characters long; HubSpot takes %2: name fewer values, or use a file")
            .arg(length)
            .arg(longestSearchBody - roomForPaging);
    return {};
}

} // namespace hubwatch
