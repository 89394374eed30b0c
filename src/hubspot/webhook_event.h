// WebhookEvent: one event as HubSpot sends it to a webhook.
#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QString>
#include <vector>

namespace hubwatch {

/// A property of a record that changed. The same event may come again: then with a higher attempt.
struct WebhookEvent {
    std::int64_t event = 0; ///< HubSpot does not promise that it is unique
    std::int64_t subscription = 0;
    std::int64_t portal = 0;
    std::int64_t app = 0;
    TimePoint occurredAt = {};
    QString type = QStringLiteral("contact.propertyChange");
    int attempt = 0; ///< 0 for the first
    std::int64_t object = 0;
    QString property = {};
    QString value = {};

    bool operator==(const WebhookEvent &) const = default;
};

/// The body that carries them: a JSON array in one line, ids as whole numbers, text as UTF-8, fields in HubSpot's
/// order.
QByteArray webhookBody(const std::vector<WebhookEvent> &events);

} // namespace hubwatch
