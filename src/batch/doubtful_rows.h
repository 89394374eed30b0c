// DoubtfulRows: rows that were sent and not answered, and wait to be read back.
#pragma once

#include "batch/journal.h"

#include <deque>

namespace hubwatch {

/// In pieces of at most one request.
class DoubtfulRows
{
public:
    struct Piece {
        std::vector<std::int64_t> rows = {};
        TimePoint sentAt = {};

        bool operator==(const Piece &) const = default;
    };

    /// What a run before left. A damaged journal doubts more rows than the file has: those are dropped from it. Answers
    /// the rows.
    Result<std::vector<std::int64_t>> load(Journal &journal, const Plan &plan);
    void add(Piece piece) { m_pieces.push_back(std::move(piece)); }
    void clear() { m_pieces.clear(); }

    bool empty() const { return m_pieces.empty(); }
    const Piece &front() const { return m_pieces.front(); }
    void pop() { m_pieces.pop_front(); }
    std::int64_t rows() const;

private:
    std::deque<Piece> m_pieces = {};
};

} // namespace hubwatch
