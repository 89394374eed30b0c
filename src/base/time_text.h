// Instants as machines write them: RFC 3339 in UTC with milliseconds.
#pragma once

#include "base/clock.h"

#include <QString>

namespace hubwatch {

/// "2026-11-23T08:00:00.000Z", the form of hubwatchctl's JSON lines and of every export.
QString utcText(TimePoint at);

} // namespace hubwatch
