// Result<T> and Error: how every fallible call in the core answers.
#pragma once

#include "base/http_header.h"

#include <QByteArray>
#include <QString>
#include <chrono>
#include <optional>
#include <tl/expected.hpp>

namespace hubwatch {

/// Why something could not be done, in terms its caller can act on.
///
/// `kind` is what code branches on and what the UI turns into a sentence for people.
/// `detail` is for the log and the "Details" fold: English, exact, and free of secrets.
struct Error {
    enum class Kind {
        Offline,      ///< no answer: DNS, TCP, TLS, timeout, reset; `reach` tells which
        Unauthorized, ///< 401/403: token missing, expired, or without the scope
        RateLimited,  ///< 429: come back after `retryAfter`
        Rejected,     ///< any other 4xx: asking again will not help
        ServerFault,  ///< 5xx: asking again may help
        Malformed,    ///< the answer arrived but does not parse, or is larger than we accept
        Storage,      ///< keychain, file or disk
    };
    /// What stood between us and an answer; None unless `kind` is Offline.
    /// Clock: the certificate would be good at another time. Proxy: it wants to know who asks.
    enum class Reach { None, Dns, Refused, Tls, Clock, Timeout, Reset, NoNetwork, Proxy };

    Kind kind = Kind::Offline;
    QString detail = {};
    QByteArray body = {}; ///< the server's own words, for the layer that can read them; never logged
    std::optional<std::chrono::milliseconds> retryAfter = {};
    Reach reach = Reach::None;
    int status = 0;                       ///< the HTTP status, 0 when there was none
    std::vector<HttpHeader> headers = {}; ///< of the answer, as `body`: for the layer that can read them; never logged
    bool again = false; ///< worth one repeat at once: what was wrong (an old token) has been renewed meanwhile

    bool operator==(const Error &) const = default;
};

template<class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(Error::Kind kind, QString detail)
{
    return tl::unexpected(Error{.kind = kind, .detail = std::move(detail)});
}

} // namespace hubwatch
