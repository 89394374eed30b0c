// Timeline lines: what happened about an incident, and what it is made of, as short lines. Pure.
#pragma once

#include "snapshot/triage.h"
#include "ui/now/events_panel.h"

namespace hubwatch::ui {

/// Events and notes, newest first; until the answer is there, the notes and what the incident itself remembers.
std::vector<EventLine> timelineLines(const Incident &incident, const TriageAnswer *answer, int most);

/// "3 × 401: expired: the refresh did not run", with the age of the newest or how long to wait.
std::vector<EventLine> causeLines(const std::vector<CauseCount> &causes, TimePoint now);

} // namespace hubwatch::ui
