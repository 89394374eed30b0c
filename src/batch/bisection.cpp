#include "batch/bisection.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace hubwatch {

void Bisection::add(std::vector<JobRow> rows)
{
    if (!rows.empty())
        m_rest.push_back(std::move(rows));
}

const std::vector<JobRow> &Bisection::part()
{
    if (!m_part.empty() || m_rest.empty())
        return m_part;
    if (m_found && !m_joined && m_rest.size() > 1) {
        std::vector<JobRow> all;
        for (std::vector<JobRow> &rows : m_rest)
            std::ranges::move(rows, std::back_inserter(all));
        std::ranges::sort(all, {}, &JobRow::row);
        m_rest.assign(1, std::move(all));
        m_joined = true;
    }
    m_part = std::move(m_rest.front());
    m_rest.pop_front();
    return m_part;
}

void Bisection::passed()
{
    m_part.clear();
    std::vector<JobRow> suspects = std::exchange(m_sibling, {});
    if (suspects.size() > 1)
        halve(std::move(suspects));
    else
        m_part = std::move(suspects); // alone: so that HubSpot says in words what is wrong with it
}

void Bisection::failed(std::span<const std::int64_t> named)
{
    putBySibling();
    std::vector<JobRow> rows = std::exchange(m_part, {});
    if (rows.size() < 2) {
        m_found = true;
        return;
    }
    const auto blamed = std::ranges::stable_partition(
        rows, [&](const JobRow &row) { return std::ranges::find(named, row.row) == named.end(); });
    if (blamed.empty() || blamed.size() == rows.size())
        return halve(std::move(rows));
    m_sibling.assign(std::move_iterator(blamed.begin()), std::move_iterator(blamed.end()));
    rows.erase(blamed.begin(), blamed.end());
    m_part = std::move(rows);
}

void Bisection::dropped()
{
    putBySibling();
    m_part.clear();
}

void Bisection::halve(std::vector<JobRow> rows)
{
    const auto middle = rows.begin() + std::ptrdiff_t(rows.size() / 2);
    m_sibling.assign(std::move_iterator(middle), std::move_iterator(rows.end()));
    rows.erase(middle, rows.end());
    m_part = std::move(rows);
}

void Bisection::putBySibling()
{
    if (!m_sibling.empty())
        m_rest.push_front(std::exchange(m_sibling, {}));
}

} // namespace hubwatch
