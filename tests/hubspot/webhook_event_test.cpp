#include "hubspot/webhook_event.h"

#include "support/printers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(WebhookEventTest, IsAnArrayInHubSpotsOrderWithAllDigitsOfItsIds)
{
    const WebhookEvent event{.event = 9'007'199'254'740'993,
                             .subscription = 2,
                             .portal = 3,
                             .app = 4,
                             .occurredAt = TimePoint(1'790'000'000'000ms),
                             .attempt = 1,
                             .object = 5,
                             .property = QStringLiteral("city"),
                             .value = QStringLiteral("Zürich \"☕\"\n")};
    EXPECT_EQ(webhookBody({event}),
              QByteArray("[{\"eventId\":9007199254740993,\"subscriptionId\":2,\"portalId\":3,\"appId\":4,"
                         "\"occurredAt\":1790000000000,\"subscriptionType\":\"contact.propertyChange\","
                         "\"attemptNumber\":1,\"objectId\":5,\"propertyName\":\"city\","
                         "\"propertyValue\":\"Zürich \\\"☕\\\"\\n\",\"changeSource\":\"CRM\"}]"));
}

TEST(WebhookEventTest, CarriesSeveralEvents)
{
    const QJsonDocument json = QJsonDocument::fromJson(webhookBody({{.object = 1}, {.object = 2}}));
    ASSERT_EQ(json.array().size(), 2);
    EXPECT_EQ(json[1][QStringLiteral("objectId")].toInteger(), 2);
    EXPECT_EQ(webhookBody({}), QByteArray("[]"));
}

} // namespace
} // namespace hubwatch
