#include "hubspot/json_http.h"

#include "net/http_errors.h"

namespace hubwatch {

bool isWebPage(const HttpResponse &response)
{
    return response.header("Content-Type").toLower().contains("text/html") || response.body.trimmed().startsWith('<');
}

JsonHttp::JsonHttp(HttpClient &next)
    : m_next(next)
{ }

void JsonHttp::send(HttpRequest request, QObject *context, Reply reply)
{
    const QString shown = shownRequest(request);
    m_next.send(std::move(request), context, [shown, reply = std::move(reply)](Result<HttpResponse> result) {
        if (result && isWebPage(*result))
            result = tl::unexpected(
                Error{.kind = Error::Kind::Malformed,
                      .detail
                      = shown + QStringLiteral(": expected JSON, found a web page: a network's login page, or a proxy"),
                      .body = result->body,
                      .status = result->status,
                      .headers = result->headers});
        reply(std::move(result));
    });
}

} // namespace hubwatch
