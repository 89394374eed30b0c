// What Slack's answers mean.
#pragma once

#include "notify/courier_answer.h"

namespace hubwatch {

/// Of an incoming webhook: taken only when the status is 200 and the body "ok".
Delivery slackWebhookDelivery(const Result<HttpResponse> &result, const AskedParty &party, TimePoint now);
/// Of the web API: taken only when it says ok; its handle is "CHANNEL:ts".
Delivery slackApiDelivery(const Result<HttpResponse> &result, const AskedParty &party, TimePoint now);
/// The error code of an answer of the web API: "message_not_found"; empty when it has none.
QString slackErrorCode(const Result<HttpResponse> &result);

} // namespace hubwatch
