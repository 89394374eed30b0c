// ServiceLines: the lines of every signal of one service over a range, from its stored frames.
#pragma once

#include "signals/evaluate.h"
#include "snapshot/chart_query.h"
#include "store/store.h"

#include <set>

namespace hubwatch {

/// Runs the stored frames through the same evaluation as the live ones, a bounded piece at a time, and goes on where it
/// ended when the range grows by a few polls: a live chart costs what is new.
///
/// `coarse` reads one frame in two minutes, for ranges of more than half a day.
class ServiceLines
{
public:
    ServiceLines(const Store &store, SignalContext context, TimePoint from, bool coarse);

    /// One bounded step towards `to`; true when everything stored up to `to` is taken in.
    bool advance(TimePoint to);

    TimePoint from() const { return m_from; }
    bool coarse() const { return m_coarse; }
    const SignalContext &context() const { return m_context; }

    /// The line of a signal inside the range; `signal` is an index into signalDefinitions().
    ChartLine line(size_t signal, TimePoint from, TimePoint to) const;
    /// The instants at which the metrics were scraped, in order.
    const std::vector<TimePoint> &instants() const { return m_instants; }
    /// Two instants further apart than this have a gap between them.
    Duration longestGap() const;

private:
    void takeFrame(const Frame &frame, Duration longestGap, bool draw);
    void addPoint(size_t signal, const Reading &reading);

    const Store &m_store;
    SignalContext m_context;
    TimePoint m_from;
    bool m_coarse;
    TimePoint m_next; ///< frames before this are taken in, but for those of polls that were still under way
    History m_history = {};
    std::optional<TimePoint> m_lastFrame = {};
    std::set<TimePoint> m_taken = {}; ///< instants of the frames lately taken in
    std::vector<ChartLine> m_lines;   ///< one a signal
    std::vector<bool> m_broken;       ///< the signal's next point begins a new run
    std::vector<TimePoint> m_instants = {};
};

} // namespace hubwatch
