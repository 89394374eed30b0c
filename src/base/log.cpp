#include "base/log.h"

namespace hubwatch {

Q_LOGGING_CATEGORY(logNet, "hubwatch.net", QtInfoMsg)
Q_LOGGING_CATEGORY(logStore, "hubwatch.store", QtInfoMsg)
Q_LOGGING_CATEGORY(logSources, "hubwatch.sources", QtInfoMsg)
Q_LOGGING_CATEGORY(logAlerts, "hubwatch.alerts", QtInfoMsg)
Q_LOGGING_CATEGORY(logWorkspace, "hubwatch.workspace", QtInfoMsg)
Q_LOGGING_CATEGORY(logApp, "hubwatch.app", QtInfoMsg)
Q_LOGGING_CATEGORY(logVault, "hubwatch.vault", QtInfoMsg)

} // namespace hubwatch
