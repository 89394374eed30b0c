// What looks at health endpoints mean.
#pragma once

#include "checklist/evidence.h"
#include "checklist/test_instance.h"

namespace hubwatch {

struct HealthLooks {
    QUrl health = {};
    std::optional<Heard> healthHeard = {}; ///< absent: none is named
    QUrl readiness = {};
    std::optional<Heard> readinessHeard = {};
    Heard nowhere = {}; ///< a path that cannot exist

    bool operator==(const HealthLooks &) const = default;
};

/// `bench` tells whether readiness turned 503 while the token was refused, `benchWords` why nothing does: without it,
/// at best a warning.
Verdict judgeHealth(const QString &item, const HealthLooks &looks, const std::optional<Fact> &bench,
                    const QString &benchWords);

/// Why a readiness endpoint says that it is not ready, out of its body: "disconnected, connect ETIMEDOUT". Empty: it
/// does not say.
QString readinessReason(const QByteArray &body);

} // namespace hubwatch
