#include "app/batch/keep_awake.h"

#include <QCoreApplication>
#include <QStandardPaths>
#ifdef Q_OS_WIN
#include <windows.h>
#endif

namespace hubwatch {

namespace {

struct Holder {
    QString program = {};
    QStringList arguments = {};
};

/// Holds for as long as its standard input is open, or we live.
Holder holder()
{
#ifdef Q_OS_MACOS
    return {QStringLiteral("caffeinate"),
            {QStringLiteral("-i"), QStringLiteral("-w"), QString::number(QCoreApplication::applicationPid())}};
#else
    return {QStringLiteral("systemd-inhibit"),
            {QStringLiteral("--what=sleep:idle"), QStringLiteral("--who=Hubwatch"),
             QStringLiteral("--why=a batch job is running"), QStringLiteral("cat")}};
#endif
}

} // namespace

KeepAwake::~KeepAwake()
{
    set(false);
}

void KeepAwake::set(bool awake)
{
    if (m_awake == awake)
        return;
    m_awake = awake;
    awake ? begin() : end();
}

void KeepAwake::begin()
{
#ifdef Q_OS_WIN
    SetThreadExecutionState(ES_CONTINUOUS | ES_SYSTEM_REQUIRED);
#else
    const Holder how = holder();
    if (QStandardPaths::findExecutable(how.program).isEmpty())
        return;
    m_holder.setStandardOutputFile(QProcess::nullDevice());
    m_holder.setStandardErrorFile(QProcess::nullDevice());
    m_holder.start(how.program, how.arguments);
#endif
}

void KeepAwake::end()
{
#ifdef Q_OS_WIN
    SetThreadExecutionState(ES_CONTINUOUS);
#else
    if (m_holder.state() == QProcess::NotRunning)
        return;
    m_holder.kill();
    m_holder.waitForFinished(200);
#endif
}

} // namespace hubwatch
