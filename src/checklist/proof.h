// Proof: evidence that people supply: a file of results, or their word.
#pragma once

#include "base/clock.h"

#include <QString>

namespace hubwatch {

/// Kept in the workspace file, so that a team reviews it.
struct Proof {
    QString service = {};
    QString item = {};
    QString file = {}; ///< of results (JUnit, k6, autocannon, JMeter); relative paths begin beside the workspace file
    QString text = {}; ///< or a sentence: what was seen
    QString link = {}; ///< where it can be looked up
    std::int64_t portal = 0;                ///< that it was run against, where the file does not say; 0: not given
    QString by = {};                        ///< who vouches for it
    std::chrono::year_month_day day = {};   ///< when it was run, where the file does not say, or seen
    std::chrono::year_month_day until = {}; ///< of a sentence: its last day; at most a year on

    bool operator==(const Proof &) const = default;
};

/// Neither file nor text, both of them, a sentence without by, day or until, more than a year: what would be valid.
/// Empty when it is good.
QString proofComplaint(const Proof &proof);

} // namespace hubwatch
