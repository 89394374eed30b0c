// LogLine: what one line of a log says, whichever library wrote it.
#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QString>
#include <optional>

namespace hubwatch {

struct LogLine {
    bool json = false;    ///< one JSON object
    QString notJson = {}; ///< why not, in a few words: "a stack trace as plain lines"
    QString level = {};   ///< as written, a number as text
    QString timeText = {};
    std::optional<TimePoint> time = {};
    bool zoneless = false; ///< its time names no zone and was read as UTC
    QString message = {};
    QString id = {};                  ///< of the request or trace, where it is long enough to be looked for
    std::optional<QString> leak = {}; ///< the key whose value holds a secret; empty text: the line as a whole

    bool complete() const { return json && !level.isEmpty() && time && !message.isEmpty(); }
    bool operator==(const LogLine &) const = default;
};

/// The names of pino, winston, bunyan, log4j2, zap, python-json-logger, structlog, ECS, Datadog and CloudWatch; what
/// Docker and Kubernetes wrap around a line is undone.
LogLine readLogLine(const QByteArray &line);

/// A log's idea of an instant: ISO 8601, "2026-11-23 08:00:00,123", and seconds, milliseconds, microseconds or
/// nanoseconds since 1970 by their size. `zoneless` is set where it names no zone.
std::optional<TimePoint> logInstant(const QString &text, bool &zoneless);

} // namespace hubwatch
