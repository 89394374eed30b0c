// The handbook's table, filled with one incident's numbers.
#pragma once

#include "app/triage/triage_desk.h"

namespace hubwatch {

/// From an answer that has its endpoints, failures and timeline already. Rows with a count come first.
std::vector<PlaybookRow> playbookRows(const TriageAnswer &answer, const TriageFacts &facts);

/// The newest mark between half an hour before `start` and a minute after, in words; empty: none. `services` are those
/// of the incident: a mark of another one is none of it.
QString deployBefore(const std::vector<Event> &timeline, const QStringList &services, TimePoint start);

} // namespace hubwatch
