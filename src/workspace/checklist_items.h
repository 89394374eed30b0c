// The items of the production checklist: the fifteen, and those of files of a team's own.
#pragma once

#include "base/result.h"
#include "checklist/item.h"

#include <QByteArray>
#include <vector>

namespace hubwatch {

/// The fifteen of the handbook's section 11-5, in its order and groups; from resources/checklist/items.toml.
const std::vector<ChecklistItem> &shippedItems();

/// Items of a TOML file: [[items]] tables with the keys id, group, title, why, how, probe, options, pass, warn, fail,
/// remedy, effort, from, fresh, by_hand, imports. Malformed, one line a mistake, with file, line and what would be
/// valid: `checks.toml:14: items[1].probe: unknown "htp"; did you mean "http"?`. An id that `before` has is a mistake.
Result<std::vector<ChecklistItem>> parseItems(const QByteArray &toml, const QString &file,
                                              const std::vector<ChecklistItem> &before);

} // namespace hubwatch
