// Stop requests: Ctrl+C and SIGTERM, for commands that run until somebody ends them.
#pragma once

#include <functional>

class QObject;

namespace hubwatch {

/// Calls `then` once, from the event loop, when the program is asked to end; never if `context` dies first. A second
/// request ends the program at once. One caller a program.
void onStopRequest(QObject *context, std::function<void()> then);

} // namespace hubwatch
