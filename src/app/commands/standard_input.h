// StandardInput: what comes in by a pipe, while the event loop goes on.
#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QObject>
#include <functional>
#include <memory>

namespace hubwatch {

/// One a program. Reading has no end of its own: a pipe that nobody closes is left behind when the program ends.
class StandardInput
{
public:
    /// Begins to read, `most` bytes at the most.
    explicit StandardInput(qsizetype most);
    ~StandardInput();

    /// Calls `then` once with what has come: at the end of the input, when enough came, or after `patience`; never if
    /// `context` dies first.
    void wait(Clock &clock, Duration patience, QObject *context, std::function<void(const QByteArray &)> then);

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
};

} // namespace hubwatch
