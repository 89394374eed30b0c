#include "sources/poll_rhythm.h"

#include <algorithm>

namespace hubwatch {

namespace {

/// FNV-1a with a final mix: qHash() differs from machine to machine, and offsets should not.
std::uint64_t nameHash(const QString &service, Endpoint endpoint)
{
    constexpr std::uint64_t basis = 0xcbf29ce484222325;
    constexpr std::uint64_t prime = 0x100000001b3;
    std::uint64_t hash = basis;
    for (const char c : service.toUtf8() + char('0' + int(endpoint)))
        hash = (hash ^ static_cast<unsigned char>(c)) * prime;
    hash ^= hash >> 33;
    hash *= 0xff51afd7ed558ccd;
    return hash ^ (hash >> 33);
}

Duration fractionOf(Duration whole, std::uint64_t hash)
{
    return Duration(std::int64_t(hash % std::uint64_t(std::max<Duration::rep>(whole.count(), 1))));
}

} // namespace

Duration rhythmOffset(const QString &service, Endpoint endpoint, Duration interval)
{
    return fractionOf(interval, nameHash(service, endpoint));
}

Duration startDelay(const QString &service, Endpoint endpoint, Duration interval)
{
    return fractionOf(std::min(interval, startSpread), nameHash(service, endpoint));
}

Duration nextDue(Duration start, Duration interval, Duration offset)
{
    const Duration earliest = start + interval / 2;
    const auto passed = std::max<Duration::rep>((earliest - offset + interval - 1ms) / interval, 0);
    return offset + passed * interval;
}

Duration pollTimeout(Duration timeout, Duration interval)
{
    return std::min({timeout, interval, longestPoll});
}

TimePoint alignedStamp(TimePoint now, TimePoint previous, Duration interval)
{
    constexpr Duration tolerance = 10ms;
    if (now <= previous || interval <= 2 * tolerance)
        return now;
    const auto steps = (now - previous + interval / 2) / interval;
    const TimePoint even = previous + steps * interval;
    return steps > 0 && std::chrono::abs(now - even) <= tolerance ? even : now;
}

} // namespace hubwatch
