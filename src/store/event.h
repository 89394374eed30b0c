// Event: something that happened at an instant, kept beside the samples.
#pragma once

#include "base/clock.h"

#include <QString>

namespace hubwatch {

struct Event {
    enum class Kind {
        Alert,       ///< an alert changed state: `subject` is the rule, `from` and `to` the states
        Source,      ///< an endpoint became reachable or unreachable, `subject` is metrics, health or readiness
        Console,     ///< the console itself: started, slept, woke, network lost, store set aside
        Mark,        ///< an annotation a person or a deploy left
        Weather,     ///< the demo box changed its weather
        HubSpot,     ///< HubSpot's status page: `subject` is "incident" or "maintenance", `to` its state
        Incident,    ///< one was opened, joined, resolved ...: `subject` is its number, `to` what became of it
        Acknowledge, ///< an alert was taken on, or is no longer: `subject` is the rule, `from` who
        Mute,        ///< a mute was made, ended or began to hold: `subject` is its id, `from` who
        Delivery,    ///< somebody was told, or could not be: `subject` is the route, `to` the ledger's result
        Batch,       ///< a job began, stopped, ended: `subject` is its id, `to` its phase, `service` its account
        Credential,  ///< a credential was stored, rotated, retired: `subject` is its reference
        Checklist,   ///< a run ended, or an item regressed: `subject` is the item, `from` and `to` its outcomes
    };

    TimePoint at = {};
    Kind kind = Kind::Console;
    QString service = {}; ///< empty: the whole console
    QString subject = {};
    QString from = {};
    QString to = {};
    QString text = {}; ///< one sentence, English

    bool operator==(const Event &) const = default;
};

} // namespace hubwatch
