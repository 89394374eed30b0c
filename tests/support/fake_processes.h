// FakeProcesses: programs that end when a test says so.
#pragma once

#include "base/process_runner.h"

#include <QPointer>
#include <vector>

namespace hubwatch::testing {

/// Records every request; answer() answers the oldest one that still waits. A program whose context has died is
/// answered by nobody.
class FakeProcesses : public ProcessRunner
{
public:
    void run(ProcessRequest request, QObject *context, Reply reply) override;
    void stream(ProcessRequest request, QObject *context, Slice onOutput, Reply reply) override;

    /// Hands a piece of output to the oldest waiting program's caller; false when none waits, or it does not stream.
    bool feed(QByteArray piece);
    /// Answers the oldest waiting program, after its output where it streams; false when none waits.
    bool answer(Result<ProcessOutcome> result);
    size_t waiting() const;

    std::vector<ProcessRequest> requests = {};

private:
    struct Call {
        QPointer<QObject> context = {};
        Reply reply = {};
        Slice onOutput = {};
    };
    std::vector<Call> m_calls = {};
};

/// A program that ended well and said this.
ProcessOutcome printed(QByteArray output);
/// A program that complained.
ProcessOutcome failedWith(int exitCode, QByteArray errors);

} // namespace hubwatch::testing
