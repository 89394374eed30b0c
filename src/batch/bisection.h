// Bisection: in which parts the rows of a chunk are sent until each row that fails stands alone. Pure.
#pragma once

#include "batch/job.h"

#include <deque>
#include <span>
#include <vector>

namespace hubwatch {

/// Halves what failed as a whole. Where the first half passes, the other one holds the culprit and is halved unsent;
/// where it fails, the other one is put by. When the culprit is found, what was put by goes out as one, once a chunk:
/// one bad row in a hundred costs ten requests instead of fifteen; many bad ones cost a few more than plain halving.
class Bisection
{
public:
    /// Rows of which nothing is known.
    void add(std::vector<JobRow> rows);
    /// The part to send now; the same one until it is told what became of it. Empty: nothing is left.
    const std::vector<JobRow> &part();

    /// The part was answered row by row.
    void passed();
    /// It failed as a whole, and nothing was done. `named` are the rows that the answer blames, if it says: they are
    /// sent apart from the others.
    void failed(std::span<const std::int64_t> named = {});
    /// What became of it is not known here.
    void dropped();

    std::int64_t partSize() const { return std::int64_t(m_part.size()); }
    bool empty() const { return m_part.empty() && m_rest.empty(); }

private:
    void halve(std::vector<JobRow> rows);
    void putBySibling();

    std::vector<JobRow> m_part = {};
    std::vector<JobRow> m_sibling = {}; ///< holds a culprit if the part passes
    std::deque<std::vector<JobRow>> m_rest = {};
    bool m_found = false; ///< a culprit, and what was put by meanwhile is not joined yet
    bool m_joined = false;
};

} // namespace hubwatch
