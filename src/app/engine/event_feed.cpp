#include "app/engine/event_feed.h"

namespace hubwatch {

namespace {
constexpr size_t mostEvents = 200;
constexpr Duration feedLength = 24h;
} // namespace

EventFeed::EventFeed(Recorder &recorder)
    : m_recorder(recorder)
{ }

void EventFeed::restore(TimePoint now)
{
    const auto stored = m_recorder.store().events(now - feedLength, now, int(mostEvents));
    if (stored)
        m_events.assign(stored->rbegin(), stored->rend());
}

void EventFeed::add(const Event &event)
{
    m_recorder.note(event);
    // Rehearsed history and clocks that were set back arrive out of order.
    auto place = m_events.begin();
    while (place != m_events.end() && place->at > event.at)
        ++place;
    m_events.insert(place, event);
    if (m_events.size() > mostEvents)
        m_events.pop_back();
}

std::vector<Event> EventFeed::newest(TimePoint now) const
{
    std::vector<Event> events;
    for (const Event &event : m_events)
        if (event.at >= now - feedLength)
            events.push_back(event);
    return events;
}

} // namespace hubwatch
