#include "batch/chunk.h"
#include "batch/row_match.h"
#include "hubspot/batch_requests.h"

#include <algorithm>
#include <array>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostSearches = 3;
constexpr Duration searchedBefore = 60s; ///< as wasThereBefore()
constexpr size_t mostRowsOfSearch = 5;
constexpr size_t mostValuesOfRow = 5;
constexpr size_t mostFiltersOfCheck = 18;
constexpr qsizetype longestSearched = 100; ///< of a value; HubSpot takes 3,000 characters in all
constexpr qsizetype roomForFilters = 2400;

Duration readWait(int attempt)
{
    return 2s * std::clamp(attempt, 1, 10);
}

/// New records appear in searches after moments, sometimes after many.
Duration searchWait(int attempt)
{
    constexpr std::array<Duration, mostSearches> waits{5s, 20s, 60s};
    return waits[size_t(std::clamp(attempt, 1, mostSearches) - 1)];
}

std::vector<std::int64_t> numbersOf(std::span<const JobRow> rows)
{
    std::vector<std::int64_t> numbers;
    for (const JobRow &row : rows)
        numbers.push_back(row.row);
    return numbers;
}

CheckPlan readPlan(const QUrl &api, const JobSpec &spec, std::span<const JobRow> rows, const QString &idProperty,
                   int attempt)
{
    std::vector<BatchInput> inputs;
    QStringList seen;
    CheckPlan plan{.wait = readWait(attempt)};
    for (const JobRow &row : rows) {
        const QString key = spec.operation == JobOperation::Create ? rowValue(row, idProperty) : row.key;
        if (key.isEmpty())
            continue;
        plan.rows.push_back(row.row);
        if (seen.contains(comparedKey(idProperty, key)))
            continue;
        seen << comparedKey(idProperty, key);
        inputs.push_back({.id = key});
    }
    plan.request = batchRequest(api, spec.object, BatchOperation::Read, idProperty, inputs,
                                askedProperties(spec, idProperty, writtenProperties(spec, rows)));
    return plan;
}

std::vector<SearchFilter> searchFilters(const JobRow &row, TimePoint sentAt)
{
    std::vector<SearchFilter> filters;
    for (const PropertyValue &value : row.values) {
        const bool fits
            = !value.value.isEmpty() && value.value.size() <= longestSearched && !value.value.contains(u'\n');
        if (fits && filters.size() < mostValuesOfRow)
            filters.push_back({.property = value.property, .value = value.value});
    }
    if (!filters.empty())
        filters.push_back({.property = QStringLiteral("createdate"),
                           .op = QStringLiteral("GTE"),
                           .value = QString::number((sentAt - searchedBefore).time_since_epoch().count())});
    return filters;
}

qsizetype lengthOf(const std::vector<SearchFilter> &filters)
{
    qsizetype length = 0;
    for (const SearchFilter &filter : filters)
        length += 60 + filter.property.size() + filter.value.toUtf8().size();
    return length;
}

CheckPlan searchPlan(const QUrl &api, const JobSpec &spec, std::span<const JobRow> rows, TimePoint sentAt, int attempt)
{
    const QString byHand
        = QStringLiteral("look for it in HubSpot, then say whether it is there: mark it as done, or send it again");
    if (attempt > mostSearches)
        return {.how = CheckPlan::How::Impossible,
                .words = QStringLiteral("HubSpot's search does not show it after %1 looks, which proves nothing; %2")
                             .arg(mostSearches)
                             .arg(byHand),
                .rows = numbersOf(rows)};
    CheckPlan plan{.how = CheckPlan::How::Search, .wait = searchWait(attempt)};
    SearchQuery query;
    size_t count = 0;
    qsizetype length = 0;
    for (const JobRow &row : rows) {
        std::vector<SearchFilter> filters = searchFilters(row, sentAt);
        count += filters.size();
        length += lengthOf(filters);
        const bool fits = query.groups.size() < mostRowsOfSearch && count <= mostFiltersOfCheck
            && (length <= roomForFilters || query.groups.empty());
        if (filters.empty() || !fits)
            break;
        query.groups.push_back(std::move(filters));
        plan.rows.push_back(row.row);
    }
    if (query.groups.empty())
        return {.how = CheckPlan::How::Impossible,
                .words = QStringLiteral("it holds no value that can be searched for; ") + byHand,
                .rows = {rows.front().row}};
    plan.request = searchRequest(api, spec.object, query, writtenProperties(spec, rows), -1);
    return plan;
}

RowOutcome foundOutcome(const JobRow &row, const BatchRecord &record, const QString &words)
{
    return {.row = row.row,
            .pile = Pile::Done,
            .recordId = record.id,
            .code = foundCode(),
            .words = words,
            .changedAt = record.updatedAt};
}

QString shown(const QString &value)
{
    return value.isEmpty() ? QStringLiteral("empty") : u'"' + value.left(80) + u'"';
}

/// What the record holds instead of what the row writes: "city is "Kyoto"".
QString differences(const BatchRecord &record, const JobRow &row)
{
    QStringList found;
    for (const PropertyValue &value : row.values) {
        const QString now = record.properties.value(value.property);
        if (!sameValue(value.property, now, value.value))
            found << QStringLiteral("%1 is %2, the job wrote %3").arg(value.property, shown(now), shown(value.value));
    }
    return found.join(QStringLiteral("; "));
}

/// Whether somebody else has changed it: a value is neither what was there before nor what was written.
bool changedMeanwhile(const BatchRecord &record, const JobRow &row, const BeforeImage &before)
{
    return std::ranges::any_of(row.values, [&](const PropertyValue &value) {
        const auto was = std::ranges::find(before.values, value.property, &PropertyValue::property);
        const QString now = record.properties.value(value.property);
        return was != before.values.end() && !sameValue(value.property, now, value.value)
            && !sameValue(value.property, now, was->value);
    });
}

void judgeOverwritten(CheckVerdict &verdict, const JobSpec &spec, const JobRow &row, const BatchRecord *record,
                      std::span<const BeforeImage> before, TimePoint sentAt)
{
    const auto image = std::ranges::find(before, row.row, &BeforeImage::row);
    if (!record && spec.operation == JobOperation::Update)
        verdict.outcomes.push_back(
            {.row = row.row,
             .pile = Pile::Failed,
             .code = QStringLiteral("not-found"),
             .words
             = QStringLiteral("HubSpot did not answer, and the %1 is not there now").arg(objectNoun(spec.object))});
    else if (!record)
        verdict.notDone.push_back(row.row);
    else if (holdsValues(*record, row)) {
        RowOutcome outcome = foundOutcome(row, *record, QStringLiteral("done: read back after no answer came"));
        outcome.isNew = spec.operation == JobOperation::Upsert && image == before.end() && record->createdAt
            && !wasThereBefore(*record, sentAt);
        verdict.outcomes.push_back(outcome);
    } else if (image != before.end() && changedMeanwhile(*record, row, *image))
        verdict.outcomes.push_back(
            {.row = row.row,
             .pile = Pile::Failed,
             .recordId = record->id,
             .code = QStringLiteral("changed-meanwhile"),
             .words = QStringLiteral("somebody else has changed it meanwhile: ") + differences(*record, row)});
    else
        verdict.notDone.push_back(row.row);
}

void judgeUniqueCreate(CheckVerdict &verdict, const QString &unique, const JobRow &row, const BatchRecord *record,
                       TimePoint sentAt)
{
    if (!record) {
        verdict.notDone.push_back(row.row); // a late one refuses the next: the value is unique
        verdict.late.push_back(row.row);
    } else if (wasThereBefore(*record, sentAt)) {
        verdict.notDone.push_back(row.row); // not the job's, whatever it holds: HubSpot will name the conflict
    } else if (holdsValues(*record, row)) {
        verdict.outcomes.push_back(
            foundOutcome(row, *record, QStringLiteral("done: found by its %1 after no answer came").arg(unique)));
    } else if (record->createdAt) {
        verdict.outcomes.push_back(
            foundOutcome(row, *record,
                         QStringLiteral("done: found by its %1 after no answer came, and changed since: %2")
                             .arg(unique, differences(*record, row))));
    } else {
        verdict.notDone.push_back(row.row); // it may have been there before; HubSpot will name the conflict
    }
}

void judgeSearched(CheckVerdict &verdict, std::span<const JobRow> rows, TimePoint sentAt, const BatchAnswer &answer)
{
    std::vector<const BatchRecord *> records;
    for (const BatchRecord &record : answer.records) {
        if (!wasThereBefore(record, sentAt))
            records.push_back(&record);
    }
    const auto found = recordsByValues(rows, records);
    for (const JobRow &row : rows) {
        const std::vector<const BatchRecord *> ours = found.value(row.row);
        if (ours.empty()) {
            verdict.stillUnknown.push_back(row.row);
            continue;
        }
        QStringList ids;
        for (const BatchRecord *record : ours)
            ids << record->id;
        verdict.outcomes.push_back(foundOutcome(
            row, *ours.front(),
            ours.size() == 1
                ? QStringLiteral("done: found by a search after no answer came")
                : QStringLiteral("done: a search found %1 records with these values: ids %2; see which to keep")
                      .arg(ours.size())
                      .arg(ids.join(QStringLiteral(", ")))));
    }
}

} // namespace

CheckPlan checkPlan(const QUrl &api, const JobSpec &spec, std::span<const JobRow> rows, TimePoint sentAt, int attempt)
{
    if (rows.empty())
        return {.how = CheckPlan::How::Impossible};
    switch (spec.operation) {
    case JobOperation::Update:
    case JobOperation::Upsert:
    case JobOperation::Archive:
    case JobOperation::Read: return readPlan(api, spec, rows, keyProperty(spec), attempt);
    case JobOperation::Associate:
    case JobOperation::Dissociate: {
        CheckPlan plan{.how = CheckPlan::How::Associations, .wait = readWait(attempt)};
        constexpr qsizetype mostRead = 1000;
        QStringList ids;
        for (const JobRow &row : rows) {
            if (!ids.contains(row.key) && ids.size() == mostRead)
                break;
            if (!ids.contains(row.key))
                ids << row.key;
            plan.rows.push_back(row.row);
        }
        plan.request = associationsReadRequest(api, spec.object, spec.toObject, ids);
        return plan;
    }
    case JobOperation::Create: break;
    }
    const QString unique = findableProperty(spec);
    CheckPlan plan = unique.isEmpty() ? CheckPlan() : readPlan(api, spec, rows, unique, attempt);
    return plan.rows.empty() ? searchPlan(api, spec, rows, sentAt, attempt) : plan;
}

CheckVerdict judgeCheck(const JobSpec &spec, std::span<const JobRow> rows, TimePoint sentAt, const BatchAnswer &answer,
                        int attempt, std::span<const BeforeImage> before, std::span<const EarlierSend> earlier)
{
    Q_UNUSED(attempt) // a search proves nothing however often it is asked; checkPlan() ends it
    CheckVerdict verdict;
    const QString unique = spec.operation == JobOperation::Create ? findableProperty(spec) : keyProperty(spec);
    const RecordsByKey records(answer, unique);
    std::vector<JobRow> searched;
    for (const JobRow &row : rows) {
        const auto first = std::ranges::find(earlier, row.row, &EarlierSend::row);
        const TimePoint since = first == earlier.end() ? sentAt : std::min(sentAt, first->sentAt);
        const size_t again = verdict.notDone.size();
        switch (rowOperation(spec, row)) {
        case JobOperation::Create:
            if (unique.isEmpty() || rowValue(row, unique).isEmpty())
                searched.push_back(row);
            else
                judgeUniqueCreate(verdict, unique, row, records.find(rowValue(row, unique)), since);
            break;
        case JobOperation::Update:
        case JobOperation::Upsert: judgeOverwritten(verdict, spec, row, records.find(row.key), before, since); break;
        case JobOperation::Archive:
            if (records.find(row.key))
                verdict.notDone.push_back(row.row);
            else
                verdict.outcomes.push_back({.row = row.row,
                                            .pile = Pile::Done,
                                            .recordId = keyProperty(spec).isEmpty() ? row.key : QString(),
                                            .words = QStringLiteral("done: it is not there any more")});
            break;
        case JobOperation::Read: verdict.notDone.push_back(row.row); break;
        case JobOperation::Associate:
        case JobOperation::Dissociate: verdict.stillUnknown.push_back(row.row); break; // judgeAssociations() knows
        }
        if (rowOperation(spec, row) != JobOperation::Create && verdict.notDone.size() > again)
            verdict.late.push_back(row.row);
    }
    judgeSearched(verdict, searched, sentAt, answer);
    return verdict;
}

CheckVerdict judgeAssociations(const JobSpec &spec, std::span<const JobRow> rows,
                               const QHash<QString, QStringList> &answer)
{
    CheckVerdict verdict;
    const bool wanted = spec.operation == JobOperation::Associate;
    for (const JobRow &row : rows) {
        const QStringList others = answer.value(row.key);
        const bool bound = others.contains(row.to);
        // Where HubSpot shows a part only, what is not shown may be there: sending again does no harm.
        const bool isKnown = bound || !others.contains(QString());
        if (isKnown && bound == wanted)
            verdict.outcomes.push_back({.row = row.row,
                                        .pile = Pile::Done,
                                        .recordId = row.key,
                                        .words = QStringLiteral("done: read back after no answer came")});
        else
            verdict.notDone.push_back(row.row);
    }
    verdict.late = verdict.notDone;
    return verdict;
}

} // namespace hubwatch
