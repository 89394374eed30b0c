// How a call to HubSpot is named in metrics and logs: by its template, never by ids.
#pragma once

#include <QString>

namespace hubwatch {

/// "accountInfo.details", "crm.objects.batch.upsert" ...: the words of the path that HubSpot's API is made of,
/// versions, ids and names left out. "other" when none is known.
QString endpointLabel(const QString &path);

/// The path as it may be written down: mail addresses and tokens in it are hidden.
QString shownPath(const QString &path);

} // namespace hubwatch
