// QtProcessRunner: other programs, over QProcess.
#pragma once

#include "base/process_runner.h"

#include <QObject>

namespace hubwatch {

/// Runs each program in a session of its own, without a terminal, so that it can neither ask there nor leave children
/// behind when it is killed: on Unix the whole session is killed, elsewhere the program alone.
///
/// Must be used on one thread, with an event loop. Programs under way when it dies are killed, unanswered. It must not
/// be deleted from within a reply.
class QtProcessRunner : public ProcessRunner
{
public:
    void run(ProcessRequest request, QObject *context, Reply reply) override;
    void stream(ProcessRequest request, QObject *context, Slice onOutput, Reply reply) override;

private:
    QObject m_runs;
};

} // namespace hubwatch
