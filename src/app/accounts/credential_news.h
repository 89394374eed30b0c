// What of the work on credentials belongs into a timeline.
#pragma once

#include "snapshot/credential_commands.h"
#include "store/event.h"

namespace hubwatch {

/// Stored, rotated, taken back, retired or removed; nothing for a look at one, or for what failed.
std::optional<Event> credentialNews(const CredentialOutcome &outcome, TimePoint at);

} // namespace hubwatch
