#include "batch/chunk.h"
#include "batch/fault_words.h"
#include "batch/row_match.h"

#include <QSet>
#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

bool isAssociation(const JobSpec &spec)
{
    return spec.operation == JobOperation::Associate || spec.operation == JobOperation::Dissociate;
}

/// The answer's records by row. What an association binds has no id of its own.
QHash<std::int64_t, const BatchRecord *> matchedRecords(const JobSpec &spec, std::span<const JobRow> rows,
                                                        const BatchAnswer &answer)
{
    QHash<std::int64_t, const BatchRecord *> matched;
    QHash<QString, const BatchRecord *> byTrace;
    for (const BatchRecord &record : answer.records) {
        const QString trace = isAssociation(spec) ? record.id + u'>' + record.to : record.trace;
        if (!trace.isEmpty())
            byTrace.insert(trace, &record);
    }
    const RecordsByKey byKey(answer, keyProperty(spec));
    std::vector<JobRow> left;
    for (const JobRow &row : rows) {
        const BatchRecord *record
            = byTrace.value(isAssociation(spec) ? row.key + u'>' + row.to : rowTrace(row.row), nullptr);
        if (!record && !isAssociation(spec) && !row.key.isEmpty())
            record = byKey.find(row.key);
        if (record)
            matched.insert(row.row, record);
        else
            left.push_back(row);
    }
    if (spec.operation != JobOperation::Create)
        return matched;
    // Creates have no key: without their trace, only what was written tells them apart.
    std::vector<const BatchRecord *> unnamed;
    for (const BatchRecord &record : answer.records) {
        if (record.trace.isEmpty())
            unnamed.push_back(&record);
    }
    const auto found = recordsByValues(left, unnamed);
    for (auto it = found.begin(); it != found.end(); ++it)
        matched.insert(it.key(), it->front());
    return matched;
}

bool speaksOf(const BatchFault &fault, const JobSpec &spec, const JobRow &row)
{
    if (fault.traces.contains(rowTrace(row.row)))
        return true;
    if (!fault.traces.isEmpty() || row.key.isEmpty())
        return false;
    const QString key = comparedKey(keyProperty(spec), row.key);
    return std::ranges::any_of(fault.ids, [&](const QString &id) {
        return comparedKey(keyProperty(spec), id) == key || (isAssociation(spec) && id == row.to);
    });
}

RowOutcome doneOutcome(const JobSpec &spec, const JobRow &row, const BatchRecord &record)
{
    return {.row = row.row,
            .pile = Pile::Done,
            .recordId = record.id,
            .isNew = spec.operation == JobOperation::Upsert && record.isNew.value_or(false),
            .changedAt = record.updatedAt};
}

/// Of an answer without a body: all was done.
WriteVerdict allDone(std::span<const JobRow> rows)
{
    WriteVerdict verdict;
    for (const JobRow &row : rows)
        verdict.outcomes.push_back({.row = row.row, .pile = Pile::Done, .recordId = row.key});
    return verdict;
}

void judgeFault(WriteVerdict &verdict, const JobSpec &spec, const JobRow &row, const BatchFault &fault)
{
    const QString &category = fault.category;
    if (category == "RATE_LIMITS"_L1 || category == "RATE_LIMIT"_L1 || category == "LOCKED"_L1)
        verdict.again.push_back(row.row);
    else if (category == "INTERNAL_ERROR"_L1 || category == "SERVER_ERROR"_L1)
        verdict.unknown.push_back(row.row);
    else
        verdict.outcomes.push_back(faultOutcome(spec, row, fault));
}

/// Rows that the answer does not name, though it has faults that name nobody.
void judgeUnnamed(WriteVerdict &verdict, const JobSpec &spec, std::span<const JobRow> rows, const BatchAnswer &answer,
                  bool everyRecordMatched)
{
    const auto nameless = std::ranges::find_if(
        answer.faults, [](const BatchFault &fault) { return fault.traces.isEmpty() && fault.ids.isEmpty(); });
    const bool failedForCertain = nameless != answer.faults.end() && everyRecordMatched;
    for (const JobRow &row : rows) {
        if (spec.operation == JobOperation::Read && nameless == answer.faults.end())
            verdict.outcomes.push_back(notFoundOutcome(spec, row));
        else if (failedForCertain && rows.size() == 1)
            judgeFault(verdict, spec, row, *nameless);
        else if (failedForCertain)
            verdict.again.push_back(row.row);
        else
            verdict.unknown.push_back(row.row);
    }
}

WriteVerdict judgeSent(const JobSpec &spec, std::span<const JobRow> rows, int status, const BatchAnswer &answer)
{
    if (rows.empty())
        return {};
    const bool tellsNothing = answer.records.empty() && answer.faults.empty();
    if (tellsNothing && (status == 204 || rowOperation(spec, rows.front()) == JobOperation::Archive))
        return allDone(rows);
    const auto matched = matchedRecords(spec, rows, answer);
    WriteVerdict verdict;
    std::vector<JobRow> unnamed;
    QSet<const BatchRecord *> used;
    for (const JobRow &row : rows) {
        if (const BatchRecord *record = matched.value(row.row, nullptr)) {
            verdict.outcomes.push_back(doneOutcome(spec, row, *record));
            used.insert(record);
            continue;
        }
        const auto fault
            = std::ranges::find_if(answer.faults, [&](const BatchFault &one) { return speaksOf(one, spec, row); });
        if (fault == answer.faults.end())
            unnamed.push_back(row);
        else
            judgeFault(verdict, spec, row, *fault);
    }
    judgeUnnamed(verdict, spec, unnamed, answer, used.size() == qsizetype(answer.records.size()));
    return verdict;
}

} // namespace

WriteVerdict judgeAnswer(const JobSpec &spec, std::span<const JobRow> rows, int status, const BatchAnswer &answer)
{
    WriteVerdict verdict = judgeSent(spec, rowsOfOneKind(spec, rows), status, answer);
    for (const JobRow &row : rows) {
        if (rowOperation(spec, row) != rowOperation(spec, rows.front()))
            verdict.again.push_back(row.row); // another kind: not sent yet
    }
    return verdict;
}

} // namespace hubwatch
