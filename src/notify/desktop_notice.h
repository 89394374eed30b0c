// DesktopNotice: what a notification of the desktop says.
#pragma once

#include "alerts/alert_labels.h"

#include <vector>

namespace hubwatch {

/// What a desktop notification says. `id` comes back with whatever a person does about it.
struct DesktopNotice {
    qint64 id = 0;
    QString key = {}; ///< a newer notice of the same key takes its place; an empty `title` with a key: take it away
    QString title = {};
    QString body = {};
    Rule::Severity severity = Rule::Severity::Ticket;
    bool test = false;
    bool resolved = false;
    std::vector<AlertId> alerts = {}; ///< what Acknowledge acknowledges

    bool operator==(const DesktopNotice &) const = default;
};

} // namespace hubwatch
