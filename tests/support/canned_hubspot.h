// CannedHubSpot: a wire with HubSpot's answers behind it, on a test's clock.
#pragma once

#include "base/clock.h"
#include "net/http.h"

#include <QStringList>
#include <algorithm>
#include <map>
#include <optional>

namespace hubwatch::testing {

/// Answers every request 7 ms later, by what a test has set. Paths are told apart by their end.
class CannedHubSpot : public HttpClient
{
public:
    explicit CannedHubSpot(Clock &clock)
        : m_clock(clock)
    { }

    void send(HttpRequest request, QObject *context, Reply reply) override
    {
        const QByteArray path = request.url.path().toUtf8();
        requests.push_back(request);
        if (!refused.isEmpty() && lastAuthorization() == "Bearer " + refused)
            return refuse(context, std::move(reply));
        m_clock.after(7ms, context,
                      [answer = answerTo(path), reply = std::move(reply)]() mutable { reply(std::move(answer)); });
    }

    /// How often a path with this end was asked for.
    int asked(const char *end) const
    {
        return int(std::ranges::count_if(
            requests, [&](const HttpRequest &request) { return request.url.path().toUtf8().endsWith(end); }));
    }
    QByteArray lastAuthorization() const
    {
        return requests.empty() ? QByteArray() : headerValue(requests.back().headers, "Authorization");
    }
    void failDetails(int status, QByteArray body = "{}")
    {
        const auto kind = status == 0        ? Error::Kind::Offline
            : status == 401 || status == 403 ? Error::Kind::Unauthorized
            : status >= 500                  ? Error::Kind::ServerFault
                                             : Error::Kind::Rejected;
        failures["details"] = Error{.kind = kind,
                                    .detail = QStringLiteral("GET details: HTTP %1").arg(status),
                                    .body = std::move(body),
                                    .reach = status == 0 ? Error::Reach::Timeout : Error::Reach::None,
                                    .status = status};
    }

    std::int64_t portal = 4242;
    Duration utcOffset = {};
    std::optional<std::pair<std::int64_t, std::int64_t>> daily = {}; ///< limit and used, in the headers
    QByteArray usage = R"({"results":[{"name":"private-apps-api-calls-daily","usageLimit":1000,"currentUsage":250,)"
                       R"("fetchStatus":"CACHED","collectedAt":"2025-11-23T07:59:00Z"}]})";
    QByteArray audit = R"({"results":[]})";
    QByteArray page = R"({"status":{"indicator":"none","description":"All Systems Operational"}})";
    std::map<QByteArray, Error> failures = {}; ///< by the end of the path
    QByteArray refused = {};                   ///< a token that is answered with 401
    std::vector<HttpRequest> requests = {};

private:
    void refuse(QObject *context, Reply reply)
    {
        m_clock.after(7ms, context, [reply = std::move(reply)] {
            reply(tl::unexpected(Error{.kind = Error::Kind::Unauthorized,
                                       .detail = QStringLiteral("HTTP 401"),
                                       .body = R"({"category":"INVALID_AUTHENTICATION"})",
                                       .status = 401}));
        });
    }
    Result<HttpResponse> answerTo(const QByteArray &path) const
    {
        for (const auto &[end, error] : failures)
            if (path.endsWith(end))
                return tl::unexpected(error);
        HttpResponse response{.status = 200, .headers = {{"Content-Type", "application/json"}}, .took = 7ms};
        if (path.endsWith("/details")) {
            response.body = "{\"portalId\":" + QByteArray::number(qint64(portal)) + ",\"utcOffsetMilliseconds\":"
                + QByteArray::number(qint64(utcOffset.count())) + ",\"dataHostingLocation\":\"na1\"}";
            if (daily) {
                response.headers.push_back({"X-HubSpot-RateLimit-Daily", QByteArray::number(qint64(daily->first))});
                response.headers.push_back(
                    {"X-HubSpot-RateLimit-Daily-Remaining", QByteArray::number(qint64(daily->first - daily->second))});
            }
        } else if (path.endsWith("/private-apps")) {
            response.body = usage;
        } else if (path.endsWith("/security")) {
            response.body = audit;
        } else if (path.endsWith("/access-token-info")) {
            response.body = "{\"hubId\":" + QByteArray::number(qint64(portal))
                + ",\"appId\":77,\"scopes\":[\"account-info.security.read\"]}";
        } else if (path.endsWith("/summary.json")) {
            response.body = page;
        } else if (path.endsWith("/token")) {
            response.body = R"({"access_token":"canary-access","refresh_token":"canary-refresh","expires_in":1800})";
        } else {
            return tl::unexpected(Error{.kind = Error::Kind::Rejected, .detail = QStringLiteral("404"), .status = 404});
        }
        return response;
    }

    Clock &m_clock;
};

} // namespace hubwatch::testing
