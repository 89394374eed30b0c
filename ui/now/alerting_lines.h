// Alerting lines: what comes by itself of mutes and routes. Pure.
#pragma once

#include "ui/now/events_panel.h"

namespace hubwatch::ui {

/// Mutes that end or begin, routes that are tried again, and what is told again.
std::vector<std::pair<TimePoint, EventLine>> alertingLines(const Snapshot &snapshot);

} // namespace hubwatch::ui
