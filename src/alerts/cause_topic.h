// CauseTopic: what an alert is about, as far as causes are concerned, and where its service stands.
#pragma once

#include "alerts/cause.h"

namespace hubwatch {

enum class CauseTopic {
    Errors,
    RateLimit,
    Refused,
    Slow,
    Webhooks,
    Sync,
    Ready,       ///< it answered, and is not ready
    Health,      ///< it answered, and is not healthy
    Unreachable, ///< its readiness or health could not be asked
    Fresh,
    Quota,
    Age,
    HubSpot,
    Other,
};

CauseTopic causeTopic(const Alert &alert, const Rule &rule);

/// Whether HubSpot's own incident, or a refused token, explains alerts of this topic.
bool hubspotExplains(CauseTopic topic);
bool tokenExplains(CauseTopic topic);

/// What the facts know of the service, or account, of an alert.
struct CausePlace {
    const CauseFacts::Account *account = nullptr; ///< it works with, or is
    bool isAccount = false;
    bool local = false;
};
CausePlace placeOf(const QString &service, const CauseFacts &facts);

/// The cause that the facts give an alert, before its own signal does; the farthest one.
std::optional<Cause> factCause(CauseTopic topic, const CausePlace &place, const CauseFacts &facts);
Cause hubspotCause();
Cause tokenCause(const QString &scope);

} // namespace hubwatch
