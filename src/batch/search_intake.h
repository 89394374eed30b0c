// SearchIntake: the records that a search finds, as a file of rows.
#pragma once

#include "base/call_scope.h"
#include "hubspot/batch_requests.h"

#include <functional>

namespace hubwatch {

/// Pages through a search by record id, however many it finds, and writes id and properties to a CSV: header
/// hs_object_id, then the properties. Searches go out as batch calls, five a second at most (the account's limiter).
class SearchIntake
{
public:
    struct Found {
        std::int64_t rows = 0;
        std::int64_t total = 0; ///< as HubSpot counts at the first page
    };
    using Reply = std::function<void(Result<Found>)>;

    SearchIntake(HttpClient &http, QUrl api, QString type, SearchQuery query, QStringList properties, QString path);

    /// Answers once, later. On an error the file is gone.
    void start(QObject *context, Reply reply);
    const Found &found() const { return m_found; } ///< so far

private:
    void next();

    HttpClient &m_http;
    QUrl m_api;
    QString m_type;
    SearchQuery m_query;
    QStringList m_properties;
    QString m_path;
    Found m_found = {};
    CallScope m_calls;
};

} // namespace hubwatch
