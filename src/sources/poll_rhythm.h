// When an endpoint is polled: its place in the interval, its start, and the stamp a poll gets.
#pragma once

#include "sources/service_target.h"

namespace hubwatch {

/// No poll takes longer, whatever the workspace says.
constexpr Duration longestPoll = 10s;
/// Within this long after a start, every endpoint is polled once.
constexpr Duration startSpread = 2s;
/// A timer later than this was held up by a sleep or a stall, which held up all others, too.
constexpr Duration stallAfter = 1s;

/// Where in its interval the endpoint is polled: the same in every run, and spread evenly over names.
Duration rhythmOffset(const QString &service, Endpoint endpoint, Duration interval);

/// How long after a start, a resume or a stall the endpoint is first polled: soon, yet not all at once.
Duration startDelay(const QString &service, Endpoint endpoint, Duration interval);

/// The first point of the grid `offset + n * interval` at least half an interval after `start`: a poll that was late or
/// asked for by hand neither shifts the rhythm nor is followed at once by the next.
Duration nextDue(Duration start, Duration interval, Duration offset);

/// min(timeout, interval, longestPoll).
Duration pollTimeout(Duration timeout, Duration interval);

/// `now`, moved by at most 10 ms onto a whole number of intervals after `previous`: timers jitter by milliseconds, and
/// evenly spaced stamps are stored four times smaller.
TimePoint alignedStamp(TimePoint now, TimePoint previous, Duration interval);

} // namespace hubwatch
