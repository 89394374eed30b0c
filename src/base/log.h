// Logging categories: one a folder, each line key=value, never a secret.
#pragma once

#include <QLoggingCategory>

namespace hubwatch {

Q_DECLARE_LOGGING_CATEGORY(logNet)
Q_DECLARE_LOGGING_CATEGORY(logStore)
Q_DECLARE_LOGGING_CATEGORY(logSources)
Q_DECLARE_LOGGING_CATEGORY(logAlerts)
Q_DECLARE_LOGGING_CATEGORY(logWorkspace)
Q_DECLARE_LOGGING_CATEGORY(logApp)
Q_DECLARE_LOGGING_CATEGORY(logVault)

} // namespace hubwatch
