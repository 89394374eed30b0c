// What a rule of the file says without saying it.
#pragma once

#include "alerts/rule.h"

namespace hubwatch {

/// The shipped rule of that name, or else a bare one on that signal with the signal's usual minimum volume.
Rule ruleDefaults(const QString &name, const QString &signal);
bool isShippedRule(const QString &name);
/// The signals that rules may name: those of shipped rules in the order of the product table, then the others.
QStringList ruleSignals();

} // namespace hubwatch
