#include "batch/pace.h"

#include <algorithm>

namespace hubwatch {

namespace {

constexpr std::int64_t meterSeconds = 3600;
constexpr std::size_t meterAnswers = 1000;
constexpr std::size_t meterMean = 50;
constexpr Duration meterSpan = 10s;

std::int64_t secondOf(Duration uptime)
{
    return std::chrono::floor<std::chrono::seconds>(uptime).count();
}

} // namespace

void PaceMeter::answered(Duration uptime, std::int64_t rows, Duration took)
{
    secondAt(uptime).rows += rows;
    const Answer answer{.at = uptime, .took = took};
    if (m_answers.size() < meterAnswers)
        m_answers.push_back(answer);
    else
        m_answers[m_count % meterAnswers] = answer;
    ++m_count;
}

void PaceMeter::held(Duration uptime)
{
    secondAt(uptime).held = true;
}

std::optional<Duration> PaceMeter::perCall() const
{
    if (m_count == 0)
        return std::nullopt;
    const std::size_t taken = std::min(m_count, meterMean);
    Duration sum = {};
    for (std::size_t i = 0; i < taken; ++i)
        sum += m_answers[(m_count - 1 - i) % meterAnswers].took;
    return sum / std::int64_t(taken);
}

double PaceMeter::rowsPerSecond(Duration uptime) const
{
    if (!m_first)
        return 0;
    const Duration span = std::clamp<Duration>(uptime - *m_first, 1s, meterSpan);
    return rowsBetween(uptime - span, uptime) / (double(span.count()) / 1000.0);
}

std::vector<Duration> PaceMeter::answeredAgo(Duration uptime, Duration window) const
{
    std::vector<Duration> result;
    for (std::size_t i = 0; i < m_answers.size(); ++i) {
        const Duration ago = uptime - m_answers[(m_count - 1 - i) % meterAnswers].at;
        if (ago >= window)
            break;
        result.push_back(ago);
    }
    return result;
}

std::vector<PaceMeter::Point> PaceMeter::points(TimePoint now, Duration uptime, Duration grain, int most) const
{
    if (!m_first || most <= 0)
        return {};
    const std::int64_t seconds
        = std::clamp(std::chrono::round<std::chrono::seconds>(grain).count(), std::int64_t(1), meterSeconds);
    const std::int64_t end = secondOf(uptime) / seconds; // the grain that is not over
    const std::int64_t first = secondOf(*m_first) / seconds;
    const std::int64_t kept = std::min(std::int64_t(most), meterSeconds / seconds);
    std::vector<Point> result;
    for (std::int64_t at = std::max(first, end - kept); at < end; ++at) {
        Point point{.at = now - (uptime - Duration(std::chrono::seconds((at + 1) * seconds)))};
        std::int64_t rows = 0;
        for (std::int64_t second = at * seconds; second < (at + 1) * seconds; ++second) {
            if (const Second *one = seen(second)) {
                rows += one->rows;
                point.held = point.held || one->held;
            }
        }
        const std::int64_t since = at == first ? secondOf(*m_first) - at * seconds : 0; // it had not begun before
        point.rowsPerSecond = double(rows) / double(seconds - since);
        result.push_back(point);
    }
    return result;
}

PaceMeter::Second &PaceMeter::secondAt(Duration uptime)
{
    if (m_seconds.empty())
        m_seconds.resize(size_t(meterSeconds));
    if (!m_first)
        m_first = uptime;
    const std::int64_t second = std::max(secondOf(uptime), std::int64_t(0));
    Second &place = m_seconds[size_t(second % meterSeconds)];
    if (place.second != second)
        place = {.second = second};
    return place;
}

const PaceMeter::Second *PaceMeter::seen(std::int64_t second) const
{
    if (second < 0 || m_seconds.empty())
        return nullptr;
    const Second &place = m_seconds[size_t(second % meterSeconds)];
    return place.second == second ? &place : nullptr;
}

/// Of a second that lies within in part, that part of its rows.
double PaceMeter::rowsBetween(Duration from, Duration to) const
{
    double rows = 0;
    for (std::int64_t second = secondOf(from); second <= secondOf(to); ++second) {
        const Second *one = seen(second);
        if (!one)
            continue;
        const Duration begin = std::chrono::seconds(second);
        // The second that is not over has all its rows in the part that is; so has the one in which it began.
        const bool whole = to < begin + 1s || begin <= *m_first;
        const Duration within = whole ? Duration(1s) : begin + 1s - std::max(from, begin);
        rows += double(one->rows) * double(within.count()) / 1000.0;
    }
    return rows;
}

} // namespace hubwatch
