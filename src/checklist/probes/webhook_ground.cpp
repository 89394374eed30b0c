#include "checklist/probes/webhook_ground.h"

#include "checklist/test_instance.h"

namespace hubwatch {

namespace {

QString missingWebhookKey(const WebhookOrder &order)
{
    if (order.url.isEmpty())
        return QStringLiteral("no webhook is named: add test_url and webhook (its path there) to the [[checklist]] "
                              "table, or webhooks = false if the service takes none");
    if (const QString why = unsafeInstance(order.url); !why.isEmpty())
        return QStringLiteral("test_url: %1").arg(why);
    if (order.secret.isEmpty())
        return QStringLiteral("no client secret is named: add webhook_secret, the reference of the test instance's, "
                              "such as \"env:NAME\"");
    if (!parseCredentialRef(order.secret))
        return QStringLiteral("webhook_secret: expected a reference such as \"env:NAME\" or \"keychain:NAME\"");
    for (const QString &name : order.versions)
        if (!signatureVersionNamed(name))
            return QStringLiteral("webhook_versions: unknown \"%1\"; expected \"v1\", \"v2\" or \"v3\"")
                .arg(tamed(name));
    if (order.versions.isEmpty())
        return QStringLiteral("webhook_versions: names none; expected \"v1\", \"v2\" or \"v3\"");
    return {};
}

} // namespace

std::optional<Verdict> webhookHindrance(const WebhookOrder &order, TimePoint now)
{
    if (!order.applies)
        return plainVerdict(order.item, Outcome::NotApplicable,
                            QStringLiteral("the service takes no webhooks (webhooks = false)"), now);
    if (const QString why = missingWebhookKey(order); !why.isEmpty())
        return plainVerdict(order.item, Outcome::NotRun, why, now);
    return std::nullopt;
}

std::vector<SignatureVersion> versionsOf(const WebhookOrder &order)
{
    std::vector<SignatureVersion> versions;
    for (const QString &name : order.versions)
        if (const auto version = signatureVersionNamed(name))
            versions.push_back(*version);
    return versions;
}

void readGround(const ProbeDoors &doors, const WebhookOrder &order, QObject *context,
                std::function<void(Result<SigningGround>)> reply)
{
    SigningGround ground{.uri = signedUriOf(order.signedUrl.isEmpty() ? order.url : order.signedUrl),
                         .portal = order.portal};
    doors.secrets.read(
        *parseCredentialRef(order.secret), context, [ground, reply = std::move(reply)](Result<Secret> secret) mutable {
            if (!secret)
                return reply(fail(Error::Kind::Storage,
                                  QStringLiteral("webhook_secret could not be read: ") + tamed(secret.error().detail)));
            ground.secret = *secret;
            reply(std::move(ground));
        });
}

HttpRequest webhookRequest(const WebhookOrder &order, std::vector<HttpHeader> headers, const QByteArray &body)
{
    headers.push_back({.name = "Content-Type", .value = "application/json"});
    return {.method = HttpRequest::Method::Post,
            .url = order.url,
            .headers = std::move(headers),
            .body = body,
            .timeout = order.patience,
            .maxBytes = 1'000'000,
            .repeatable = true};
}

} // namespace hubwatch
