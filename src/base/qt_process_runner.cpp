#include "base/qt_process_runner.h"

#include "base/process_run.h"

namespace hubwatch {

void QtProcessRunner::run(ProcessRequest request, QObject *context, Reply reply)
{
    ProcessRun::begin(m_runs, std::move(request), context, {}, std::move(reply));
}

void QtProcessRunner::stream(ProcessRequest request, QObject *context, Slice onOutput, Reply reply)
{
    ProcessRun::begin(m_runs, std::move(request), context, std::move(onOutput), std::move(reply));
}

} // namespace hubwatch
