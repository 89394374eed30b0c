// What couriers say of a notice in words.
#pragma once

#include "notify/notice.h"

namespace hubwatch {

/// `text` in one line of at most `most` code points, the last an ellipsis where something had to go.
QString cutLine(const QString &text, qsizetype most);

/// "contacts-sync: API error rate 7.2 % (+ 4 more)", with what happened to it: "Resolved: ...", "TEST of route oncall".
QString headline(const Notice &notice);
/// What is new about it since the last notice: "2 new alerts", "acknowledged by anna: looking".
QString changeLine(const Notice &notice);

/// Of those that fire, or of all where none does; Ticket where there is none.
Rule::Severity worstSeverity(const Notice &notice);
/// "page", "notify", "ticket".
QString severityName(Rule::Severity severity);
qsizetype firingCount(const Notice &notice);

} // namespace hubwatch
