#include "app/commands/secret_input.h"

#include "app/commands/terminal.h"

#include <QFile>
#include <QTextStream>
#include <cstdio>

#ifdef Q_OS_WIN
#include <conio.h>
#include <io.h>
#else
#include <termios.h>
#include <unistd.h>
#endif

namespace hubwatch {

namespace {

constexpr qint64 longestInput = 64 * 1024;

#ifdef Q_OS_WIN
int standardInputNumber()
{
    return _fileno(stdin);
}

/// Reads what is typed without showing it.
class QuietTerminal
{
public:
    int next() const { return _getch(); }
};
#else
int standardInputNumber()
{
    return STDIN_FILENO;
}

/// Reads what is typed without showing it; Ctrl+C comes as a byte, so that the terminal is always put right again.
class QuietTerminal
{
public:
    QuietTerminal()
    {
        m_changed = tcgetattr(STDIN_FILENO, &m_before) == 0;
        termios quiet = m_before;
        quiet.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | ISIG);
        m_changed = m_changed && tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
    }
    ~QuietTerminal()
    {
        if (m_changed)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
    QuietTerminal(const QuietTerminal &) = delete;
    QuietTerminal &operator=(const QuietTerminal &) = delete;

    int next() const
    {
        char byte = 0;
        return read(STDIN_FILENO, &byte, 1) == 1 ? static_cast<unsigned char>(byte) : -1;
    }

private:
    termios m_before = {};
    bool m_changed = false;
};
#endif

Result<QByteArray> typedSecret(const QString &prompt)
{
    QTextStream err(stderr);
    err << prompt << Qt::flush;
    const QuietTerminal terminal;
    TypedLine line;
    TypedLine::State state = TypedLine::State::Typing;
    while (state == TypedLine::State::Typing)
        state = line.type(terminal.next());
    err << '\n';
    if (state == TypedLine::State::GivenUp)
        return fail(Error::Kind::Rejected, QStringLiteral("secret: given up; nothing was changed"));
    return line.take();
}

} // namespace

TypedLine::State TypedLine::type(int byte)
{
    constexpr int controlC = 3;
    constexpr int controlD = 4;
    constexpr int backspace = 8;
    constexpr int deleteKey = 127;
    switch (byte) {
    case -1:
    case controlC:
    case controlD: m_text.fill('\0'); return State::GivenUp;
    case '\r':
    case '\n': return State::Ended;
    case backspace:
    case deleteKey: m_text.chop(1); return State::Typing;
    default: break;
    }
    if (m_text.size() >= longestInput)
        return State::Ended; // somebody pours a file into the terminal; it is refused for its length
    m_text.append(char(byte));
    return State::Typing;
}

Result<QByteArray> readSecretInput(const QString &prompt)
{
    if (isTerminal(Stream::Input))
        return typedSecret(prompt);
    QFile input;
    // The descriptor and not the stream: what a stream has buffered stays in memory unwiped.
    if (!input.open(standardInputNumber(), QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(Error::Kind::Rejected, QStringLiteral("secret: standard input is closed; pipe the secret in"));
    QByteArray bytes;
    while (bytes.size() <= longestInput) {
        const QByteArray part = input.read(longestInput + 1 - bytes.size());
        if (part.isEmpty())
            break;
        bytes += part;
    }
    if (bytes.size() > longestInput)
        return fail(Error::Kind::Rejected,
                    QStringLiteral("secret: standard input holds more than 64 kB; pipe the secret alone in"));
    return bytes;
}

} // namespace hubwatch
