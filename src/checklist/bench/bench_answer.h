// benchAnswer: what the stand-in HubSpot answers in calm weather, with records made up on the spot.
#pragma once

#include "base/clock.h"
#include "net/loopback_server.h"

#include <QJsonObject>

namespace hubwatch {

/// It remembers nothing: any id is a record, and whatever is written is taken. 401 without a bearer token, 400 for a
/// batch of no or too many inputs, 404 for paths it does not know, each as HubSpot says it.
ServedReply benchAnswer(const ServedRequest &request, TimePoint now);

/// HubSpot's words for what the weather does: 401, 429, 500, 502, 503.
ServedReply benchRefusal(int status);
/// 200 and what a body would begin with; `calm` is what should have been answered.
ServedReply halvedAnswer(ServedReply calm);

/// How many records a batch call carries; 1 for all others.
int recordsOf(const ServedRequest &request);

} // namespace hubwatch
