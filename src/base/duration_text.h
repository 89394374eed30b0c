// Durations as people write them in the workspace file and on the command line: "15s", "5m", "1h30m".
#pragma once

#include "base/clock.h"

#include <QString>
#include <optional>

namespace hubwatch {

/// Reads "250ms", "15s", "5m", "1h30m", "30d", largest unit first as Prometheus does; nullopt for anything else.
std::optional<Duration> parseDuration(QStringView text);

/// The shortest text that parseDuration() reads back to the same value: 90 s is "1m30s", zero is "0s".
QString durationText(Duration duration);

} // namespace hubwatch
