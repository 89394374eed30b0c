// QtHttp: the wire, over QNetworkAccessManager.
#pragma once

#include "net/http.h"

#include <map>
#include <memory>

class QNetworkAccessManager;

namespace hubwatch {

/// Sends each request over Qt's network access, with what Qt leaves out: a deadline for the whole exchange, a cap on
/// the decoded body, redirects that stay on their origin, and errors told apart.
///
/// Each lane has a QNetworkAccessManager of its own, since one opens six connections a host and queues the rest behind
/// them, however long those hang. The machine's proxy settings apply, except to loopback. Must be used on one thread,
/// with an event loop; requests under way when it dies are dropped, unanswered. It must not be deleted from within a
/// reply.
class QtHttp : public HttpClient
{
public:
    QtHttp();
    ~QtHttp() override;

    void send(HttpRequest request, QObject *context, Reply reply) override;

private:
    QNetworkAccessManager &networkFor(const HttpRequest &request);

    /// By lane and by what is trusted: a connection is never shared with who would not have made it.
    std::map<std::pair<int, QByteArray>, std::unique_ptr<QNetworkAccessManager>> m_networks;
};

} // namespace hubwatch
