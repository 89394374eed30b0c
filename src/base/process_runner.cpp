#include "base/process_runner.h"

#include <QPointer>
#include <utility>

namespace hubwatch {

namespace {

// What shells answer for it; no HTTP status is that low, so the field is free for it.
constexpr int notFoundStatus = 127;

} // namespace

Error programMissing(const QString &program)
{
    return {.kind = Error::Kind::Storage,
            .detail = QStringLiteral("%1: there is no such program on PATH").arg(program),
            .status = notFoundStatus};
}

bool isProgramMissing(const Error &error)
{
    return error.kind == Error::Kind::Storage && error.status == notFoundStatus;
}

void ProcessRunner::stream(ProcessRequest request, QObject *context, Slice onOutput, Reply reply)
{
    run(std::move(request), context,
        [guard = QPointer<QObject>(context), onOutput = std::move(onOutput),
         reply = std::move(reply)](Result<ProcessOutcome> result) {
            if (result && !result->output.isEmpty())
                onOutput(std::exchange(result->output, {}));
            if (guard)
                reply(std::move(result));
        });
}

} // namespace hubwatch
