// EventFeed: the newest events, in memory for snapshots and on disk for later.
#pragma once

#include "app/engine/recorder.h"

#include <deque>

namespace hubwatch {

class EventFeed
{
public:
    explicit EventFeed(Recorder &recorder);

    /// Takes up the stored events of the last day.
    void restore(TimePoint now);
    void add(const Event &event);

    /// Newest first, at most 200 of the last 24 h.
    std::vector<Event> newest(TimePoint now) const;

private:
    Recorder &m_recorder;
    std::deque<Event> m_events = {}; ///< newest first
};

} // namespace hubwatch
