// hubwatchctl lint: judges metrics in a file or on standard input by the letter of their format.
#pragma once

#include "app/commands/command.h"
#include "metrics/lint.h"

#include <QByteArray>

namespace hubwatch {

/// One line a finding: `file:line:column: what is wrong, what would be right`; notes say so.
QString lintText(const QString &file, const LintReport &report);
/// One JSON object in one line.
QByteArray lintJson(const QString &file, TextFormat format, const LintReport &report);

Command lintCommand();

} // namespace hubwatch
