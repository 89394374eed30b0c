#include "app/engine/service_pipeline.h"

#include "app/engine/endpoint_track.h"
#include "app/engine/endpoint_urls.h"
#include "app/engine/frame_reader.h"
#include "app/engine/trace_keeper.h"
#include "signals/metric_detection.h"

#include <algorithm>

namespace hubwatch {

namespace {

/// What is stored finely is read back for the last quarter of an hour and the traces before it.
constexpr Duration fineRestore = traceLength + 15min;

SignalContext contextOf(const ServiceConfig &config, ServiceState::Kind kind)
{
    return {.service = config.name,
            .names = config.metricNames,
            .interval = config.interval,
            .readinessInterval = config.readinessInterval,
            .hasMetrics = !config.metrics.isEmpty(),
            .hasHealth = !config.health.isEmpty(),
            .hasReadiness = !config.readiness.isEmpty(),
            .account = kind == ServiceState::Kind::Account};
}

EndpointState freshEndpoint(const QUrl &url, Duration interval)
{
    return {.reach = url.isEmpty() ? EndpointState::Reach::Off : EndpointState::Reach::NotYet,
            .url = url,
            .interval = interval};
}

/// Which endpoint a signal is fed by.
Endpoint feeds(const QString &signal)
{
    if (signal == QStringLiteral("service.ready"))
        return Endpoint::Readiness;
    if (signal == QStringLiteral("service.healthy"))
        return Endpoint::Health;
    return Endpoint::Metrics;
}

Frame::Outcome outcomeOf(const PollResult &result)
{
    if (result.error)
        return Frame::Outcome::Unreachable;
    return result.probe && result.probe->verdict == ProbeAnswer::Verdict::Ready ? Frame::Outcome::Good
                                                                                : Frame::Outcome::NotReady;
}

} // namespace

ServicePipeline::ServicePipeline(ServiceConfig config, ServiceState::Kind kind)
    : m_state{.kind = kind, .config = std::move(config)}
    , m_context(contextOf(m_state.config, kind))
    , m_tally(m_context.names, m_context.interval)
{
    const ServiceTarget target = targetOf(m_state.config);
    m_state.metrics = freshEndpoint(target.metrics, target.interval);
    m_state.health = freshEndpoint(target.health, target.interval);
    m_state.readiness = freshEndpoint(target.readiness, target.readinessInterval);
}

void ServicePipeline::expectEvery(Duration interval)
{
    m_expected = interval;
    // The time before the next answer may still be as long as was planned before: a shorter one waits for it.
    if (interval > m_context.interval)
        setInterval(interval);
}

void ServicePipeline::setInterval(Duration interval)
{
    m_context.interval = interval;
    m_state.metrics.interval = interval;
    m_tally.setInterval(interval);
}

EndpointState &ServicePipeline::endpoint(Endpoint which)
{
    switch (which) {
    case Endpoint::Metrics: return m_state.metrics;
    case Endpoint::Health: return m_state.health;
    case Endpoint::Readiness: return m_state.readiness;
    }
    Q_UNREACHABLE();
}

void ServicePipeline::restore(const Store &store, TimePoint now)
{
    const QString &name = m_context.service;
    const std::vector<Frame> coarse
        = readFrames(store, coarseFrameTarget(name), now - History::longest(), now - fineRestore - 1ms);
    restoreFrames(coarse, 3 * coarseFrameStep, now);
    const std::vector<Frame> fine = readFrames(store, frameTarget(name), now - fineRestore, now);
    restoreFrames(fine, longestGap(m_context), now - traceLength - traceStep);
    if (!m_lastFrame)
        return;
    if (now - *m_lastFrame > longestGap(m_context))
        m_history.addAway(*m_lastFrame, now);
    if (fine.empty())
        return m_tally.restore(coarse.back()); // totals go on; what happened since is in no window
    const auto scraped = std::ranges::find_if(fine.rbegin(), fine.rend(),
                                              [](const Frame &frame) { return frame.metrics == Frame::Outcome::Good; });
    const std::optional<Scrape> scrape = scraped == fine.rend() ? std::nullopt : readScrape(store, name, scraped->at);
    if (scrape)
        detectNames(*scrape);
    m_tally.restore(fine.back(), scrape ? &*scrape : nullptr);
}

void ServicePipeline::restoreFrames(const std::vector<Frame> &frames, Duration longestGap, TimePoint traceFrom)
{
    std::optional<TimePoint> traced;
    for (const Frame &frame : frames) {
        // Failed polls leave frames, too: where there are none, nobody was looking.
        if (m_lastFrame && frame.at - *m_lastFrame > longestGap)
            m_history.addAway(*m_lastFrame, frame.at);
        m_lastFrame = frame.at;
        m_history.add(frame);
        if (frame.at < traceFrom || (traced && frame.at - *traced < traceStep / 2))
            continue;
        traced = frame.at;
        for (const Reading &reading : evaluateAll(m_history, m_context, frame.at))
            addToTrace(m_state.traces, reading);
    }
}

Frame ServicePipeline::frameOf(const PollResult &result)
{
    switch (result.endpoint) {
    case Endpoint::Metrics: return result.scrape ? m_tally.take(*result.scrape) : m_tally.missed(result.at);
    case Endpoint::Health: return m_tally.probedHealth(result.at, outcomeOf(result));
    case Endpoint::Readiness: return m_tally.probedReadiness(result.at, outcomeOf(result));
    }
    Q_UNREACHABLE();
}

PipelineStep ServicePipeline::take(const PollResult &result)
{
    PipelineStep step;
    EndpointState &state = endpoint(result.endpoint);
    const EndpointState before = state;
    state = stateAfter(before, result);
    if (auto event = reachEvent(before, state, result))
        step.events.push_back(std::move(*event));

    if (result.scrape) {
        detectNames(*result.scrape);
        step.frames.push_back({.target = m_context.service, .scrape = *result.scrape});
    }
    const double lostBefore = m_history.newest() ? m_history.newest()->lost.all() : 0;
    const Frame frame = frameOf(result);
    m_history.add(frame);
    m_lastFrame = frame.at;
    if (const double lost = frame.lost.all() - lostBefore; lost > 0 && m_history.newest())
        step.events.push_back(
            {.at = result.at,
             .kind = Event::Kind::Source,
             .service = m_context.service,
             .subject = QStringLiteral("unseen calls"),
             .text = QStringLiteral("%1 calls happened while nobody was looking; no window counts them")
                         .arg(QString::number(lost, 'f', 0))});
    addFrames(frame, step.frames);

    for (const SignalDefinition &signal : signalDefinitions())
        if (signal.concerns(m_context.account) && feeds(signal.id) == result.endpoint)
            step.readings.push_back(evaluate(signal, m_history, m_context, result.at));
    keep(step.readings);
    if (m_expected && *m_expected < m_context.interval)
        setInterval(*m_expected);
    return step;
}

/// Looks once for each new set of series under which names the service exposes what the signals need.
void ServicePipeline::detectNames(const Scrape &scrape)
{
    const size_t known = scrape.table->series.size();
    if (m_detectedIn == known)
        return;
    m_detectedIn = known;
    const DetectedNames detected = hubwatch::detectNames(*scrape.table, m_state.config.metricNames);
    m_state.detected = detected.found;
    if (detected.names == m_context.names)
        return;
    m_context.names = detected.names;
    m_tally = Tally(m_context.names, m_context.interval);
    if (m_history.newest())
        m_tally.restore(*m_history.newest());
}

void ServicePipeline::addFrames(const Frame &frame, std::vector<TargetScrape> &frames)
{
    frames.push_back({.target = frameTarget(m_context.service), .scrape = m_fine.write(frame)});
    // Long ranges are drawn from frames that carry a scrape, or from any where the service has no metrics.
    const bool wanted = frame.metrics.has_value() || !m_context.hasMetrics;
    if (!wanted || (m_lastCoarse && frame.at >= *m_lastCoarse && frame.at - *m_lastCoarse < coarseFrameStep))
        return;
    m_lastCoarse = frame.at;
    frames.push_back({.target = coarseFrameTarget(m_context.service), .scrape = m_coarse.write(frame)});
}

std::vector<Reading> ServicePipeline::readAt(TimePoint now)
{
    std::vector<Reading> readings = evaluateAll(m_history, m_context, now);
    keep(readings);
    return readings;
}

void ServicePipeline::keep(const std::vector<Reading> &readings)
{
    for (const Reading &reading : readings) {
        addToTrace(m_state.traces, reading);
        const auto known = std::ranges::find(m_state.readings, reading.signal, &Reading::signal);
        if (known == m_state.readings.end())
            m_state.readings.push_back(reading);
        else
            *known = reading;
    }
    const auto order = [](const Reading &reading) {
        return std::ranges::find(signalDefinitions(), reading.signal, &SignalDefinition::id)
            - signalDefinitions().begin();
    };
    std::ranges::sort(m_state.readings, {}, order);
}

} // namespace hubwatch
