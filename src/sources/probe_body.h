// ProbeBody: what the body of a health or readiness endpoint says, in words a person can read.
#pragma once

#include <QByteArray>
#include <QString>

namespace hubwatch {

struct ProbeBody {
    bool saysNotReady = false; ///< its JSON says so: {"status": "not_ready"}, {"healthy": false}
    QString words = {};        ///< at most 500 characters, control characters removed; empty for an empty body

    bool operator==(const ProbeBody &) const = default;
};

/// Reads JSON for its status, its reasons and its failing parts: "not_ready: connect ETIMEDOUT; hubspot disconnected".
/// Anything else is taken as text.
ProbeBody readProbeBody(const QByteArray &body);

/// One line without control characters, at most 500 characters.
QString plainWords(const QString &text);

} // namespace hubwatch
