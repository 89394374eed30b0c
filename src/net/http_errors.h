// How answers and failures of the wire become Errors, and how a request is named in them.
#pragma once

#include "net/http.h"

#include <QNetworkReply>
#include <QString>

namespace hubwatch {

/// The URL without user, password, query and fragment, any of which may hold a secret.
QString shownUrl(const QUrl &url);
/// "GET http://127.0.0.1:9464/metrics", by shownUrl(): what every Error's detail begins with.
QString shownRequest(const HttpRequest &request);
QByteArray methodName(HttpRequest::Method method);

/// Whether the host is this machine by its name or address: "localhost", "*.localhost", 127.0.0.0/8, ::1.
bool onLoopback(const QUrl &url);
/// Scheme, host and port are the same.
bool sameOrigin(const QUrl &a, const QUrl &b);

/// The wait a Retry-After header asks for, in seconds or as an HTTP-date; nullopt when it says neither.
std::optional<Duration> retryAfterOf(const QByteArray &value, TimePoint now);

/// The Error of an answer whose status is 300 or more. `location` is where a redirect wanted to go.
Error errorOfStatus(const HttpRequest &request, const HttpResponse &response, TimePoint now);

/// The Error of an exchange that brought no whole answer. `said` is Qt's sentence, used where it adds to ours.
Error errorOfWire(const HttpRequest &request, QNetworkReply::NetworkError error, const QString &said);
Error errorOfReach(const HttpRequest &request, Error::Reach reach, const QString &said);

} // namespace hubwatch
