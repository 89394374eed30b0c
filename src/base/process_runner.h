// ProcessRunner: the door to other programs.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <functional>
#include <map>

class QObject;

namespace hubwatch {

struct ProcessRequest {
    QString program = {}; ///< a name looked for on PATH, or a path
    QStringList arguments = {};
    std::map<QString, QString> environment = {}; ///< added to our own; a null value takes ours out
    QString folder = {};                         ///< where it runs; empty: where we do
    Duration timeout = 30s; ///< then it is killed, with all it started where the system can do that
    QByteArray input = {};  ///< its standard input, whole; empty: there is none. Not wiped, so no place for secrets

    bool operator==(const ProcessRequest &) const = default;
};

struct ProcessOutcome {
    int exitCode = 0;
    QByteArray output = {}; ///< standard output; may be a secret: never logged
    QByteArray errors = {}; ///< standard error, at most 64 kB

    bool operator==(const ProcessOutcome &) const = default;
};

/// The Error of a program that is not on PATH, or is no program; `program` is named in it.
Error programMissing(const QString &program);
/// Whether an Error of ProcessRunner::run() is that one: there is something to install.
bool isProgramMissing(const Error &error);

/// Runs programs without a shell and without a terminal: standard input ends where `input` does, so none can wait for
/// an answer.
class ProcessRunner
{
public:
    using Reply = std::function<void(Result<ProcessOutcome>)>;
    using Slice = std::function<void(QByteArray)>;

    virtual ~ProcessRunner() = default;

    /// Calls `reply` exactly once, later, on the caller's thread; never if `context` dies first, in which case the
    /// program is killed. Any exit code is an outcome. An Error of kind Storage says that the program was not found,
    /// could not be started, crashed, wrote more than 1 MB, or was killed by the timeout (then `reach` is Timeout); its
    /// detail names the program and never its output.
    virtual void run(ProcessRequest request, QObject *context, Reply reply) = 0;

    /// As run(), for output of any length: `onOutput` is handed each piece as it comes, before `reply`, whose output is
    /// then empty. A piece is as large as a pipe holds at most (64 kB on Linux), one a turn of the event loop; the
    /// program waits until it is taken, so that neither memory nor the thread fills up. `onOutput` may end `context`.
    ///
    /// What stands here hands on the output of run() whole, for doors that have nothing better.
    virtual void stream(ProcessRequest request, QObject *context, Slice onOutput, Reply reply);
};

} // namespace hubwatch
