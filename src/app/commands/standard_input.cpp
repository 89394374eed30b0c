#include "app/commands/standard_input.h"

#include <array>
#include <mutex>
#include <thread>

#ifdef Q_OS_WIN
#include <cstdio>
#include <io.h>
#else
#include <cerrno>
#include <unistd.h>
#endif

namespace hubwatch {

namespace {

constexpr Duration lookEvery = 50ms;

#ifdef Q_OS_WIN
qsizetype readSome(char *into, size_t size)
{
    return _read(_fileno(stdin), into, static_cast<unsigned>(size));
}
#else
qsizetype readSome(char *into, size_t size)
{
    for (;;) {
        const ssize_t got = read(STDIN_FILENO, into, size);
        if (got >= 0 || errno != EINTR)
            return qsizetype(got);
    }
}
#endif

} // namespace

struct StandardInput::Shared {
    std::mutex mutex;
    QByteArray came = {};
    bool isOver = false;
};

StandardInput::StandardInput(qsizetype most)
    : m_shared(std::make_shared<Shared>())
{
    // Detached: a read cannot be called off.
    std::thread([shared = m_shared, most] {
        std::array<char, 64 * 1024> piece = {};
        for (bool more = true; more;) {
            const qsizetype got = readSome(piece.data(), piece.size());
            const std::lock_guard lock(shared->mutex);
            if (got > 0)
                shared->came.append(piece.data(), std::min(got, most - shared->came.size()));
            more = got > 0 && shared->came.size() < most;
            shared->isOver = !more;
        }
    }).detach();
}

StandardInput::~StandardInput() = default;

void StandardInput::wait(Clock &clock, Duration patience, QObject *context,
                         std::function<void(const QByteArray &)> then)
{
    QByteArray came;
    bool isOver = false;
    {
        const std::lock_guard lock(m_shared->mutex);
        isOver = m_shared->isOver || patience <= Duration::zero();
        if (isOver)
            came = m_shared->came;
    }
    if (isOver)
        return then(came);
    clock.after(lookEvery, context, [this, &clock, patience, context, then = std::move(then)] {
        wait(clock, patience - lookEvery, context, then);
    });
}

} // namespace hubwatch
