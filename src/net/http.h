// HttpClient: the door to everything that answers over HTTP.
#pragma once

#include "base/clock.h"
#include "base/http_header.h"
#include "base/result.h"

#include <QByteArray>
#include <QUrl>
#include <functional>
#include <vector>

class QObject;

namespace hubwatch {

struct HttpRequest {
    enum class Method { Get, Head, Post, Put, Patch, Delete };

    Method method = Method::Get;
    QUrl url = {};
    std::vector<HttpHeader> headers = {};
    QByteArray body = {};
    Duration timeout = 10s;       ///< for the whole exchange, not per byte
    qint64 maxBytes = 10'000'000; ///< of the decoded body; a larger answer is Malformed and is not read further
    int redirects = 0;            ///< how many redirects to follow, on the same origin only
    bool repeatable = false;      ///< whether sending it twice does no harm
    QString credential = {};      ///< reference of what it carries, for the client that knows secrets; empty: nothing
    bool once = false;            ///< the wire never repeats it by itself, whatever its method; see OnceBody
    bool batch = false;           ///< yields to polling where calls are rationed
    int attempt = 1;              ///< counted by RetryingHttp
    int lane = 0;                 ///< requests of different lanes never wait for each other's connections
    bool confidential = false;    ///< body or answer hold a secret: neither may ever be logged or shown
    QByteArray trusts = {};       ///< certificates in PEM that are trusted instead of the system's; empty: the system's

    bool operator==(const HttpRequest &) const = default;
};

struct HttpResponse {
    int status = 0;
    std::vector<HttpHeader> headers = {};
    QByteArray body = {}; ///< decoded (gzip undone)
    qint64 wireBytes = 0; ///< as received
    Duration took = {};   ///< from send to the last byte, monotonic

    bool operator==(const HttpResponse &) const = default;

    /// The header's value, names compared without case; empty when absent.
    QByteArray header(QByteArrayView name) const;
};

/// Sends requests. Each client does one thing and hands the rest to the client it wraps, so that every
/// attempt takes its own permit and the current token:
/// RetryingHttp -> RateLimitedHttp -> AuthorizedHttp -> ObservedHttp -> QtHttp.
class HttpClient
{
public:
    using Reply = std::function<void(Result<HttpResponse>)>;

    virtual ~HttpClient() = default;

    /// Calls `reply` exactly once, later, on the caller's thread; never if `context` dies first,
    /// in which case the request is aborted. A status of 400 or more arrives as an Error that carries
    /// `status` and `body`.
    virtual void send(HttpRequest request, QObject *context, Reply reply) = 0;
};

} // namespace hubwatch
