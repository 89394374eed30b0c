// The batch requests of HubSpot's API, built from rows; and the search.
#pragma once

#include "hubspot/api_paths.h"
#include "net/http.h"

#include <QJsonObject>
#include <span>
#include <vector>

namespace hubwatch {

/// One input of a batch.
struct BatchInput {
    QString id = {};    ///< HubSpot's id, or the value of `idProperty`; empty for create
    QString trace = {}; ///< objectWriteTraceId: unique within the request; empty for read and archive
    QJsonObject properties = {};

    bool operator==(const BatchInput &) const = default;
};

/// POST /crm/objects/{version}/{type}/batch/{operation}. `idProperty` empty: by HubSpot's id. Timeout 90 s for writes,
/// as batch calls (`HttpRequest::batch`); reads and archives are repeatable, nothing else is.
HttpRequest batchRequest(const QUrl &api, const QString &type, BatchOperation operation, const QString &idProperty,
                         std::span<const BatchInput> inputs, const QStringList &properties = {});
/// Reads archived records by id.
HttpRequest archivedReadRequest(const QUrl &api, const QString &type, const QStringList &ids,
                                const QStringList &properties);

/// A pair of records.
struct AssociationPair {
    QString from = {};
    QString to = {};

    bool operator==(const AssociationPair &) const = default;
};
/// POST /crm/associations/{version}/{from}/{to}/batch/associate/default, or batch/create with a type.
HttpRequest associateRequest(const QUrl &api, const QString &from, const QString &to, const QString &category,
                             int typeId, std::span<const AssociationPair> pairs);
HttpRequest dissociateRequest(const QUrl &api, const QString &from, const QString &to,
                              std::span<const AssociationPair> pairs);
HttpRequest associationsReadRequest(const QUrl &api, const QString &from, const QString &to, const QStringList &ids);

/// What is searched for: filter groups as HubSpot has them.
struct SearchFilter {
    QString property = {};
    QString op = QStringLiteral("EQ"); ///< EQ NEQ LT LTE GT GTE BETWEEN IN NOT_IN HAS_PROPERTY ...
    QString value = {};
    QString highValue = {};
    QStringList values = {};

    bool operator==(const SearchFilter &) const = default;
};
struct SearchQuery {
    std::vector<std::vector<SearchFilter>> groups = {}; ///< or of ands: at most 5 groups of 6, 18 in all
    QString text = {};                                  ///< full text

    bool operator==(const SearchQuery &) const = default;
};
/// The page behind `afterId`: 200 records by hs_object_id, ascending, so that no search meets the 10,000 of one query.
HttpRequest searchRequest(const QUrl &api, const QString &type, const SearchQuery &query, const QStringList &properties,
                          std::int64_t afterId);
/// Empty when the query is one that HubSpot takes; else what is wrong with it. One filter of each group stays free for
/// the paging.
QString searchFault(const SearchQuery &query);
/// "lifecyclestage EQ lead and city HAS_PROPERTY, or ...": of text; position and what would be valid otherwise.
Result<SearchQuery> parseSearch(const QString &text);
QString searchText(const SearchQuery &query);

} // namespace hubwatch
