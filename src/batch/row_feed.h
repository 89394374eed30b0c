// RowFeed: hands out the rows that are still to be done, each to one taker.
#pragma once

#include "batch/journal.h"
#include "batch/row_source.h"

#include <deque>
#include <unordered_set>

namespace hubwatch {

/// Asks the journal for the next untouched rows, a block at a time, and never looks back: what it has handed out may
/// look untouched again for a while.
class RowFeed
{
public:
    RowFeed(const Journal &journal, RowSource &source);

    /// At most so many more are handed out; nothing: all there are.
    void setBudget(std::optional<std::int64_t> rows) { m_budget = rows; }
    bool spent() const { return m_budget && *m_budget <= 0; }
    /// The next rows, at most `most`; none when there are no more, or the budget is spent.
    Result<std::vector<JobRow>> take(int most);
    /// Whether rows are left that a larger budget would hand out.
    Result<bool> hasMore();
    /// Rows that somebody holds who did not take them here, and that may look untouched from now on.
    void hold(std::span<const std::int64_t> rows);

private:
    Result<void> load();

    const Journal &m_journal;
    RowSource &m_source;
    std::deque<std::int64_t> m_next = {};
    std::int64_t m_after = 0;
    bool m_atEnd = false;
    std::optional<std::int64_t> m_budget = {};
    std::unordered_set<std::int64_t> m_held = {};
};

} // namespace hubwatch
