// The simulated HubSpot's answers: bodies and headers as the real one words them.
#pragma once

#include "net/loopback_server.h"
#include "sim/sim_hubspot_script.h"
#include "sim/sim_hubspot_tokens.h"

#include <QJsonObject>

namespace hubwatch {

/// One call, as every endpoint sees it.
struct SimCall {
    const ServedRequest &request;
    TimePoint now = {};
    QString id = {}; ///< the correlation id, in the answer's headers and in the body of an error
    const SimToken *token = nullptr;
};

ServedReply jsonReply(int status, const QJsonObject &body);
/// HubSpot's error body; `more` adds to it: "context", "errors" ...
ServedReply errorReply(const SimCall &call, int status, const QString &category, const QString &message,
                       const QJsonObject &more = {});
ServedReply invalidReply(const SimCall &call, const QString &message, const QJsonObject &more = {}); ///< 400
ServedReply unknownTokenReply(const SimCall &call);
ServedReply expiredTokenReply(const SimCall &call, TimePoint expiredAt);
ServedReply scopesReply(const SimCall &call, const QStringList &required); ///< any one of them would do
ServedReply limitReply(const SimCall &call, const QString &policy);
ServedReply wrongHubletReply(const SimCall &call, const QString &hublet);
ServedReply unknownPathReply(const SimCall &call);

/// The answer a spell brings; nothing for those that are no answers of their own (hanging, cut short, lost, late).
std::optional<ServedReply> spellReply(const SimSpell &spell, const SimCall &call);

/// "2026-11-23T08:00:00.000Z" as HubSpot writes it.
QString hubspotTime(TimePoint at);

} // namespace hubwatch
