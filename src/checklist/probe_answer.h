// How probes answer: a verdict with sealed evidence, later; and what came from outside made fit to be shown.
#pragma once

#include "checklist/probe.h"

namespace hubwatch {

/// From the event loop of the context's thread, unless the context dies first.
void answerVerdict(const ProbeCall &call, Verdict verdict);

/// Seals the evidence, which goes stale `fresh` after it was measured; never where that is zero.
Verdict measuredVerdict(const QString &item, Outcome outcome, const QString &words, Evidence evidence, Duration fresh);

/// On one line, without tokens, cut to `most` characters.
QString shownWords(const QString &text, qsizetype most = 120);
/// "a, b and 3 more"
QString shownList(const QStringList &names, qsizetype most = 6);
/// "1 scope", "2 scopes"
QString counted(std::int64_t count, const QString &noun);

} // namespace hubwatch
