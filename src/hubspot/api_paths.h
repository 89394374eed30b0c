// The paths of HubSpot's API that Hubwatch calls, and the day on which older ones end.
#pragma once

#include "base/clock.h"

#include <QString>
#include <QUrl>
#include <optional>

namespace hubwatch {

/// The version of every dated path. HubSpot brings a new one each March and September and keeps it for 18 months.
inline constexpr QLatin1StringView apiVersion{"2026-09"};

/// Everything Hubwatch calls that has a path of its own.
enum class ApiCall {
    AccountDetails,
    DailyUsage,
    SecurityActivity,
    PrivateAppToken, ///< to whom a private app's token belongs; HubSpot has no dated path for it
    OAuthToken,
    OAuthIntrospect,
};
QString apiPath(ApiCall call);

enum class BatchOperation { Read, Create, Update, Upsert, Archive };

/// "/crm/objects/2026-09/contacts", with the parts after it percent-encoded.
QString objectsPath(const QString &type);
QString objectPath(const QString &type, const QString &id);
QString batchPath(const QString &type, BatchOperation operation);
QString searchPath(const QString &type);

/// When HubSpot switches a path off: midnight UTC of the day, or of the month's first day where it named only a month.
/// nullopt for dated paths, and for those of the status page, which is not HubSpot's API.
std::optional<TimePoint> switchedOffAt(QStringView path);
/// Whether HubSpot will switch the path off: v1 to v4.
bool isLegacyPath(QStringView path);

/// `path` under the base address of an account's API.
QUrl apiUrl(const QUrl &api, const QString &path);

} // namespace hubwatch
