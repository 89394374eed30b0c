#include "notify/retry_delay.h"

#include <algorithm>

namespace hubwatch {

Duration retryDelay(int failures, std::optional<Duration> wait, double random)
{
    constexpr Duration longest = 5min;
    const Duration full = std::min<Duration>(longest, 1s * (1 << std::clamp(failures - 1, 0, 12)));
    const auto half = full / 2;
    const auto own = half + Duration(Duration::rep(double(half.count()) * random));
    if (!wait)
        return own;
    // A little later than asked for, never sooner.
    return std::max(own, *wait + Duration(Duration::rep(500 * random)));
}

} // namespace hubwatch
