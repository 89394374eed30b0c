// Demo: the built-in box with two hours of history, in place of a workspace.
#pragma once

#include "metrics/scrape_reader.h"
#include "sim/box.h"
#include "sources/poll_result.h"
#include "store/event.h"

#include <QTemporaryDir>
#include <functional>
#include <map>

namespace hubwatch {

class Clock;

/// Runs the box on loopback for as long as it lives. Its workspace file stands in a folder of its own that goes with
/// it.
class Demo
{
public:
    static constexpr Duration history = Box::history;

    explicit Demo(Clock &clock);

    /// Walks the box through its history, opens its ports and writes its workspace; the path of that file. What the
    /// walk saw is kept until replay().
    Result<QString> prepare(quint16 port, TimePoint now);

    /// Hands over, in order, some of what a poller would have seen during the history; false when nothing is left. In
    /// pieces, so that the engine's heart goes on beating.
    bool replay(const std::function<void(const PollResult &)> &polled, const std::function<void(const Event &)> &event);

private:
    void replay(const BoxMoment &moment, const std::function<void(const PollResult &)> &polled);

    Box m_box;
    QTemporaryDir m_folder = {};
    std::vector<BoxMoment> m_moments = {};
    size_t m_next = 0;
    std::map<QString, ScrapeReader> m_readers = {};
};

} // namespace hubwatch
