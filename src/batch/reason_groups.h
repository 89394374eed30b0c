// ReasonGroups: why rows cannot be sent, counted as they come.
#pragma once

#include "batch/job.h"

#include <QHash>

namespace hubwatch {

struct RowFault;

/// One group for each code and reason. Of more than a thousand reasons the later ones are counted under "other".
class ReasonGroups
{
public:
    void add(std::int64_t row, const RowFault &fault);
    std::int64_t rows() const { return m_rows; }
    std::int64_t rowsOf(const QString &code) const;
    /// Most rows first; of the same size, the earlier one.
    std::vector<ReasonGroup> groups(int most) const;

private:
    QHash<std::pair<QString, QString>, ReasonGroup> m_groups = {};
    std::int64_t m_rows = 0;
};

} // namespace hubwatch
