#include "batch/chunk.h"

#include "batch/fault_words.h"
#include "batch/row_match.h"
#include "hubspot/batch_requests.h"

#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostAssociationsRead = 1000;

std::vector<BatchInput> keyInputs(const JobSpec &spec, std::span<const JobRow> rows)
{
    std::vector<BatchInput> inputs;
    QStringList seen;
    for (const JobRow &row : rows) {
        const QString key = comparedKey(keyProperty(spec), row.key);
        if (key.isEmpty() || seen.contains(key))
            continue;
        seen << key;
        inputs.push_back({.id = row.key});
    }
    return inputs;
}

QJsonObject propertiesOf(const JobRow &row)
{
    QJsonObject properties;
    for (const PropertyValue &value : row.values)
        properties.insert(value.property, value.value.isNull() ? u""_s : value.value);
    return properties;
}

std::vector<BatchInput> writeInputs(std::span<const JobRow> rows)
{
    std::vector<BatchInput> inputs;
    for (const JobRow &row : rows)
        inputs.push_back({.id = row.key, .trace = rowTrace(row.row), .properties = propertiesOf(row)});
    return inputs;
}

std::vector<AssociationPair> pairsOf(std::span<const JobRow> rows)
{
    std::vector<AssociationPair> pairs;
    for (const JobRow &row : rows)
        pairs.push_back({.from = row.key, .to = row.to});
    return pairs;
}

BeforeImage imageOf(const JobSpec &spec, const JobRow &row, const BatchRecord &record)
{
    BeforeImage image{.row = row.row, .recordId = record.id, .changedAt = record.updatedAt};
    if (spec.operation == JobOperation::Archive) { // whatever it had, so that it can be made anew
        for (const QString &property : writtenProperties(spec, {})) {
            if (const QString value = record.properties.value(property); !value.isEmpty())
                image.values.push_back({.property = property, .value = value});
        }
        return image;
    }
    for (const PropertyValue &value : row.values)
        image.values.push_back({.property = value.property, .value = record.properties.value(value.property)});
    return image;
}

/// Why a row's record is not in the answer: HubSpot's words, or that there is none.
RowOutcome absent(const JobSpec &spec, const JobRow &row, const BatchAnswer &answer)
{
    for (const BatchFault &fault : answer.faults) {
        const bool speaksOfIt = fault.ids.isEmpty() || fault.ids.contains(row.key, Qt::CaseInsensitive);
        if (speaksOfIt && fault.category != "OBJECT_NOT_FOUND"_L1)
            return faultOutcome(spec, row, fault);
    }
    return notFoundOutcome(spec, row);
}

const EarlierSend *earlierOf(std::span<const EarlierSend> earlier, std::int64_t row)
{
    const auto found = std::ranges::find(earlier, row, &EarlierSend::row);
    return found == earlier.end() ? nullptr : &*found;
}

RowOutcome doneEarlier(const JobRow &row, const QString &recordId)
{
    return {.row = row.row,
            .pile = Pile::Done,
            .recordId = recordId,
            .code = foundCode(),
            .words = QStringLiteral("done: by a request that got no answer and came late")};
}

} // namespace

std::optional<HttpRequest> beforeRequest(const QUrl &api, const JobSpec &spec, std::span<const JobRow> rows)
{
    // Records are archived by HubSpot's id alone, so any other key is looked up in any case.
    const bool needsIds = spec.operation == JobOperation::Archive && !keyProperty(spec).isEmpty();
    if (rows.empty() || (!readsBefore(spec) && !needsIds))
        return std::nullopt;
    switch (spec.operation) {
    case JobOperation::Update:
    case JobOperation::Upsert:
    case JobOperation::Archive:
        return batchRequest(api, spec.object, BatchOperation::Read, keyProperty(spec), keyInputs(spec, rows),
                            askedProperties(spec, keyProperty(spec), writtenProperties(spec, rows)));
    case JobOperation::Associate:
    case JobOperation::Dissociate: {
        QStringList ids;
        for (const JobRow &row : rows)
            ids << row.key;
        ids.removeDuplicates();
        // More than HubSpot shows at once; binding what is bound does no harm.
        if (ids.size() > mostAssociationsRead)
            return std::nullopt;
        return associationsReadRequest(api, spec.object, spec.toObject, ids);
    }
    case JobOperation::Create:
    case JobOperation::Read: return std::nullopt;
    }
    Q_UNREACHABLE();
}

BeforeVerdict judgeBefore(const JobSpec &spec, std::span<const JobRow> rows, const BatchAnswer &answer,
                          std::span<const EarlierSend> earlier)
{
    const RecordsByKey records(answer, keyProperty(spec));
    BeforeVerdict verdict;
    for (const JobRow &row : rows) {
        const BatchRecord *record = records.find(row.key);
        const EarlierSend *sent = earlierOf(earlier, row.row);
        if (!record && sent && spec.operation == JobOperation::Archive) {
            verdict.settled.push_back(doneEarlier(row, sent->before ? sent->before->recordId : QString()));
            continue;
        }
        if (record && sent && takesProperties(spec.operation) && holdsValues(*record, row)) {
            RowOutcome done = doneEarlier(row, record->id);
            done.isNew = spec.operation == JobOperation::Upsert && !sent->before && record->createdAt
                && !wasThereBefore(*record, sent->sentAt);
            done.changedAt = record->updatedAt;
            verdict.settled.push_back(std::move(done));
            continue;
        }
        if (!record && spec.operation != JobOperation::Upsert) {
            verdict.settled.push_back(absent(spec, row, answer));
            continue;
        }
        if (!record) { // will be new
            verdict.toSend.push_back(row);
            continue;
        }
        if (spec.skipsUnchanged && takesProperties(spec.operation) && holdsValues(*record, row)) {
            verdict.settled.push_back(
                {.row = row.row,
                 .pile = Pile::Skipped,
                 .recordId = record->id,
                 .code = QStringLiteral("unchanged"),
                 .words = QStringLiteral("the %1 has these values already").arg(objectNoun(spec.object))});
            continue;
        }
        verdict.images.push_back(imageOf(spec, row, *record));
        verdict.toSend.push_back(row);
        if (spec.operation == JobOperation::Archive)
            verdict.toSend.back().key = record->id;
    }
    return verdict;
}

BeforeVerdict judgeBoundBefore(const JobSpec &spec, std::span<const JobRow> rows,
                               const QHash<QString, QStringList> &answer, std::span<const EarlierSend> earlier)
{
    std::vector<JobRow> whole;
    std::ranges::copy_if(rows, std::back_inserter(whole), [](const JobRow &row) { return !row.to.isEmpty(); });
    const CheckVerdict bound = judgeAssociations(spec, whole, answer);
    BeforeVerdict verdict;
    for (RowOutcome outcome : bound.outcomes) {
        if (earlierOf(earlier, outcome.row)) { // done, as it says
            verdict.settled.push_back(outcome);
            continue;
        }
        outcome.pile = Pile::Skipped;
        outcome.code = QStringLiteral("unchanged");
        outcome.words = spec.operation == JobOperation::Associate ? QStringLiteral("the two are associated already")
                                                                  : QStringLiteral("the two are not associated");
        verdict.settled.push_back(outcome);
    }
    for (const JobRow &row : rows) {
        if (row.to.isEmpty()) { // the undo of a pair whose state before was not kept
            verdict.settled.push_back(
                {.row = row.row,
                 .pile = Pile::Skipped,
                 .recordId = row.key,
                 .code = QStringLiteral("no-before"),
                 .words = QStringLiteral("no state before is known: there is nothing to put back")});
            continue;
        }
        if (std::ranges::find(verdict.settled, row.row, &RowOutcome::row) != verdict.settled.end())
            continue;
        verdict.toSend.push_back(row);
        verdict.images.push_back(
            {.row = row.row, .recordId = row.key, .values = {{.property = boundTo(), .value = row.to}}});
    }
    return verdict;
}

HttpRequest writeRequest(const QUrl &api, const JobSpec &spec, std::span<const JobRow> all)
{
    const std::vector<JobRow> rows = rowsOfOneKind(spec, all);
    const QString key = keyProperty(spec);
    switch (all.empty() ? spec.operation : rowOperation(spec, all.front())) {
    case JobOperation::Update: return batchRequest(api, spec.object, BatchOperation::Update, key, writeInputs(rows));
    case JobOperation::Upsert: return batchRequest(api, spec.object, BatchOperation::Upsert, key, writeInputs(rows));
    case JobOperation::Create: return batchRequest(api, spec.object, BatchOperation::Create, {}, writeInputs(rows));
    case JobOperation::Archive:
        return batchRequest(api, spec.object, BatchOperation::Archive, {}, keyInputs(spec, rows));
    case JobOperation::Read:
        return batchRequest(api, spec.object, BatchOperation::Read, key, keyInputs(spec, rows),
                            askedProperties(spec, key, spec.properties));
    case JobOperation::Associate:
        return associateRequest(api, spec.object, spec.toObject, spec.label.category, spec.label.typeId, pairsOf(rows));
    case JobOperation::Dissociate: return dissociateRequest(api, spec.object, spec.toObject, pairsOf(rows));
    }
    Q_UNREACHABLE();
}

} // namespace hubwatch
