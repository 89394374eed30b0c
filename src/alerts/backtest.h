// Backtest: what a rule would have done on stored history.
#pragma once

#include "alerts/alert.h"

#include <span>
#include <vector>

namespace hubwatch {

/// One time a rule would have fired for one service.
struct BacktestPage {
    QString service = {};
    TimePoint breachedAt = {}; ///< the first breach of the run that led to it
    TimePoint firedAt = {};
    std::optional<TimePoint> resolvedAt = {}; ///< absent: still firing at the end
    std::optional<double> worst = {};
    /// How much earlier than the rule it is compared with told of the same trouble; negative: later; absent: that one
    /// told nothing.
    std::optional<Duration> lead = {};

    bool operator==(const BacktestPage &) const = default;
};

struct BacktestResult {
    Rule rule = {};
    std::vector<BacktestPage> pages = {}; ///< in order of time
    int nearMisses = 0;                   ///< pending that ended before it fired
    Duration firing = {};                 ///< in all
    Duration seen = {};                   ///< how much of the range had data, in all services
    /// Pages that ended by themselves within five minutes: what wakes people for nothing.
    int brief = 0;

    bool operator==(const BacktestResult &) const = default;
};

/// Runs one rule over the readings of one service, in order of time; give it all of them, one by one.
class Backtest
{
public:
    Backtest(Rule rule, QString service, Duration longestGap);

    void take(const Reading &reading);
    BacktestResult result() const;

private:
    Rule m_rule;
    QString m_service;
    Duration m_longestGap;
    Alert m_alert = {};
    std::optional<TimePoint> m_breachedAt = {};
    std::optional<TimePoint> m_lastSeen = {};
    BacktestResult m_result = {};
};

/// Results of several services as one, pages in order of time.
BacktestResult joined(std::span<const BacktestResult> results);
/// Fills in the leads of both, each against the other: two pages tell of one trouble when their runs overlap, or begin
/// within an hour of each other.
void compare(BacktestResult &candidate, BacktestResult &present);

} // namespace hubwatch
