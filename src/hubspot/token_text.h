// withoutTokens(): text that came from outside, made fit to be shown and written down.
#pragma once

#include <QString>

namespace hubwatch {

/// Puts "[redacted]" in place of all that looks like a token, a key or a password in a query. Ids for HubSpot's support
/// (UUIDs on their own) stay.
QString withoutTokens(const QString &text);

} // namespace hubwatch
