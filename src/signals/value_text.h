// A signal's value in plain English, for logs, events and terminals.
#pragma once

#include "signals/signal.h"

namespace hubwatch {

/// "7.2 %", "3.4 s", "39", "not ready", "unreachable", "3 polls", "14.4 times", "75.3 days". The window has its own,
/// translated forms.
QString valueText(const SignalDefinition &signal, double value);

} // namespace hubwatch
