// When a failed delivery is tried again.
#pragma once

#include "base/clock.h"

#include <optional>

namespace hubwatch {

/// After so many failures in a row: 1 s, 2 s, 4 s ... five minutes, shortened by up to a half so that many do not come
/// back at once. Never less than `wait`, which the other side asked for. `random` is from 0 up to 1.
Duration retryDelay(int failures, std::optional<Duration> wait, double random);

} // namespace hubwatch
