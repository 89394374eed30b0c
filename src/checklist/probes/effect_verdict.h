// What an effect counter tells about events that came twice.
#pragma once

#include "checklist/evidence.h"

namespace hubwatch {

/// The counter, read when it had settled behind each step.
struct EffectReadings {
    double before = 0;
    double once = 0;                  ///< behind the event
    std::optional<double> again = {}; ///< behind the same event, sent again
    std::optional<double> pair = {};  ///< behind one body with another event in it twice
    QString againGot = {};            ///< the status of the second request
    bool againAccepted = true;        ///< it was 2xx
    Duration took = {};               ///< until the counter moved the first time

    bool operator==(const EffectReadings &) const = default;
};

/// Why `once` proves nothing, in words: it did not move, moved by another number, or went back. Empty: it moved by one.
QString uselessEffect(const QString &effect, double before, double once);

/// How long to look for a second effect, from how long the first took: twice that, from two to ten seconds.
Duration settleTime(Duration took);

Verdict judgeEffects(const QString &item, const QString &effect, const EffectReadings &readings);

} // namespace hubwatch
