// Mute matchers: what a mute of an incident begins with. Pure.
#pragma once

#include "alerts/incident.h"
#include "alerts/matcher.h"

namespace hubwatch::ui {

/// Its rule and service where it is one alert; all its services else. A person may widen or narrow it.
std::vector<Matcher> muteMatchers(const Incident &incident);

} // namespace hubwatch::ui
