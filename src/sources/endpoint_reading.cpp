#include "sources/endpoint_reading.h"

#include "sources/probe_body.h"

namespace hubwatch {

namespace {

constexpr qint64 scrapeBytes = 10'000'000;
constexpr qint64 probeBytes = 1'000'000;

// As Prometheus asks, so that a target answers Hubwatch exactly as it answers Prometheus.
constexpr char scrapeAccept[] = "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;"
                                "q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
constexpr char probeAccept[] = "application/json,text/plain;q=0.9,*/*;q=0.1";

bool beginsLikeHtml(const QByteArray &body)
{
    const QByteArray begin = body.first(std::min<qsizetype>(body.size(), 256)).trimmed().toLower();
    return begin.startsWith("<!doctype") || begin.startsWith("<html") || begin.startsWith("<?xml");
}

QString missingEndpoint(Endpoint endpoint)
{
    const QString key = endpoint == Endpoint::Health ? QStringLiteral("health") : QStringLiteral("readiness");
    return QStringLiteral("there is no such endpoint; set %1 to its path in the workspace, or to \"\" if the service "
                          "has none")
        .arg(key);
}

} // namespace

HttpRequest endpointRequest(const QUrl &url, Endpoint endpoint, Duration timeout)
{
    const bool scrapes = endpoint == Endpoint::Metrics;
    HttpRequest request{.url = url,
                        .headers = {{.name = "Accept", .value = scrapes ? scrapeAccept : probeAccept}},
                        .timeout = timeout,
                        .maxBytes = scrapes ? scrapeBytes : probeBytes,
                        .redirects = 1,
                        .repeatable = true};
    if (scrapes)
        request.headers.push_back({.name = "X-Prometheus-Scrape-Timeout-Seconds",
                                   .value = QByteArray::number(double(timeout.count()) / 1000)});
    return request;
}

QString shownEndpoint(const QUrl &url)
{
    return url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

Result<TextFormat> scrapeFormat(const QUrl &url, const HttpResponse &response)
{
    const QByteArray type = response.header("Content-Type");
    Result<TextFormat> format = textFormatOf({type.constData(), size_t(type.size())});
    if (!format) {
        format.error().status = response.status;
        format.error().detail.prepend(shownEndpoint(url) + QStringLiteral(": "));
        return format;
    }
    if (beginsLikeHtml(response.body))
        return tl::unexpected(
            Error{.kind = Error::Kind::Malformed,
                  .detail = shownEndpoint(url)
                      + QStringLiteral(":1:1: expected metrics, found a web page; set the path of the "
                                       "service's metrics (\"/metrics\" by custom) in the workspace"),
                  .status = response.status});
    return format;
}

Error scrapeError(const QUrl &url, Error error)
{
    error.detail.prepend(shownEndpoint(url) + u':');
    return error;
}

Result<ProbeAnswer> judgeProbe(Endpoint endpoint, const Result<HttpResponse> &answer)
{
    if (answer) {
        const ProbeBody body = readProbeBody(answer->body);
        return ProbeAnswer{.verdict = body.saysNotReady ? ProbeAnswer::Verdict::NotReady : ProbeAnswer::Verdict::Ready,
                           .status = answer->status,
                           .words = body.words};
    }
    const Error &error = answer.error();
    if (error.status == 0)
        return tl::unexpected(error);
    QString words;
    if (error.status == 404)
        words = missingEndpoint(endpoint);
    else if (error.status >= 400)
        words = readProbeBody(error.body).words;
    // A redirect or an answer we could not read says in the error's own words what is wrong with it.
    if (words.isEmpty())
        words = plainWords(error.detail);
    return ProbeAnswer{.verdict = ProbeAnswer::Verdict::NotReady, .status = error.status, .words = words};
}

} // namespace hubwatch
