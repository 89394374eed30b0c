#include "app/engine/beat_gate.h"

namespace hubwatch {

namespace {

constexpr Duration lateBeat = 3s;          ///< three beats
constexpr Duration settleAfterStall = 15s; ///< the sleep is told within 5 s, and a poll takes 10 s at most

} // namespace

bool BeatGate::open(TimePoint now)
{
    const bool steady = !m_last || (now >= *m_last && now - *m_last <= lateBeat);
    m_last = now;
    if (!steady)
        m_opensAt = now + settleAfterStall;
    return !m_opensAt || now >= *m_opensAt;
}

} // namespace hubwatch
