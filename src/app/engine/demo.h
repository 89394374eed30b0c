// Demo: the built-in box with two hours of history, in place of a workspace.
#pragma once

#include "sim/box.h"
#include "sources/poll_result.h"
#include "store/event.h"

#include <QTemporaryDir>
#include <functional>

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

    /// Hands over what a poller would have seen during the history, in order, once.
    void replay(const std::function<void(const PollResult &)> &polled, const std::function<void(const Event &)> &event);

    const Box &box() const { return m_box; }

private:
    Box m_box;
    QTemporaryDir m_folder = {};
    std::vector<BoxMoment> m_moments = {};
};

} // namespace hubwatch
