// explain: why an alert stands as it does, with the numbers, the clock and what keeps it quiet.
#pragma once

#include "alerts/acknowledgement.h"
#include "alerts/cause.h"
#include "alerts/mute.h"

namespace hubwatch {

struct ExplainInput {
    Rule rule = {};
    std::optional<Alert> alert = {};
    std::optional<Reading> reading = {};
    Duration interval = 15s; ///< of the service's polls
    std::vector<Mute> mutes = {};
    std::vector<Inhibition> inhibitions = {};
    std::vector<Acknowledgement> acks = {};
    QStringList routes = {}; ///< where it goes, by name
    AlertLabels labels = {};
    TimePoint now = {};
};

struct ExplainLine {
    QString name = {};    ///< "value", "threshold", "volume", "clock", "mute", "cause", "acknowledged", "route", "data"
    QString value = {};   ///< "7.2 % of 2,451 calls, 5 min window"
    bool decides = false; ///< this one is why

    bool operator==(const ExplainLine &) const = default;
};

struct Explanation {
    QString headline = {}; ///< "pending: above 5 % for 3:10 of 5:00, pages at 02:14:30 unless it falls to 5 % or below"
    std::vector<ExplainLine> lines = {};
    std::optional<TimePoint> firesAt = {};

    bool operator==(const Explanation &) const = default;
};

/// English; instants in UTC as "{2026-11-23T02:14:30Z}" are left to the reader as `firesAt` where they matter.
Explanation explain(const ExplainInput &input);

} // namespace hubwatch
