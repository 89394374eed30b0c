// Places: who this program is, and where its files stand unless somebody says otherwise.
#pragma once

#include <QString>

namespace hubwatch {

/// Name, version and settings of both programs: they share one workspace and one data folder.
void introduce();

/// The workspace in the user's configuration folder.
QString defaultWorkspace();
/// hubwatch.toml of the current folder when there is one, as scripts expect, else defaultWorkspace().
QString nearestWorkspace();
/// Where samples and events are kept.
QString defaultDataDirectory();

} // namespace hubwatch
