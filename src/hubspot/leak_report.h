// The report of a leak drill as a file: Markdown for people, readable by its owner alone.
#pragma once

#include "hubspot/leak_drill.h"

namespace hubwatch {

QString leakMarkdown(const LeakFindings &findings);

/// Writes "leak-drill-ACCOUNT-UTC.md" into the folder and answers its path; an older report is never overwritten.
Result<QString> writeLeakReport(const QString &folder, const LeakFindings &findings);

/// Adds a line to the report's notes: what a person did, and when. What looks like a token is left out of it.
Result<void> appendLeakNote(const QString &path, const QString &what, TimePoint at);

} // namespace hubwatch
