// ServedRequest: one HTTP/1.1 request as a server of ours reads it, and how it is read.
#pragma once

#include "base/http_header.h"

#include <optional>

namespace hubwatch {

struct ServedRequest {
    QByteArray method = {}; ///< "GET", as sent
    QByteArray path = {};   ///< as sent, without the query
    QByteArray query = {};  ///< as sent, without the "?"
    std::vector<HttpHeader> headers = {};
    QByteArray body = {}; ///< chunks undone
    bool isLast = false;  ///< the client wants the connection closed behind the answer
    bool oldHttp = false; ///< HTTP/1.0

    bool operator==(const ServedRequest &) const = default;

    /// The header's value, names compared without case; empty when absent.
    QByteArray header(QByteArrayView name) const { return headerValue(headers, name); }
};

struct RequestCaps {
    qsizetype head = 16'384;
    qsizetype body = 10'000'000;

    bool operator==(const RequestCaps &) const = default;
};

/// What the bytes of a connection hold so far: nothing whole yet, one request, or what is refused.
struct ReadRequest {
    std::optional<ServedRequest> request = {};
    qsizetype used = 0; ///< how many bytes the request took
    int refusal = 0;    ///< the status to refuse with; the connection cannot be read any further
    QByteArray why = {};

    bool operator==(const ReadRequest &) const = default;
};

/// Reads the request that `bytes` begin with. `Expect` is ignored: who waits for a 100 sends the body by itself soon.
ReadRequest readRequest(QByteArrayView bytes, const RequestCaps &caps);

/// The name in a Host header, without the port; empty where the port is none.
QByteArray nameOfHost(QByteArrayView host);
/// Whether a Host header names this machine. Anything else comes from a page whose name was pointed at us.
bool isOwnHost(QByteArrayView host);

} // namespace hubwatch
