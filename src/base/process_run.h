// ProcessRun: one program under way and the answer to it.
#pragma once

#include "base/process_runner.h"

#include <QObject>
#include <QPointer>
#include <QProcess>
#include <QTimer>

namespace hubwatch {

/// Deletes itself after its answer, or without one when `context` dies; a killed program is waited for first.
class ProcessRun : public QObject
{
    Q_OBJECT

public:
    /// Without `onOutput` the output comes whole, with the answer.
    static void begin(QObject &owner, ProcessRequest request, QObject *context, ProcessRunner::Slice onOutput,
                      ProcessRunner::Reply reply);
    ~ProcessRun() override;

private:
    ProcessRun(QObject &owner, ProcessRequest request, QObject *context, ProcessRunner::Slice onOutput,
               ProcessRunner::Reply reply);

    void start();
    void takeOutput();
    void takeErrors();
    void onError(QProcess::ProcessError error);
    void onFinished(int exitCode, QProcess::ExitStatus status);
    void killAll();
    void fail(const QString &sentence, Error::Reach reach = Error::Reach::None);
    void answer(Result<ProcessOutcome> result);
    void end();

    ProcessRequest m_request;
    QPointer<QObject> m_context;
    ProcessRunner::Slice m_onOutput;
    ProcessRunner::Reply m_reply;
    QProcess m_process;
    QTimer m_deadline;
    QByteArray m_output = {};
    QByteArray m_errors = {};
};

} // namespace hubwatch
