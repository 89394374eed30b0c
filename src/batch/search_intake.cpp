#include "batch/search_intake.h"

#include "batch/csv/csv_writer.h"
#include "hubspot/batch_answer.h"

#include <utility>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestSearchRequest = 3000;

Error notWritten(const QFile &file)
{
    return {.kind = Error::Kind::Storage, .detail = file.fileName() + u": "_s + file.errorString()};
}

} // namespace

SearchIntake::SearchIntake(HttpClient &http, QUrl api, QString type, SearchQuery query, QStringList properties,
                           QString path)
    : m_http(http)
    , m_api(std::move(api))
    , m_type(std::move(type))
    , m_query(std::move(query))
    , m_properties(std::move(properties))
    , m_file(std::move(path))
{
    m_properties.removeAll("hs_object_id"_L1);
    m_properties.removeDuplicates();
}

SearchIntake::~SearchIntake()
{
    if (m_reply) // unfinished
        m_file.remove();
}

void SearchIntake::start(QObject *context, Reply reply)
{
    m_context = context;
    m_reply = std::move(reply);
    m_found = {};
    m_last = 0;
    const qsizetype length = searchRequest(m_api, m_type, m_query, m_properties, INT64_MAX).body.size();
    const QString fault = length > longestSearchRequest
        ? QStringLiteral(
              "the search is %1 characters long with its properties; HubSpot takes %2: name fewer properties")
              .arg(length)
              .arg(longestSearchRequest)
        : searchFault(m_query);
    // Later, as every answer.
    if (!fault.isEmpty())
        return endLater(Error{.kind = Error::Kind::Rejected, .detail = u"search: "_s + fault});
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return endLater(notWritten(m_file));
    m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    if (m_file.write(csvLine(QStringList("hs_object_id"_L1) + m_properties, ',', false)) < 0)
        return endLater(notWritten(m_file));
    next();
}

void SearchIntake::next()
{
    m_http.send(searchRequest(m_api, m_type, m_query, m_properties, m_last), m_calls.context(),
                [this](const Result<HttpResponse> &answer) {
                    if (!answer)
                        return end(answer.error());
                    const Result<SearchPage> page = parseSearchPage(answer->body);
                    if (page)
                        took(*page);
                    else
                        end(page.error());
                });
}

void SearchIntake::took(const SearchPage &page)
{
    if (m_found.rows == 0)
        m_found.total = page.total;
    QByteArray lines;
    for (const BatchRecord &record : page.records) {
        const std::int64_t id = record.id.toLongLong();
        if (id <= m_last) // else it would never end
            return end(Error{.kind = Error::Kind::Malformed,
                             .detail = QStringLiteral("search: expected records behind id %1, found \"%2\"")
                                           .arg(m_last)
                                           .arg(record.id.left(40))});
        m_last = id;
        QStringList cells{record.id};
        for (const QString &property : std::as_const(m_properties))
            cells << record.properties.value(property);
        lines += csvLine(cells, ',', false);
    }
    if (m_file.write(lines) != lines.size())
        return end(notWritten(m_file));
    m_found.rows += std::int64_t(page.records.size());
    if (page.records.empty() || std::int64_t(page.records.size()) == page.total)
        end({});
    else
        next();
}

void SearchIntake::endLater(const Error &error)
{
    QMetaObject::invokeMethod(
        m_calls.context(), [this, error] { end(error); }, Qt::QueuedConnection);
}

void SearchIntake::end(const std::optional<Error> &error)
{
    std::optional<Error> why = error;
    if (!why && !m_file.flush())
        why = notWritten(m_file);
    m_file.close();
    if (why)
        m_file.remove();
    const Reply reply = std::exchange(m_reply, {});
    if (!m_context)
        return;
    if (why)
        reply(tl::unexpected(*why));
    else
        reply(m_found);
}

} // namespace hubwatch
