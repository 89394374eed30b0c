// Cause words: the sentence under an incident's title: since when, whose cause, and what speaks for it. Pure.
#pragma once

#include "snapshot/snapshot.h"
#include "snapshot/triage.h"

namespace hubwatch::ui {

/// "since 09:33", "09:33 – 10:14, 41 min"
QString whenText(const Incident &incident);
/// "error burst; 167 × 5xx on contacts.batchUpdate; began 8 min after “Deploy 1.42”; HubSpot and token are good"
QString evidenceText(const Incident &incident, const Snapshot &snapshot, const TriageAnswer *answer);
/// The failing status of the endpoint that changed most: "167 × 5xx on contacts.batchUpdate"; empty: none changed.
QString worstCalls(const TriageAnswer &answer);
/// "#18 · page · firing · anna has it · 2 alerts of contacts-sync"
QString metaText(const Incident &incident);

} // namespace hubwatch::ui
