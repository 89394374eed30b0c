// BeatGate: when silence proves something.
#pragma once

#include "base/clock.h"

#include <optional>

namespace hubwatch {

/// A beat that comes late was held up by a sleep or a stall, and so were all polls. Until the sleep is known and every
/// endpoint has been asked again, a source that says nothing is not stale.
class BeatGate
{
public:
    /// Takes a beat; whether services may be judged by time alone now.
    bool open(TimePoint now);

private:
    std::optional<TimePoint> m_last = {};
    std::optional<TimePoint> m_opensAt = {};
};

} // namespace hubwatch
