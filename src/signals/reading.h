// Reading: one signal of one service at one instant.
#pragma once

#include "base/clock.h"

#include <QString>
#include <optional>

namespace hubwatch {

struct Reading {
    enum class Validity {
        Known,
        Unknown, ///< polled, but the figure cannot be told (no calls in the window, first scrape, metric not exposed)
        NoData,  ///< nothing arrived for three polls: the source is blind, and an older figure would be about the past
    };

    TimePoint at = {};         ///< when it was evaluated
    TimePoint observedAt = {}; ///< when the newest sample it stands on was taken: tells polls apart
    QString service = {};
    QString signal = {}; ///< SignalDefinition::id
    Validity validity = Validity::Unknown;
    std::optional<double> value = {};   ///< set exactly when Known; in the definition's unit (ratios as 0..1)
    std::int64_t n = 0;                 ///< how many events the figure stands on
    std::optional<double> low = {};     ///< bounds of a quantile: the bucket's edges
    std::optional<double> high = {};    ///< absent in the top bucket: the value reads ">= low"
    std::optional<double> leftOut = {}; ///< for ratios that do not count some of `n` as errors (429s): how many
    QString note
        = {}; ///< why it is unknown, or what the figure cannot tell ("goal undecidable: add a bucket edge at 3 s")
    Duration covered = {}; ///< how much of the window was observed

    bool operator==(const Reading &) const = default;
};

} // namespace hubwatch
