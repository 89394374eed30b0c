#include "batch/row_feed.h"

#include <algorithm>

namespace hubwatch {

namespace {

constexpr int rowsOfABlock = 10'000;

} // namespace

RowFeed::RowFeed(const Journal &journal, RowSource &source)
    : m_journal(journal)
    , m_source(source)
{ }

Result<std::vector<JobRow>> RowFeed::take(int most)
{
    const std::int64_t wanted = m_budget ? std::min<std::int64_t>(most, *m_budget) : most;
    std::vector<std::int64_t> numbers;
    while (std::int64_t(numbers.size()) < wanted) {
        if (const Result<void> loaded = load(); !loaded)
            return tl::unexpected(loaded.error());
        if (m_next.empty())
            break;
        numbers.push_back(m_next.front());
        m_next.pop_front();
    }
    if (numbers.empty())
        return std::vector<JobRow>();
    Result<std::vector<JobRow>> rows = m_source.rows(numbers);
    if (rows && rows->size() != numbers.size())
        rows = fail(Error::Kind::Malformed,
                    QStringLiteral("row %1: %2 rows were asked for, the file gave %3")
                        .arg(numbers.front())
                        .arg(numbers.size())
                        .arg(rows->size()));
    if (!rows) {
        m_next.insert(m_next.begin(), numbers.begin(), numbers.end());
        return rows;
    }
    if (m_budget)
        *m_budget -= std::int64_t(numbers.size());
    return rows;
}

Result<bool> RowFeed::hasMore()
{
    if (const Result<void> loaded = load(); !loaded)
        return tl::unexpected(loaded.error());
    return !m_next.empty();
}

void RowFeed::hold(std::span<const std::int64_t> rows)
{
    m_held.insert(rows.begin(), rows.end());
}

/// A whole block may be in somebody's hands: then the next one is asked for.
Result<void> RowFeed::load()
{
    while (m_next.empty() && !m_atEnd) {
        const Result<std::vector<std::int64_t>> block = m_journal.untouched(m_after, rowsOfABlock);
        if (!block)
            return tl::unexpected(block.error());
        m_atEnd = block->empty();
        if (!block->empty())
            m_after = block->back();
        std::ranges::copy_if(*block, std::back_inserter(m_next),
                             [this](std::int64_t row) { return !m_held.contains(row); });
    }
    return {};
}

} // namespace hubwatch
