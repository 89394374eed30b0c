// Traces: the short histories behind sparklines.
#pragma once

#include "snapshot/snapshot.h"

namespace hubwatch {

constexpr Duration traceLength = 1h;
constexpr Duration traceStep = 30s;

/// Adds a reading to its signal's trace: one point a step, the largest value seen in it, so that a short peak shows.
void addToTrace(std::vector<Trace> &traces, const Reading &reading);

} // namespace hubwatch
