#include "batch/fault_words.h"

#include "batch/row_match.h"

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

bool isConflict(const BatchFault &fault)
{
    return fault.category == "CONFLICT"_L1 || fault.category == "OBJECT_ALREADY_EXISTS"_L1
        || !fault.existingId.isEmpty();
}

} // namespace

QString conflictCode()
{
    return QStringLiteral("conflict");
}

QString faultCode(const BatchFault &fault)
{
    if (isConflict(fault))
        return conflictCode();
    if (fault.category == "OBJECT_NOT_FOUND"_L1)
        return QStringLiteral("not-found");
    return fault.code.isEmpty() ? QStringLiteral("rejected") : fault.code;
}

QString faultWords(const JobSpec &spec, const BatchFault &fault)
{
    const QString said = fault.message.isEmpty() ? QStringLiteral("no reason given") : fault.message;
    if (isConflict(fault) && !fault.existingId.isEmpty())
        return QStringLiteral("another %1 has this value already: id %2. HubSpot says: %3")
            .arg(objectNoun(spec.object), fault.existingId, said);
    if (fault.property.isEmpty() || said.contains(fault.property))
        return QStringLiteral("HubSpot says: %1").arg(said);
    return QStringLiteral("%1: HubSpot says: %2").arg(fault.property, said);
}

RowOutcome faultOutcome(const JobSpec &spec, const JobRow &row, const BatchFault &fault)
{
    return {.row = row.row, .pile = Pile::Failed, .code = faultCode(fault), .words = faultWords(spec, fault)};
}

RowOutcome notFoundOutcome(const JobSpec &spec, const JobRow &row)
{
    const QString what = keyProperty(spec).isEmpty() ? QStringLiteral("id") : keyProperty(spec);
    return {.row = row.row,
            .pile = Pile::Failed,
            .code = QStringLiteral("not-found"),
            .words = QStringLiteral("no %1 has the %2 \"%3\": it may have been archived, merged or never existed")
                         .arg(objectNoun(spec.object), what, row.key)};
}

} // namespace hubwatch
