#include "base/process_runner.h"

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

} // namespace hubwatch
