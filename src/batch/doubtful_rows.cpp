#include "batch/doubtful_rows.h"

#include <algorithm>

namespace hubwatch {

Result<std::vector<std::int64_t>> DoubtfulRows::load(Journal &journal, const Plan &plan)
{
    Result<std::vector<JournalRequest>> open = journal.openRequests();
    if (!open)
        return tl::unexpected(open.error());
    const size_t most = size_t(rowsPerRequest(plan.spec));
    std::vector<std::int64_t> all;
    for (JournalRequest &request : *open) {
        const auto stray = std::ranges::upper_bound(request.rows, plan.rows);
        if (plan.spec.undoes.isEmpty() && stray != request.rows.end()) {
            const std::vector<std::int64_t> gone(stray, request.rows.end());
            request.rows.erase(stray, request.rows.end());
            if (const Result<void> dropped = journal.settled(0, {}, gone); !dropped)
                return tl::unexpected(dropped.error());
        }
        all.insert(all.end(), request.rows.begin(), request.rows.end());
        for (size_t first = 0; first < request.rows.size(); first += most) {
            const auto begin = request.rows.begin() + std::ptrdiff_t(first);
            const auto end = request.rows.begin() + std::ptrdiff_t(std::min(first + most, request.rows.size()));
            add({.rows = {begin, end}, .sentAt = request.sentAt});
        }
    }
    return all;
}

std::int64_t DoubtfulRows::rows() const
{
    std::int64_t count = 0;
    for (const Piece &piece : m_pieces)
        count += std::int64_t(piece.rows.size());
    return count;
}

} // namespace hubwatch
