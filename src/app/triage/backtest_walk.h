// BacktestWalk: one service's stored frames, run through one or two rules.
#pragma once

#include "alerts/alert_book.h"
#include "alerts/backtest.h"
#include "signals/evaluate.h"
#include "snapshot/alert_commands.h"
#include "store/store.h"

namespace hubwatch {

/// The same evaluation as the live one, at each stored frame, a bounded piece at a time. `coarse` reads one frame in
/// two minutes.
class BacktestWalk
{
public:
    BacktestWalk(const Store &store, SignalContext context, const BacktestQuestion &question, bool coarse);

    /// True when the whole range is taken in.
    bool advance();
    double done() const; ///< 0..1

    BacktestResult candidate() const { return m_candidate.result(); }
    std::optional<BacktestResult> present() const;
    /// The candidate's signal, at most 600 points.
    ChartLine line() const;

private:
    void take(const Frame &frame, Duration longestGap);
    void addPoint(const Reading &reading);
    Duration longestGap() const;

    const Store &m_store;
    SignalContext m_context;
    TimePoint m_from;
    TimePoint m_to;
    bool m_coarse;
    const SignalDefinition &m_signal;
    const SignalDefinition *m_presentSignal = nullptr;
    Backtest m_candidate;
    std::optional<Backtest> m_present = {};
    TimePoint m_fineFrom; ///< what comes before is read coarsely, for the long windows alone
    TimePoint m_begin;
    TimePoint m_next;
    History m_history = {};
    std::optional<TimePoint> m_lastFrame = {};
    ChartLine m_line = {};
    bool m_broken = true;
};

/// Whether the frames of so long a range are too many to be read one by one.
bool tooManyFrames(Duration range, std::span<const SignalContext> services);

} // namespace hubwatch
