#include "batch/job.h"

#include <array>

namespace hubwatch {

namespace {

struct OperationWord {
    JobOperation operation;
    QLatin1StringView word;
};

constexpr std::array operationWords{
    OperationWord{JobOperation::Update, QLatin1StringView("update")},
    OperationWord{JobOperation::Create, QLatin1StringView("create")},
    OperationWord{JobOperation::Upsert, QLatin1StringView("upsert")},
    OperationWord{JobOperation::Archive, QLatin1StringView("archive")},
    OperationWord{JobOperation::Read, QLatin1StringView("read")},
    OperationWord{JobOperation::Associate, QLatin1StringView("associate")},
    OperationWord{JobOperation::Dissociate, QLatin1StringView("dissociate")},
};

} // namespace

QString operationWord(JobOperation operation)
{
    for (const OperationWord &one : operationWords) {
        if (one.operation == operation)
            return one.word;
    }
    Q_UNREACHABLE();
}

std::optional<JobOperation> operationNamed(QStringView word)
{
    for (const OperationWord &one : operationWords) {
        if (word == one.word)
            return one.operation;
    }
    return std::nullopt;
}

bool writes(JobOperation operation)
{
    return operation != JobOperation::Read;
}

bool takesProperties(JobOperation operation)
{
    return operation == JobOperation::Update || operation == JobOperation::Create || operation == JobOperation::Upsert;
}

bool needsKey(JobOperation operation)
{
    return operation != JobOperation::Create;
}

QString pileWord(Pile pile)
{
    switch (pile) {
    case Pile::Done: return QStringLiteral("done");
    case Pile::Failed: return QStringLiteral("failed");
    case Pile::Unknown: return QStringLiteral("unknown");
    case Pile::Skipped: return QStringLiteral("skipped");
    }
    Q_UNREACHABLE();
}

} // namespace hubwatch
