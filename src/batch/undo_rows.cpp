#include "batch/row_match.h"
#include "batch/undo.h"

#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr int undoneAtOnce = 1000;

class UndoRows : public RowSource
{
public:
    UndoRows(const Plan &of, const Journal &journal)
        : m_of(of)
        , m_journal(journal)
    { }

    Result<std::vector<JobRow>> rows(std::span<const std::int64_t> numbers) override
    {
        const Result<std::vector<BeforeImage>> before = m_journal.before(numbers);
        if (!before)
            return tl::unexpected(before.error());
        const Result<QHash<std::int64_t, RowOutcome>> outcomes = outcomesOf(numbers);
        if (!outcomes)
            return tl::unexpected(outcomes.error());
        std::vector<JobRow> rows;
        for (const std::int64_t number : numbers) {
            if (!outcomes->contains(number))
                return fail(
                    Error::Kind::Malformed,
                    QStringLiteral("undo: row %1: expected a row that was done in job %2").arg(number).arg(m_of.id));
            const auto image = std::ranges::find(*before, number, &BeforeImage::row);
            rows.push_back(rowOf(outcomes->value(number), image == before->end() ? nullptr : &*image));
        }
        return rows;
    }

private:
    /// Of the rows that were done.
    Result<QHash<std::int64_t, RowOutcome>> outcomesOf(std::span<const std::int64_t> numbers) const
    {
        QHash<std::int64_t, RowOutcome> found;
        auto next = numbers.begin();
        while (next != numbers.end()) {
            const Result<std::vector<RowOutcome>> page
                = m_journal.outcomes({.piles = {Pile::Done}, .after = *next - 1, .most = undoneAtOnce});
            if (!page)
                return tl::unexpected(page.error());
            if (page->empty())
                break;
            for (const RowOutcome &outcome : *page)
                found.insert(outcome.row, outcome);
            next = std::upper_bound(next, numbers.end(), page->back().row);
        }
        return found;
    }

    JobRow rowOf(const RowOutcome &outcome, const BeforeImage *image) const
    {
        JobRow row{.row = outcome.row, .key = outcome.recordId};
        const bool wasNew = m_of.spec.operation == JobOperation::Create
            || (m_of.spec.operation == JobOperation::Upsert && outcome.isNew);
        if (wasNew || !image)
            return row;
        row.key = image->recordId;
        row.values = image->values;
        if (m_of.spec.operation == JobOperation::Archive)
            row.key.clear(); // it is made anew
        if (!m_of.spec.toObject.isEmpty()) {
            row.to = rowValue(row, boundTo());
            row.values.clear();
        }
        return row;
    }

    const Plan &m_of;
    const Journal &m_journal;
};

/// What a record holds of what the job wrote, against `was`.
bool holdsAll(const BatchRecord &record, const std::vector<PropertyValue> &was)
{
    return std::ranges::all_of(was, [&record](const PropertyValue &value) {
        return sameValue(value.property, record.properties.value(value.property), value.value);
    });
}

QString inWords(const QString &value)
{
    return value.isEmpty() ? QStringLiteral("empty") : u'"' + value.left(80) + u'"';
}

/// "city is "Kyoto" now, the job wrote "Osaka""
QString changesSince(const BatchRecord &record, const JobRow &wrote)
{
    QStringList changes;
    for (const PropertyValue &value : wrote.values) {
        const QString now = record.properties.value(value.property);
        if (!sameValue(value.property, now, value.value))
            changes << QStringLiteral("%1 is %2 now, the job wrote %3")
                           .arg(value.property, inWords(now), inWords(value.value));
    }
    return changes.join(QStringLiteral("; "));
}

RowOutcome kept(const JobRow &row, const QString &recordId, const char *code, const QString &words)
{
    return {
        .row = row.row, .pile = Pile::Skipped, .recordId = recordId, .code = QString::fromLatin1(code), .words = words};
}

} // namespace

std::unique_ptr<RowSource> undoRows(const Plan &of, const Journal &journal)
{
    return std::make_unique<UndoRows>(of, journal);
}

BeforeVerdict judgeUndo(const Plan &of, std::span<const JobRow> undo, std::span<const JobRow> wrote,
                        std::span<const BeforeImage> before, std::span<const RowOutcome> outcomes,
                        const BatchAnswer &now, std::optional<TimePoint> startedAt)
{
    BeforeVerdict verdict;
    const RecordsByKey records(now, {});
    const JobOperation operation = of.spec.operation;
    for (const JobRow &row : undo) {
        if (operation != JobOperation::Update && operation != JobOperation::Create
            && operation != JobOperation::Upsert) {
            verdict.toSend.push_back(row); // nothing that another could have changed
            continue;
        }
        const auto written = std::ranges::find(wrote, row.row, &JobRow::row);
        const auto image = std::ranges::find(before, row.row, &BeforeImage::row);
        const auto outcome = std::ranges::find(outcomes, row.row, &RowOutcome::row);
        const bool wasNew = operation == JobOperation::Create
            || (operation == JobOperation::Upsert && outcome != outcomes.end() && outcome->isNew);
        if (!wasNew && (image == before.end() || row.values.empty())) { // never archive what the job did not make
            verdict.settled.push_back(kept(row, row.key, "no-before",
                                           QStringLiteral("no state before is known: there is nothing to put back")));
            continue;
        }
        const BatchRecord *record = records.find(row.key);
        if (!record) {
            verdict.settled.push_back(
                kept(row, row.key, wasNew ? "unchanged" : "changed-since",
                     wasNew ? QStringLiteral("it is not there any more")
                            : QStringLiteral("it is not there any more: somebody has archived or merged it since")));
            continue;
        }
        if (!wasNew && image != before.end() && holdsAll(*record, image->values)) {
            verdict.settled.push_back(
                kept(row, record->id, "unchanged", QStringLiteral("it is as before the job already")));
            continue;
        }
        const bool wasFound = outcome != outcomes.end() && outcome->code == foundCode();
        if (wasNew && wasFound && !(startedAt && record->createdAt && *record->createdAt >= *startedAt)) {
            verdict.settled.push_back(
                kept(row, record->id, "not-ours",
                     QStringLiteral("the job got no answer and found it by its values; nothing proves that it did not "
                                    "exist before: look at it, and archive it by hand if it is the job's")));
            continue;
        }
        // HubSpot writes some values in its own way; what has not been touched since is the job's in any form.
        const bool untouched = outcome != outcomes.end() && outcome->changedAt && record->updatedAt
            && *record->updatedAt <= *outcome->changedAt;
        if (!untouched && written != wrote.end() && !holdsValues(*record, *written)) {
            verdict.settled.push_back(kept(row, record->id, "changed-since", changesSince(*record, *written)));
            continue;
        }
        BeforeImage asItIs{.row = row.row, .recordId = record->id, .changedAt = record->updatedAt};
        for (const PropertyValue &value : row.values)
            asItIs.values.push_back({.property = value.property, .value = record->properties.value(value.property)});
        verdict.images.push_back(std::move(asItIs));
        verdict.toSend.push_back(row);
    }
    return verdict;
}

} // namespace hubwatch
