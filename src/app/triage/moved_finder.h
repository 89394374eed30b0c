// MovedFinder: ranks every stored series by how far it moved around an instant.
#pragma once

#include "snapshot/triage.h"
#include "store/store.h"

namespace hubwatch {

/// Fed with one service after the other; keeps the highest only.
///
/// A gauge is compared by the means of its values, a counter by its rate, resets undone, nothing of a gap in it; a
/// counter born in the window has counted from zero. The score is the distance in usual steps: the median absolute
/// deviation of the values (a counter's steps) before, as a standard deviation, at least a fiftieth of the larger mean,
/// and, for a counter of whole events, at least what chance makes of so few of them. Instants and what stays as it is
/// are left out; equal scores are ranked by size.
class MovedFinder
{
public:
    explicit MovedFinder(const MovedQuestion &question);

    /// One bounded piece of work: all series of one service.
    Result<void> look(const Store &store, const QString &service, Duration interval);

    /// Highest score first, at most question.most.
    std::vector<MovedSeries> ranked();
    size_t looked() const { return m_looked; }

private:
    void keepHighest();

    MovedQuestion m_question;
    std::vector<MovedSeries> m_found = {};
    size_t m_looked = 0;
};

} // namespace hubwatch
