// The probes of webhook signatures and of idempotent webhooks: signed events sent to a test instance.
#pragma once

#include "checklist/probe.h"

#include <QUrl>

namespace hubwatch {

struct WebhookOrder {
    QString item = {};
    bool applies = true;       ///< false: the service takes no webhooks
    QUrl url = {};             ///< of the test instance; empty: none is named
    QUrl signedUrl = {};       ///< what signatures cover; empty: `url`
    QString secret = {};       ///< reference of the client secret
    QStringList versions = {}; ///< "v1", "v2", "v3"
    QString effect = {};       ///< a counter's name, of `metrics`
    QUrl metrics = {};         ///< of the test instance
    std::int64_t portal = 0;
    Duration fresh = {};
    Duration patience = 5s; ///< for an answer: as long as HubSpot waits
};

/// One right request for each version must be accepted (2xx); unsigned, wrongly signed, six minutes old, far in the
/// future, with a timestamp that is no number, replayed under another time, and changed behind the signature must be
/// refused (401 or 403; another 4xx is a warning). Who answers 200 to all, or redirects to a login page, has failed or
/// cannot be judged, and the verdict says which.
Probe signatureProbe(ProbeDoors doors, WebhookOrder order);

/// The same signed event twice, the second time with a higher attemptNumber as HubSpot sends it: the effect counter
/// moves by one. A counter that does not move at all proves nothing: Error.
Probe idempotenceProbe(ProbeDoors doors, WebhookOrder order);

} // namespace hubwatch
