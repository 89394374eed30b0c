// ChartDesk: answers what charts ask, a bounded piece of work at a time.
#pragma once

#include "app/engine/service_lines.h"
#include "base/call_scope.h"
#include "snapshot/chart_query.h"
#include "snapshot/discovery.h"

#include <deque>
#include <functional>
#include <map>

namespace hubwatch {

class Clock;
struct Alert;
struct Rule;

/// What the desk must know of the services besides their stored frames.
struct DeskService {
    SignalContext context = {};
    std::vector<Alert> alerts = {};
};

/// Queries are answered in the order they were asked. Between two pieces of work the event loop runs, so that a month
/// of history never holds up a poll. Lines are kept for as long as somebody asks for them.
class ChartDesk
{
public:
    using Answer = std::function<void(const ChartAnswerPtr &)>;
    using Services = std::function<std::vector<DeskService>()>;

    /// A metric question that would take more than `mostSamples` samples into memory is answered with an error: a month
    /// of a wide histogram is hundreds of millions.
    ChartDesk(const Store &store, Clock &clock, Services services, Answer answer, size_t mostSamples = 4'000'000);

    void ask(const ChartQuery &query, std::span<const Rule> rules);
    void forget(std::uint64_t queryId);
    /// Every metric of every service, by service and name.
    std::vector<MetricChoice> choices() const;

private:
    struct Job {
        ChartQuery query = {};
        QStringList rules = {}; ///< names of the rules on the asked signal
        std::shared_ptr<ChartAnswer> answer = {};
        std::vector<DeskService> services = {};
        std::vector<Event> events = {};        ///< of the range, for the ribbon and the gaps' reasons
        size_t next = 0;                       ///< of `services`
        std::vector<SeriesPoints> points = {}; ///< of a metric question, so far
        std::optional<TimePoint> readUntil = {};
    };
    struct Kept {
        std::unique_ptr<ServiceLines> lines = {};
        Duration used = {};
    };

    void schedule();
    void work();
    bool workOn(Job &job);
    bool workOnSignal(Job &job, const SignalQuestion &question);
    bool workOnMetric(Job &job, const MetricQuestion &question);
    ServiceLines &linesFor(const SignalContext &context, TimePoint from, TimePoint to);
    void addSpans(Job &job, const DeskService &service, const ServiceLines &lines);
    void dropUnused();

    const Store &m_store;
    Clock &m_clock;
    Services m_services;
    Answer m_answer;
    size_t m_mostSamples;
    std::deque<Job> m_jobs = {};
    std::map<QString, Kept> m_kept = {}; ///< by service, and whether coarse
    bool m_scheduled = false;
    CallScope m_calls = {};
};

} // namespace hubwatch
