// A rule's severity as a person reads it.
#pragma once

#include "alerts/rule.h"

namespace hubwatch::ui {

/// "page", "notify", "ticket"
QString severityWord(Rule::Severity severity);

} // namespace hubwatch::ui
