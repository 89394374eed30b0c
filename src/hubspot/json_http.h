// JsonHttp: an answer that is a web page is nobody's but a portal's.
#pragma once

#include "base/call_scope.h"
#include "net/http.h"

namespace hubwatch {

/// Whether the body is HTML, which HubSpot's API never sends with a success.
bool isWebPage(const HttpResponse &response);

/// Turns a success that is a web page, as hotels and proxies answer to everything, into an Error of kind Malformed that
/// carries status, headers and body, so that apiErrorOf() tells it.
class JsonHttp : public HttpClient
{
public:
    explicit JsonHttp(HttpClient &next);

    void send(HttpRequest request, QObject *context, Reply reply) override;

private:
    HttpClient &m_next;
};

} // namespace hubwatch
