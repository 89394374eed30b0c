// HubSpot lines: what status.hubspot.com says, as the panel and the chip show it. Pure.
#pragma once

#include "ui/credentials/credential_words.h"
#include "ui/now/events_panel.h"

namespace hubwatch::ui {

/// Open incidents, then components, what is not operational first; the rest is counted in a last line.
std::vector<EventLine> hubspotLines(const Snapshot &snapshot, int most);
/// "all operational, 40 s", "degraded: Reports load slowly, 40 s", "unseen 20 min"
MarkedWord hubspotLevel(const Snapshot &snapshot);
/// HubSpot's own words, one line a thing that is not well; why it is unseen.
QString hubspotDetails(const Snapshot &snapshot);
/// "status.hubspot.com, 40 s ago"
QString hubspotNote(const Snapshot &snapshot);

/// What comes due by itself: rotations, the end of a way back, quotas that run out or reset, maintenances.
std::vector<std::pair<TimePoint, EventLine>> dueLines(const Snapshot &snapshot);

} // namespace hubwatch::ui
