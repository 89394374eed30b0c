// RowKeys: what must not come twice in a file.
#pragma once

#include "batch/job.h"
#include "batch/key_set.h"
#include "batch/row_check.h"

#include <string>

namespace hubwatch {

/// The key of a row: its record's; the pair of an association; of a create, the first unique property that it writes,
/// since HubSpot refuses the second record of the same e-mail address. A row without a key is never twice.
class RowKeys
{
public:
    RowKeys(const JobSpec &spec, const QStringList &header, std::span<const PropertyDefinition> definitions,
            std::uint64_t seed);

    /// Whether an earlier row has the key of this one, as a fault.
    std::optional<RowFault> twice(std::int64_t row, std::span<const std::string_view> cells, const RowCheck &check);

private:
    std::string_view keyOf(std::span<const std::string_view> cells, const RowCheck &check);

    KeySet m_seen;
    qsizetype m_unique = -1; ///< Create: the column
    qsizetype m_to = -1;
    bool m_lower = false;
    QString m_name = {}; ///< "email", "record id", "pair"
    std::string m_key = {};
    std::string m_buffer = {};
};

} // namespace hubwatch
