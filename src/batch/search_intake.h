// SearchIntake: the records that a search finds, as a file of rows.
#pragma once

#include "base/call_scope.h"
#include "hubspot/batch_requests.h"

#include <QFile>
#include <QPointer>
#include <functional>

namespace hubwatch {

struct SearchPage;

/// Pages through a search by record id, however many it finds, and writes id and properties to a CSV: header
/// hs_object_id, then the properties. Searches go out as batch calls, five a second at most (the account's limiter).
class SearchIntake
{
public:
    struct Found {
        std::int64_t rows = 0;
        std::int64_t total = 0; ///< as HubSpot counts at the first page

        bool operator==(const Found &) const = default;
    };
    using Reply = std::function<void(Result<Found>)>;

    SearchIntake(HttpClient &http, QUrl api, QString type, SearchQuery query, QStringList properties, QString path);
    ~SearchIntake(); ///< an unfinished file goes with it

    /// Answers once, later. On an error the file is gone.
    void start(QObject *context, Reply reply);
    const Found &found() const { return m_found; } ///< so far

private:
    void next();
    void took(const SearchPage &page);
    void end(const std::optional<Error> &error);
    void endLater(const Error &error);

    HttpClient &m_http;
    QUrl m_api;
    QString m_type;
    SearchQuery m_query;
    QStringList m_properties;
    QFile m_file;
    QPointer<QObject> m_context = {};
    Reply m_reply = {};
    std::int64_t m_last = 0; ///< id
    Found m_found = {};
    CallScope m_calls;
};

} // namespace hubwatch
