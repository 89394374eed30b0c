// What both webhook probes do before they send anything, and how they send it.
#pragma once

#include "checklist/probes/signature_attempts.h"
#include "checklist/probes/webhook_probe.h"

namespace hubwatch {

/// Why nothing can be sent: it takes no webhooks, or which key is missing or wrong. nullopt: it can.
std::optional<Verdict> webhookHindrance(const WebhookOrder &order, TimePoint now);

/// In the order given; those of names nobody knows left out.
std::vector<SignatureVersion> versionsOf(const WebhookOrder &order);

/// Reads the client secret; the words of an Error say which key it was.
void readGround(const ProbeDoors &doors, const WebhookOrder &order, QObject *context,
                std::function<void(Result<SigningGround>)> reply);

/// May be sent twice by the wire, where an idle connection was closed meanwhile; `once` is the caller's to set.
HttpRequest webhookRequest(const WebhookOrder &order, std::vector<HttpHeader> headers, const QByteArray &body);

} // namespace hubwatch
