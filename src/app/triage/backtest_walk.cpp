#include "app/triage/backtest_walk.h"

#include "app/engine/frame_reader.h"
#include "app/engine/reduce_line.h"

#include <algorithm>

namespace hubwatch {

namespace {

/// What one piece of work reads: some milliseconds.
constexpr int framesAPiece = 300;
/// A service leaves a frame for each answer of each endpoint, a little more than two an interval.
constexpr double framesAnInterval = 2.25;
/// Some ten seconds of work, in pieces of four milliseconds: thirty days of four services at 15 s.
constexpr double mostFineFrames = 1'600'000;
constexpr size_t mostLinePoints = 600;
constexpr size_t pointsBeforeThinning = 8'000;
constexpr int thinnedColumns = 600;

size_t pointsOf(const ChartLine &line)
{
    size_t count = 0;
    for (const auto &run : line.runs)
        count += run.size();
    return count;
}

/// How far before the range the signals' windows reach.
Duration windowReachOf(const SignalDefinition &signal, const SignalDefinition *present)
{
    return std::max(signal.window, present ? present->window : Duration::zero());
}

} // namespace

bool tooManyFrames(Duration range, std::span<const SignalContext> services)
{
    double frames = 0;
    for (const SignalContext &service : services)
        frames
            += framesAnInterval * double(range.count()) / double(std::max<std::int64_t>(service.interval.count(), 1));
    return frames > mostFineFrames;
}

BacktestWalk::BacktestWalk(const Store &store, SignalContext context, const BacktestQuestion &question, bool coarse)
    : m_store(store)
    , m_context(std::move(context))
    , m_from(question.from)
    , m_to(question.to)
    , m_coarse(coarse)
    , m_signal(*findSignal(question.candidate.signal))
    , m_presentSignal(question.present ? findSignal(question.present->signal) : nullptr)
    , m_candidate(question.candidate, m_context.service, longestGap())
    , m_fineFrom(coarse ? question.to + 1ms : question.from - History::fullResolution())
    , m_begin(
          std::min(question.from - History::fullResolution(), question.from - windowReachOf(m_signal, m_presentSignal)))
    , m_next(m_begin)
    , m_line{.name = m_context.service, .service = m_context.service}
{
    if (m_presentSignal && appliesTo(*question.present, m_context.service))
        m_present.emplace(*question.present, m_context.service, longestGap());
}

Duration BacktestWalk::longestGap() const
{
    return m_coarse ? 3 * coarseFrameStep : hubwatch::longestGap(m_context);
}

double BacktestWalk::done() const
{
    const double whole = double(std::max<std::int64_t>((m_to - m_begin).count(), 1));
    return std::clamp(double((m_next - m_begin).count()) / whole, 0.0, 1.0);
}

bool BacktestWalk::advance()
{
    if (m_next > m_to)
        return true;
    const bool coarseNow = m_next < m_fineFrom;
    const Duration stride = framesAPiece * (coarseNow ? coarseFrameStep : m_context.interval) / 2;
    const TimePoint limit = coarseNow ? std::min(m_to, m_fineFrom - 1ms) : m_to;
    const TimePoint until = std::min(limit, m_next + stride);
    const QString target = coarseNow ? coarseFrameTarget(m_context.service) : frameTarget(m_context.service);
    for (const Frame &frame : readFrames(m_store, target, m_next, until))
        take(frame, coarseNow ? 3 * coarseFrameStep : longestGap());
    m_next = until + 1ms;
    if (pointsOf(m_line) > pointsBeforeThinning)
        reduceLine(m_line, m_from, m_to, thinnedColumns);
    return m_next > m_to;
}

void BacktestWalk::take(const Frame &frame, Duration longestGap)
{
    // Failed polls leave frames, too: where there are none, nobody was looking.
    if (m_lastFrame && frame.at - *m_lastFrame > longestGap) {
        m_history.addAway(*m_lastFrame, frame.at);
        m_broken = true;
    }
    m_lastFrame = std::max(frame.at, m_lastFrame.value_or(frame.at));
    m_history.add(frame);
    if (frame.at < m_from)
        return;
    const Reading reading = evaluate(m_signal, m_history, m_context, frame.at);
    m_candidate.take(reading);
    addPoint(reading);
    if (m_present)
        m_present->take(m_presentSignal == &m_signal ? reading
                                                     : evaluate(*m_presentSignal, m_history, m_context, frame.at));
}

void BacktestWalk::addPoint(const Reading &reading)
{
    if (reading.validity != Reading::Validity::Known) {
        m_broken = true;
        return;
    }
    if (std::exchange(m_broken, false))
        m_line.runs.emplace_back();
    m_line.runs.back().push_back(
        {.at = reading.at, .value = *reading.value, .low = reading.low, .high = reading.high, .n = reading.n});
}

std::optional<BacktestResult> BacktestWalk::present() const
{
    return m_present ? std::optional(m_present->result()) : std::nullopt;
}

ChartLine BacktestWalk::line() const
{
    ChartLine line = m_line;
    for (int columns = int(mostLinePoints) / 4; columns > 1 && pointsOf(line) > mostLinePoints; columns /= 2)
        reduceLine(line, m_from, m_to, columns);
    // A signal that comes and goes all the time has more runs than points that can be drawn: the longest tell most.
    while (pointsOf(line) > mostLinePoints) {
        const auto shortest = std::ranges::min_element(line.runs, {}, &std::vector<ChartPoint>::size)->size();
        size_t excess = pointsOf(line) - mostLinePoints;
        std::erase_if(line.runs, [&](const std::vector<ChartPoint> &run) {
            const bool goes = run.size() == shortest && excess > 0;
            excess -= goes ? std::min(excess, run.size()) : 0;
            return goes;
        });
    }
    return line;
}

} // namespace hubwatch
