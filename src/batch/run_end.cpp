#include "batch/run_end.h"

#include <algorithm>

namespace hubwatch {

namespace {

/// Rows that nothing can settle and nobody has decided about.
Result<std::int64_t> undecidedRows(const Journal &journal)
{
    constexpr int aPage = 2'000;
    std::int64_t count = 0;
    for (RowQuery query{.piles = {Pile::Unknown}, .most = aPage};;) {
        const Result<std::vector<RowOutcome>> page = journal.outcomes(query);
        if (!page)
            return tl::unexpected(page.error());
        if (page->empty())
            return count;
        count += std::ranges::count_if(
            *page, [](const RowOutcome &outcome) { return outcome.code != QLatin1StringView("decided"); });
        query.after = page->back().row;
    }
}

QString countedRows(std::int64_t rows)
{
    return rows == 1 ? QStringLiteral("1 row") : QStringLiteral("%1 rows").arg(rows);
}

} // namespace

Result<RunEnd> runEnd(const JobSpec &spec, const Journal &journal, RowFeed &feed)
{
    const Result<bool> more = feed.hasMore();
    if (!more)
        return tl::unexpected(more.error());
    if (*more && !feed.spent())
        return RunEnd();
    const Result<std::vector<std::int64_t>> untouched = journal.untouched(0, 1);
    const Result<std::int64_t> undecided = undecidedRows(journal);
    if (!untouched || !undecided)
        return tl::unexpected(!untouched ? untouched.error() : undecided.error());
    if (!untouched->empty() && !feed.spent())
        return RunEnd{.looksAgain = true};
    QStringList why;
    if (*more)
        why << QStringLiteral("The trial of %1 is over: look at what became of them, then let the rest go, or cancel "
                              "the job.")
                   .arg(countedRows(spec.firstRows));
    if (*undecided > 0)
        why << QStringLiteral("Of %1 nobody knows whether they were done: look them up in HubSpot and say what they "
                              "are.")
                   .arg(countedRows(*undecided));
    return RunEnd{.phase = why.isEmpty() ? JobState::Phase::Finished : JobState::Phase::Asking, .why = why.join(u' ')};
}

} // namespace hubwatch
