// WebhookService: a test instance that verifies signatures rightly, or wrongly in one of many ways.
#pragma once

#include "hubspot/webhook_signature.h"
#include "probe_bench.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <set>

namespace hubwatch::testing {

class WebhookService
{
public:
    enum class Way {
        Right,
        AcceptsAll,       ///< on the webhook; other paths are 404
        AnswersAnyPath,   ///< 200 to everything
        IgnoresTimestamp, ///< signature right, its time never looked at
        IgnoresFuture,    ///< as HubSpot's SDKs: only what is old is refused
        ReadsWrongHeader, ///< X-HubSpot-Signature-Timestamp
        HashesItsOwnJson, ///< parses the body and writes it again
        LooksForPresence, ///< any signature will do
        RefusesWith400,
        BreaksOnBad, ///< 500
        RefusesAll,
        LoginPage, ///< redirects
        BasicLogin,
        NotThere,
        Resets,
        BreaksOnGood,
    };
    /// What it does with an event that it has seen.
    enum class Twice { Ignores, Counts, CountsInOneBody, Refuses, NeverCounts, CountsTwo };

    explicit WebhookService(Way howVerified)
        : way(howVerified)
    { }

    QUrl url() const { return service.url(QStringLiteral("/webhooks/hubspot")); }

    Way way;
    Twice twice = Twice::Ignores;
    SignatureVersion version = SignatureVersion::V3;
    QByteArray secret = "the-test-instance-secret";
    int effects = 0;
    bool ownTraffic = false; ///< something else moves the counter, too
    QByteArray metricName = "crm_webhook_effects_total";

    TestService service{[this](const ServedRequest &request) { return answered(request); }};

private:
    ServedReply answered(const ServedRequest &request)
    {
        if (request.path == "/metrics") {
            effects += ownTraffic ? 1 : 0;
            const int half = effects / 2;
            return {.contentType = "text/plain; version=0.0.4",
                    .body = "# TYPE " + metricName + " counter\n" + metricName + "{kind=\"a\"} "
                        + QByteArray::number(half) + "\n" + metricName + "{kind=\"b\"} "
                        + QByteArray::number(effects - half) + "\n"};
        }
        if (way == Way::AnswersAnyPath)
            return {.contentType = "text/html", .body = "<!doctype html><p>Log in"};
        if (way == Way::LoginPage)
            return {.status = 302, .headers = {{.name = "Location", .value = "/login?next=hook"}}};
        if (way == Way::BasicLogin)
            return {.status = 401, .headers = {{.name = "WWW-Authenticate", .value = "Basic realm=\"test\""}}};
        if (way == Way::Resets)
            return {.silent = true};
        if (request.path != "/webhooks/hubspot" || request.method != "POST" || way == Way::NotThere)
            return {.status = 404};
        if (!isAccepted(request))
            return {.status = way == Way::RefusesWith400 ? 400 : way == Way::BreaksOnBad ? 500 : 401};
        return {.status = way == Way::BreaksOnGood ? 500 : carriedOut(request.body)};
    }

    bool isSigned(const ServedRequest &request, TimePoint now, const QByteArray &body) const
    {
        return isSignedWebhook(version, secret, {.uri = url().toEncoded(), .body = body}, request.headers, now);
    }

    bool isAccepted(const ServedRequest &request) const
    {
        const TimePoint now = SystemClock().now();
        const QByteArray sent = request.header("X-HubSpot-Request-Timestamp");
        const TimePoint then = TimePoint(Duration(sent.toLongLong()));
        switch (way) {
        case Way::Right:
        case Way::RefusesWith400:
        case Way::BreaksOnBad:
        case Way::BreaksOnGood: return isSigned(request, now, request.body);
        case Way::AcceptsAll: return true;
        case Way::IgnoresTimestamp:
        case Way::IgnoresFuture: {
            const QByteArray right = webhookSignature(
                version, secret, {.uri = url().toEncoded(), .body = request.body, .timestamp = sent});
            const bool isOld = way == Way::IgnoresFuture && !sent.isEmpty() && sent != "soon" && now - then > 5min;
            return request.header("X-HubSpot-Signature-v3") == right && !isOld;
        }
        case Way::ReadsWrongHeader: {
            std::vector<HttpHeader> headers = request.headers;
            std::erase_if(headers, [](const HttpHeader &header) {
                return header.name.compare("X-HubSpot-Request-Timestamp", Qt::CaseInsensitive) == 0;
            });
            return isSignedWebhook(version, secret, {.uri = url().toEncoded(), .body = request.body}, headers, now);
        }
        case Way::HashesItsOwnJson: return isSigned(request, now, writtenAgain(request.body));
        case Way::LooksForPresence: return !request.header("X-HubSpot-Signature-v3").isEmpty();
        case Way::RefusesAll:
        case Way::AnswersAnyPath:
        case Way::LoginPage:
        case Way::BasicLogin:
        case Way::NotThere:
        case Way::Resets: return false;
        }
        return false;
    }

    /// As JavaScript does, which keeps the order of fields: spaces and escapes are lost.
    static QByteArray writtenAgain(QByteArray body) { return body.replace(" \"\\u006f", "\"o"); }

    int carriedOut(const QByteArray &body)
    {
        std::set<qint64> inThisBody;
        int status = 200;
        for (const QJsonValue &event : QJsonDocument::fromJson(body).array()) {
            const qint64 id = event[QStringLiteral("objectId")].toInteger();
            const bool before = known.contains(id);
            const bool here = !inThisBody.insert(id).second;
            const bool counts = twice == Twice::Counts || twice == Twice::CountsTwo
                || (twice == Twice::CountsInOneBody ? !before : !before && !here);
            if (before && twice == Twice::Refuses)
                status = 409;
            if (counts && twice != Twice::NeverCounts)
                effects += twice == Twice::CountsTwo ? 2 : 1;
        }
        known.insert(inThisBody.begin(), inThisBody.end());
        return status;
    }

    std::set<qint64> known = {};
};

} // namespace hubwatch::testing
