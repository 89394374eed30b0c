// Reading a service's stored frames back.
#pragma once

#include "signals/frame.h"
#include "store/store.h"

namespace hubwatch {

/// Under which target the frames of a service are stored: all of them, and one every two minutes for long ranges.
QString frameTarget(const QString &service);
QString coarseFrameTarget(const QString &service);
constexpr Duration coarseFrameStep = 2min;

/// The frames with from <= at <= to, oldest first; none when the store cannot be read.
std::vector<Frame> readFrames(const Store &store, const QString &target, TimePoint from, TimePoint to);

/// The whole stored scrape of `target` at exactly `at`; nullopt when there is none.
std::optional<Scrape> readScrape(const Store &store, const QString &target, TimePoint at);

} // namespace hubwatch
