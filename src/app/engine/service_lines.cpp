#include "app/engine/service_lines.h"

#include "app/engine/frame_reader.h"
#include "app/engine/reduce_line.h"
#include "sources/poll_rhythm.h"

#include <algorithm>

namespace hubwatch {

namespace {

/// How much stored time one step takes in: some 1,500 frames either way.
constexpr Duration coarseStride = 48h;
constexpr Duration fineStride = 2h;
/// Beyond so many points a line is thinned to what any screen can show.
constexpr size_t mostPoints = 16'000;
constexpr int thinColumns = 3'000;
/// A frame bears the instant its poll was sent and is stored when that was answered: so long it may be on its way.
constexpr Duration underWay = longestPoll + 1s;

size_t pointCount(const ChartLine &line)
{
    size_t count = 0;
    for (const auto &run : line.runs)
        count += run.size();
    return count;
}

ChartPoint pointOf(const Reading &reading)
{
    return {.at = reading.at, .value = *reading.value, .low = reading.low, .high = reading.high, .n = reading.n};
}

} // namespace

ServiceLines::ServiceLines(const Store &store, SignalContext context, TimePoint from, bool coarse)
    : m_store(store)
    , m_context(std::move(context))
    , m_from(from)
    , m_coarse(coarse)
    , m_next(from - History::longest())
    , m_lines(signalDefinitions().size())
    , m_broken(signalDefinitions().size(), true)
{ }

Duration ServiceLines::longestGap() const
{
    return m_coarse ? 3 * coarseFrameStep : hubwatch::longestGap(m_context);
}

bool ServiceLines::advance(TimePoint to)
{
    if (m_next > to)
        return true;
    // What windows reach back to before the range is read coarsely, but for the last quarter of an hour.
    const TimePoint fineFrom = m_coarse ? to + 1ms : m_from - History::fullResolution();
    const bool coarseNow = m_next < fineFrom;
    const TimePoint limit = coarseNow ? std::min(to, fineFrom - 1ms) : to;
    const TimePoint until = std::min(limit, m_next + (coarseNow ? coarseStride : fineStride));
    const QString target = coarseNow ? coarseFrameTarget(m_context.service) : frameTarget(m_context.service);
    // What is read finely is never mixed with what was read coarsely before.
    const TimePoint since = std::max(m_next - underWay, coarseNow ? m_from - History::longest() : fineFrom);
    for (const Frame &frame : readFrames(m_store, target, since, until))
        if (m_taken.insert(frame.at).second)
            takeFrame(frame, coarseNow ? 3 * coarseFrameStep : longestGap(), frame.at >= m_from);
    m_taken.erase(m_taken.begin(), m_taken.lower_bound(until - underWay));
    m_next = until + 1ms;
    for (ChartLine &line : m_lines)
        if (pointCount(line) > mostPoints)
            reduceLine(line, m_from, to, thinColumns);
    return m_next > to;
}

void ServiceLines::takeFrame(const Frame &frame, Duration longestGap, bool draw)
{
    // Failed polls leave frames, too: where there are none, nobody was looking.
    if (m_lastFrame && frame.at - *m_lastFrame > longestGap) {
        m_history.addAway(*m_lastFrame, frame.at);
        m_broken.assign(m_broken.size(), true);
    }
    m_lastFrame = std::max(frame.at, m_lastFrame.value_or(frame.at));
    m_history.add(frame);
    if (!draw)
        return;
    if (frame.metrics == Frame::Outcome::Good)
        m_instants.insert(std::ranges::upper_bound(m_instants, frame.at), frame.at);
    const std::vector<Reading> readings = evaluateAll(m_history, m_context, frame.at);
    const auto definitions = signalDefinitions();
    size_t signal = 0;
    for (const Reading &reading : readings) {
        while (definitions[signal].id != reading.signal) // of the other kind of subject: no reading, no line
            ++signal;
        addPoint(signal++, reading);
    }
}

void ServiceLines::addPoint(size_t signal, const Reading &reading)
{
    auto &runs = m_lines[signal].runs;
    if (reading.validity != Reading::Validity::Known) {
        m_broken[signal] = true;
        return;
    }
    if (m_broken[signal])
        runs.emplace_back();
    m_broken[signal] = false;
    // A late frame's point comes before those of polls that were quicker.
    std::vector<ChartPoint> &run = runs.back();
    run.insert(std::ranges::upper_bound(run, reading.at, {}, &ChartPoint::at), pointOf(reading));
}

ChartLine ServiceLines::line(size_t signal, TimePoint from, TimePoint to) const
{
    ChartLine line{.name = m_context.service, .service = m_context.service};
    for (const std::vector<ChartPoint> &run : m_lines[signal].runs) {
        const auto begin = std::ranges::lower_bound(run, from, {}, &ChartPoint::at);
        const auto end = std::ranges::upper_bound(run, to, {}, &ChartPoint::at);
        if (begin < end)
            line.runs.emplace_back(begin, end);
    }
    return line;
}

} // namespace hubwatch
