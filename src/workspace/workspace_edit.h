// Changes to a workspace file that leave the rest of it alone.
#pragma once

#include "workspace/workspace.h"

#include <QByteArray>
#include <optional>

namespace hubwatch {

/// The text `toml`, which says `before`, changed so that it says `after`: values are replaced where they stand, new
/// blocks follow those of their kind, removed ones go with the comment above them; every other byte stays. Nothing when
/// the file is laid out so that this cannot be done. The caller checks the outcome by reading it.
std::optional<QByteArray> editedWorkspace(const QByteArray &toml, const Workspace &before, const Workspace &after);

} // namespace hubwatch
