// ChartQuery and ChartAnswer: what a chart asks of the store, and what it gets.
#pragma once

#include "base/result.h"
#include "metrics/labels.h"
#include "store/event.h"

#include <QStringList>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace hubwatch {

/// A signal of some services: one line a service.
struct SignalQuestion {
    QString signal = {};
    QStringList services = {}; ///< empty: all

    bool operator==(const SignalQuestion &) const = default;
};

/// Any stored metric of one service.
struct MetricQuestion {
    enum class View {
        Value,    ///< as stored
        Rate,     ///< increase per second over `window`
        Quantile, ///< of a histogram's buckets over `window`
    };

    QString service = {};
    std::string metric = {}; ///< for a histogram its base name
    View view = View::Value;
    double quantile = 0.99;
    Duration window = 5min;
    std::string by = {}; ///< one line a value of this label, summed over the others; empty: one line a series (Value)
                         ///< or one in all

    bool operator==(const MetricQuestion &) const = default;
};

struct ChartQuery {
    std::uint64_t id = 0; ///< the asker's; a newer query of the same panel makes an older one void
    std::variant<SignalQuestion, MetricQuestion> question = {};
    TimePoint from = {};
    TimePoint to = {};
    int columns = 600; ///< pixel columns of the plot: the answer has at most two points a column and line

    bool operator==(const ChartQuery &) const = default;
};

struct ChartPoint {
    TimePoint at = {};
    double value = 0;
    std::optional<double> low = {};
    std::optional<double> high = {}; ///< absent with `low` set: the top bucket
    std::int64_t n = 0;

    bool operator==(const ChartPoint &) const = default;
};

/// Runs of points without a gap between them; between two runs there is no data.
struct ChartLine {
    QString name = {};    ///< the service, or the label's value
    QString service = {}; ///< whose it is
    std::vector<std::vector<ChartPoint>> runs = {};

    bool operator==(const ChartLine &) const = default;
};

/// A stretch of time with one alert state, for the ribbon. `state` is a stateText() or "no data".
struct StateSpan {
    TimePoint from = {};
    TimePoint to = {};
    QString service = {};
    QString state = {};

    bool operator==(const StateSpan &) const = default;
};

/// A stretch without data and why: "unreachable: connection refused", "this console slept", "not running".
struct GapSpan {
    TimePoint from = {};
    TimePoint to = {};
    QString service = {};
    QString why = {};

    bool operator==(const GapSpan &) const = default;
};

struct ChartAnswer {
    std::uint64_t id = 0;
    TimePoint from = {};
    TimePoint to = {};
    std::vector<ChartLine> lines = {};
    std::vector<StateSpan> states = {};
    std::vector<GapSpan> gaps = {};
    std::vector<Event> marks = {}; ///< annotations in the range
    std::optional<Error> error = {};
};

using ChartAnswerPtr = std::shared_ptr<const ChartAnswer>;

} // namespace hubwatch
