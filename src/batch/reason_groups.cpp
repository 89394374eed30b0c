#include "batch/reason_groups.h"

#include "batch/row_check.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace hubwatch {

namespace {

constexpr qsizetype mostReasons = 1000;
constexpr qsizetype mostOfSample = 80;

} // namespace

void ReasonGroups::add(std::int64_t row, const RowFault &fault)
{
    ++m_rows;
    auto found = m_groups.find({fault.code, fault.reason});
    if (found == m_groups.end()) {
        ReasonGroup group{
            .code = fault.code, .reason = fault.reason, .firstRow = row, .sample = fault.sample.left(mostOfSample)};
        if (m_groups.size() >= mostReasons) {
            group.code = u"other"_s;
            group.reason = u"other reasons"_s;
        }
        const std::pair key(group.code, group.reason);
        found = m_groups.find(key);
        if (found == m_groups.end())
            found = m_groups.insert(key, std::move(group));
    }
    ++found->rows;
}

std::int64_t ReasonGroups::rowsOf(const QString &code) const
{
    std::int64_t rows = 0;
    for (const ReasonGroup &group : m_groups)
        rows += group.code == code ? group.rows : 0;
    return rows;
}

std::vector<ReasonGroup> ReasonGroups::groups(int most) const
{
    std::vector<ReasonGroup> groups(m_groups.begin(), m_groups.end());
    std::ranges::sort(groups, [](const ReasonGroup &a, const ReasonGroup &b) {
        return a.rows != b.rows ? a.rows > b.rows : a.firstRow < b.firstRow;
    });
    if (groups.size() > size_t(std::max(most, 0)))
        groups.resize(size_t(std::max(most, 0)));
    return groups;
}

} // namespace hubwatch
