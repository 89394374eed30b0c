// copyRows: what can be read of a table, into another file.
#pragma once

#include "store/database.h"

namespace hubwatch {

/// Shows `insert` every row that can be read; a damaged page ends a scan, so the other end is tried as well. Answers
/// how many rows came into `to`. `backward` selects the same in the other order.
template<class Insert>
Result<qint64> copyRows(Database &from, Database &to, std::string_view forward, std::string_view backward,
                        Insert insert)
{
    const Result<qint64> before = to.number("SELECT total_changes()");
    for (const std::string_view sql : {forward, backward}) {
        Result<Rows> rows = from.query(sql);
        bool whole = rows.has_value();
        while (rows && rows->next()) {
            if (Result<void> done = insert(*rows); !done)
                return tl::unexpected(done.error());
        }
        if (rows)
            whole = !rows->broken();
        if (whole)
            break;
    }
    return to.number("SELECT total_changes()").value_or(0) - before.value_or(0);
}

} // namespace hubwatch
