// ServicePipeline: one service from poll results to readings.
#pragma once

#include "signals/evaluate.h"
#include "signals/tally.h"
#include "snapshot/snapshot.h"

namespace hubwatch {

/// What one poll came to.
struct PipelineStep {
    std::vector<TargetScrape> frames = {}; ///< to be stored: the scrape as it was, and what it was boiled down to
    std::vector<Reading> readings = {};    ///< of the signals that this endpoint feeds
    std::vector<Event> events = {};        ///< an endpoint became reachable or unreachable; what happened unseen
};

/// Keeps what is known of one service. Time comes with the poll results.
class ServicePipeline
{
public:
    explicit ServicePipeline(ServiceConfig config, ServiceState::Kind kind = ServiceState::Kind::Service);

    /// Takes up what an earlier run stored, so that windows, totals and traces go on.
    void restore(const Store &store, TimePoint now);

    PipelineStep take(const PollResult &result);

    /// All signals as time alone changes them: windows empty, sources grow stale. For when no poll answers.
    std::vector<Reading> readAt(TimePoint now);
    /// Nobody was looking from `from` to `to`: the console slept or had no network.
    void addAway(TimePoint from, TimePoint to) { m_history.addAway(from, to); }

    /// From the next answer on the metrics are asked for this far apart, whatever the configuration says: the account's
    /// budget.
    void expectEvery(Duration interval);

    const ServiceConfig &config() const { return m_state.config; }
    const SignalContext &context() const { return m_context; }
    /// Endpoints, readings and traces; alerts are the book's.
    const ServiceState &state() const { return m_state; }

private:
    void setInterval(Duration interval);
    EndpointState &endpoint(Endpoint which);
    Frame frameOf(const PollResult &result);
    void addFrames(const Frame &frame, std::vector<TargetScrape> &frames);
    void keep(const std::vector<Reading> &readings);
    void restoreFrames(const std::vector<Frame> &frames, Duration longestGap, TimePoint traceFrom);
    void detectNames(const Scrape &scrape);

    ServiceState m_state = {};
    SignalContext m_context = {};
    Tally m_tally;
    History m_history = {};
    FrameWriter m_fine = {};
    FrameWriter m_coarse = {};
    std::optional<Duration> m_expected = {};
    std::optional<TimePoint> m_lastFrame = {};
    std::optional<TimePoint> m_lastCoarse = {};
    size_t m_detectedIn = 0; ///< the size of the table the names were last looked for in
};

} // namespace hubwatch
