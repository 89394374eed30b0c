#include "base/process_run.h"

#include "base/wipe.h"

#include <QFileInfo>
#include <QProcessEnvironment>
#include <QStandardPaths>
#include <algorithm>

#ifdef Q_OS_UNIX
#include <csignal>
#include <unistd.h>
#endif

namespace hubwatch {

namespace {

constexpr qsizetype mostOutput = 1024 * 1024;
constexpr qsizetype mostErrors = 64 * 1024;

/// The file that will be run; empty when there is none.
QString executableOf(const QString &program)
{
    if (program.isEmpty())
        return {};
    // A path is a path: findExecutable() would look for it below each folder of PATH.
    if (const QFileInfo file(program); program.contains(u'/') && !file.isAbsolute())
        return file.isFile() && file.isExecutable() ? file.absoluteFilePath() : QString();
    return QStandardPaths::findExecutable(program);
}

/// Adds the piece; what outgrows its room moves to a larger one, and is wiped where it was.
void appendWiping(QByteArray &bytes, QByteArray &&piece)
{
    if (bytes.capacity() < bytes.size() + piece.size()) {
        QByteArray larger;
        larger.reserve(std::max<qsizetype>(4096, 2 * (bytes.size() + piece.size())));
        larger.append(bytes);
        wipe(bytes);
        bytes = std::move(larger);
    }
    bytes.append(piece);
    wipe(piece);
}

} // namespace

void ProcessRun::begin(QObject &owner, ProcessRequest request, QObject *context, ProcessRunner::Slice onOutput,
                       ProcessRunner::Reply reply)
{
    auto *run = new ProcessRun(owner, std::move(request), context, std::move(onOutput), std::move(reply));
    run->start();
}

ProcessRun::ProcessRun(QObject &owner, ProcessRequest request, QObject *context, ProcessRunner::Slice onOutput,
                       ProcessRunner::Reply reply)
    : QObject(&owner)
    , m_request(std::move(request))
    , m_context(context)
    , m_onOutput(std::move(onOutput))
    , m_reply(std::move(reply))
{
    connect(context, &QObject::destroyed, this, [this] {
        m_reply = {};
        end();
    });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &ProcessRun::takeOutput);
    connect(&m_process, &QProcess::readyReadStandardError, this, &ProcessRun::takeErrors);
    connect(&m_process, &QProcess::errorOccurred, this, &ProcessRun::onError);
    connect(&m_process, &QProcess::finished, this, &ProcessRun::onFinished);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        const auto seconds = double(m_request.timeout.count()) / 1000;
        fail(QStringLiteral("killed after %1 s").arg(seconds), Error::Reach::Timeout);
    });
    m_deadline.setSingleShot(true);
    m_deadline.setTimerType(Qt::PreciseTimer); // a coarse one may be early by a twentieth
}

ProcessRun::~ProcessRun()
{
    m_process.disconnect(this);
    if (m_process.state() != QProcess::NotRunning) {
        killAll();
        m_process.waitForFinished(1000); // QProcess would wait as well, and complain that it had to
    }
    wipe(m_output);
    wipe(m_errors);
}

void ProcessRun::start()
{
    const QString file = executableOf(m_request.program);
    if (file.isEmpty()) {
        QMetaObject::invokeMethod(
            this, [this] { answer(tl::unexpected(programMissing(m_request.program))); }, Qt::QueuedConnection);
        return;
    }
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const auto &[name, value] : m_request.environment)
        value.isNull() ? environment.remove(name) : environment.insert(name, value);
    m_process.setProcessEnvironment(environment);
    m_process.setWorkingDirectory(m_request.folder);
    if (m_request.input.isEmpty())
        m_process.setStandardInputFile(QProcess::nullDevice());
#ifdef Q_OS_UNIX
    // A session of its own has no terminal to ask on, and its number names all that the program starts.
    m_process.setChildProcessModifier([] { ::setsid(); });
#endif
    m_deadline.start(m_request.timeout);
    if (m_request.input.isEmpty())
        return m_process.start(file, m_request.arguments, QIODevice::ReadOnly);
    m_process.start(file, m_request.arguments, QIODevice::ReadWrite);
    m_process.write(std::exchange(m_request.input, {})); // as it reads; what it does not want is lost
    m_process.closeWriteChannel();
}

void ProcessRun::takeOutput()
{
    if (m_onOutput) {
        // QProcess has read what was in the pipe, and reads on when the event loop has had its turn.
        if (QByteArray piece = m_process.readAllStandardOutput(); m_reply && !piece.isEmpty())
            m_onOutput(std::move(piece));
        return;
    }
    appendWiping(m_output, m_process.readAllStandardOutput());
    if (m_output.size() > mostOutput)
        fail(QStringLiteral("killed, since it wrote more than 1 MB"));
}

void ProcessRun::takeErrors()
{
    QByteArray piece = m_process.readAllStandardError();
    const qsizetype room = mostErrors - m_errors.size();
    if (piece.size() > room) // the first words tell what is wrong
        piece.truncate(std::max<qsizetype>(0, room));
    appendWiping(m_errors, std::move(piece));
}

void ProcessRun::onError(QProcess::ProcessError error)
{
    // All others are told by finished(), the timer, or do not occur without writing.
    if (error == QProcess::FailedToStart)
        fail(QStringLiteral("could not be started (%1)").arg(m_process.errorString()));
}

void ProcessRun::onFinished(int exitCode, QProcess::ExitStatus status)
{
    if (status == QProcess::CrashExit)
        return fail(QStringLiteral("crashed, or was killed by somebody else"));
    takeErrors();
    takeOutput();
    if (m_reply) // bytes that nobody shares, so that the caller can wipe them
        answer(ProcessOutcome{
            .exitCode = exitCode, .output = std::exchange(m_output, {}), .errors = std::exchange(m_errors, {})});
}

void ProcessRun::killAll()
{
#ifdef Q_OS_UNIX
    // Before the child has made its session there is none of that number, and nothing else to be hit.
    if (const qint64 pid = m_process.processId(); pid > 0)
        ::kill(pid_t(-pid), SIGKILL);
#endif
    m_process.kill();
}

void ProcessRun::fail(const QString &sentence, Error::Reach reach)
{
    answer(tl::unexpected(Error{
        .kind = Error::Kind::Storage, .detail = m_request.program + QStringLiteral(": ") + sentence, .reach = reach}));
}

void ProcessRun::answer(Result<ProcessOutcome> result)
{
    const ProcessRunner::Reply reply = std::exchange(m_reply, {});
    end();
    if (m_context && reply)
        reply(std::move(result)); // may end the context, and with it whatever it likes but the runner
}

void ProcessRun::end()
{
    m_deadline.stop();
    m_process.disconnect(this);
    if (m_context)
        m_context->disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return deleteLater();
    connect(&m_process, &QProcess::finished, this, &QObject::deleteLater);
    killAll();
}

} // namespace hubwatch
