#include "hubspot/json_post.h"

#include <QJsonDocument>
#include <utility>

namespace hubwatch {

HttpRequest jsonPost(QUrl url, const QJsonObject &body, const JsonPost &how)
{
    constexpr qint64 longestAnswer = 64'000'000; // 100 records, each with a few texts of 65,536 characters
    return {.method = HttpRequest::Method::Post,
            .url = std::move(url),
            .headers
            = {{.name = "Accept", .value = "application/json"}, {.name = "Content-Type", .value = "application/json"}},
            .body = QJsonDocument(body).toJson(QJsonDocument::Compact),
            .timeout = how.timeout,
            .maxBytes = longestAnswer,
            .repeatable = how.repeatable,
            .once = !how.repeatable,
            .batch = true};
}

} // namespace hubwatch
