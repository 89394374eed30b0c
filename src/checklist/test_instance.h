// What probes that speak HTTP have in common: what may be sent where, and what came back.
#pragma once

#include "net/http.h"

#include <QUrl>

namespace hubwatch {

/// What a request came to, whether HttpClient calls it an answer or an Error.
struct Heard {
    int status = 0;   ///< 0: no answer
    QString got = {}; ///< for a Fact: "200", "302 to https://login.test/", "no answer: connection refused"
    QByteArray body = {};
    std::vector<HttpHeader> headers = {};
    Duration took = {};

    bool operator==(const Heard &) const = default;
};

Heard heardOf(const QUrl &url, const Result<HttpResponse> &answer);

bool isGoodStatus(int status);      ///< 2xx
bool isRefusal(const Heard &heard); ///< 401 or 403
bool isRedirect(const Heard &heard);
/// By its Content-Type, or by how it begins.
bool isWebPage(const Heard &heard);
/// Why an answer cannot be judged at all, as an end of a sentence that begins with what was asked: nobody answered, it
/// is behind a login. Empty: it can.
QString unjudged(const Heard &heard);

/// Why nothing is sent there: it is neither https nor this machine. Empty: it may be.
QString unsafeInstance(const QUrl &url);
/// A path of the same origin that no service has, another one each time.
QUrl nowhereAt(const QUrl &url);
/// One line without control characters, tokens or more than 200 characters: what outsiders said, for words and facts.
QString tamed(const QString &text);

} // namespace hubwatch
