#include "app/commands/stop_request.h"

#include <QTimer>
#include <csignal>

namespace hubwatch {

namespace {

volatile std::sig_atomic_t stopRequested = 0;

extern "C" void noteStopRequest(int number)
{
    stopRequested = 1;
    std::signal(number, SIG_DFL);
}

} // namespace

void onStopRequest(QObject *context, std::function<void()> then)
{
    std::signal(SIGINT, noteStopRequest);
    std::signal(SIGTERM, noteStopRequest);
    // Looking ten times a second is the same on every platform; a handler may do no more than set a flag.
    auto *timer = new QTimer(context);
    timer->callOnTimeout(context, [timer, then = std::move(then)] {
        if (!stopRequested)
            return;
        timer->stop();
        then();
    });
    timer->start(100);
}

} // namespace hubwatch
