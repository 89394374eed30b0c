// Account edits: a workspace with accounts added, changed or removed. Pure; mistakes come back as sentences.
#pragma once

#include "workspace/workspace.h"

namespace hubwatch::ui {

/// What keeps an account's fields from being saved, one sentence each. `previousName`: its name so far, empty for a new
/// one.
QStringList accountProblems(const Workspace &workspace, const QString &previousName, const AccountConfig &account);

/// Added, or changed in its place; services and rules that name it follow it to its new name.
Workspace withAccount(Workspace workspace, const QString &previousName, const AccountConfig &account);
/// Its services stay and belong to no account; rules for it alone go with it.
Workspace withoutAccount(Workspace workspace, const QString &name);
/// The account asks the host of that region from now on.
Workspace withRegion(Workspace workspace, const QString &name, const QString &hublet);

} // namespace hubwatch::ui
