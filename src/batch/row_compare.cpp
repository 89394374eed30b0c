#include "batch/row_compare.h"

#include "batch/chunk.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace hubwatch {

namespace {

/// What asks for all that can be told. A create is looked up as if it were an upsert.
JobSpec lookSpec(JobSpec spec)
{
    spec.keepsBefore = true;
    spec.skipsUnchanged = true;
    spec.undoes.clear();
    if (spec.operation == JobOperation::Create) {
        spec.idProperty = lookProperty(spec);
        spec.operation = JobOperation::Upsert;
    }
    return spec;
}

QString valueOf(const JobRow &row, const QString &property)
{
    const auto found = std::ranges::find(row.values, property, &PropertyValue::property);
    return found == row.values.end() ? QString() : found->value;
}

/// Rows of a create get the unique property's value for a key; those without one are left out.
std::vector<JobRow> lookRows(const JobSpec &spec, std::span<const JobRow> rows)
{
    std::vector<JobRow> asked(rows.begin(), rows.end());
    if (spec.operation != JobOperation::Create)
        return asked;
    const QString property = lookProperty(spec);
    for (JobRow &row : asked)
        row.key = property.isEmpty() ? QString() : valueOf(row, property);
    std::erase_if(asked, [](const JobRow &row) { return row.key.isEmpty(); });
    return asked;
}

RowDiff::Verdict verdictOn(const JobSpec &spec, bool isThere)
{
    using Verdict = RowDiff::Verdict;
    switch (spec.operation) {
    case JobOperation::Create: return Verdict::Creates;
    case JobOperation::Upsert: return isThere ? Verdict::Changes : Verdict::Creates;
    case JobOperation::Update: return Verdict::Changes;
    case JobOperation::Archive: return Verdict::Archives;
    case JobOperation::Read: return Verdict::Reads;
    case JobOperation::Associate:
    case JobOperation::Dissociate: return Verdict::Associates;
    }
    Q_UNREACHABLE();
}

std::vector<PropertyValue> readValues(const JobSpec &spec, const BatchRecord &record)
{
    std::vector<PropertyValue> values;
    for (const QString &property : spec.properties)
        values.push_back({.property = property, .value = record.properties.value(property)});
    return values;
}

/// Whether the run takes only what its own read before has found.
bool sendsOnlyFound(const JobSpec &spec)
{
    return readsBefore(spec) || (spec.operation == JobOperation::Archive && !spec.idProperty.isEmpty());
}

} // namespace

QString lookProperty(const JobSpec &spec)
{
    const QString property = spec.idProperty.isEmpty() && spec.object == u"contacts" ? u"email"_s : spec.idProperty;
    const bool isWritten = std::ranges::find(spec.mapping, property, &ColumnMapping::property) != spec.mapping.end();
    return isWritten ? property : QString();
}

bool comparesPairs(const JobSpec &spec)
{
    return spec.operation == JobOperation::Associate || spec.operation == JobOperation::Dissociate;
}

std::optional<HttpRequest> lookRequest(const QUrl &api, const JobSpec &spec, std::span<const JobRow> rows)
{
    const std::vector<JobRow> asked = lookRows(spec, rows);
    if (asked.empty())
        return std::nullopt;
    if (spec.operation == JobOperation::Read)
        return writeRequest(api, spec, asked); // which is the read itself
    return beforeRequest(api, lookSpec(spec), asked);
}

RowComparison compareRows(const JobSpec &spec, std::span<const JobRow> rows, const BatchAnswer &answer)
{
    const std::vector<JobRow> asked = lookRows(spec, rows);
    const BeforeVerdict verdict = judgeBefore(lookSpec(spec), asked, answer);
    RowComparison result;
    for (const JobRow &row : rows) {
        RowDiff diff{.row = row.row, .key = row.key, .after = row.values};
        const auto settled = std::ranges::find(verdict.settled, row.row, &RowOutcome::row);
        const auto image = std::ranges::find(verdict.images, row.row, &BeforeImage::row);
        const bool isSame = settled != verdict.settled.end() && settled->pile == Pile::Skipped;
        const bool isThere = isSame || image != verdict.images.end();
        if (isSame) {
            diff.recordId = settled->recordId;
            diff.before = row.values;
        } else if (isThere) {
            diff.recordId = image->recordId;
            diff.before = image->values;
        }
        const bool isMissing = settled != verdict.settled.end() && !isSame;
        diff.verdict = isMissing ? RowDiff::Verdict::NotFound : verdictOn(spec, isThere);
        if (isSame && spec.operation != JobOperation::Create)
            diff.verdict = RowDiff::Verdict::Unchanged;
        if (spec.operation == JobOperation::Read) {
            const auto record = std::ranges::find(answer.records, diff.recordId, &BatchRecord::id);
            if (record != answer.records.end())
                diff.before = readValues(spec, *record);
        }
        if (spec.operation == JobOperation::Create && isThere)
            result.there.push_back(diff);

        const bool isLeftOut = (isMissing && sendsOnlyFound(spec))
            || (diff.verdict == RowDiff::Verdict::Unchanged && spec.skipsUnchanged);
        if (!isLeftOut) {
            result.toSend.push_back(row);
            if (spec.operation == JobOperation::Archive && isThere)
                result.toSend.back().key = diff.recordId;
        }
        result.diffs.push_back(std::move(diff));
    }
    return result;
}

RowComparison comparePairs(const JobSpec &spec, std::span<const JobRow> rows, const QHash<QString, QStringList> &answer)
{
    const CheckVerdict verdict = judgeAssociations(spec, rows, answer);
    RowComparison result;
    for (const JobRow &row : rows) {
        const bool isSame = std::ranges::find(verdict.outcomes, row.row, &RowOutcome::row) != verdict.outcomes.end();
        result.diffs.push_back({.row = row.row,
                                .key = row.key,
                                .recordId = row.key,
                                .verdict = isSame ? RowDiff::Verdict::Unchanged : verdictOn(spec, true),
                                .after = {{.property = spec.toObject, .value = row.to}}});
        if (!isSame || !spec.skipsUnchanged)
            result.toSend.push_back(row);
    }
    return result;
}

} // namespace hubwatch
