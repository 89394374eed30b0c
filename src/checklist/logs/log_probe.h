// The probe of "Structured logs are forwarded".
#pragma once

#include "checklist/probe.h"

#include <QUrl>

namespace hubwatch {

struct LogOrder {
    QString item = {};
    QString sample = {};           ///< "file:PATH" (absolute), "command:PROGRAM ARGS...", "stdin"; empty: none is named
    QByteArray standardInput = {}; ///< what came there, where the sample is stdin
    QString seen = {};             ///< "cloudwatch:GROUP", "datadog:QUERY"; empty: a person must say so
    QUrl datadog = {};
    QString datadogKey = {};
    QString datadogApplicationKey = {};
    QString handWord = {}; ///< the sentence of a proof that holds, with who and when; empty: there is none
    Duration fresh = {};
};

/// The newest 2,000 lines at most: each is a JSON object with a level, a time and a message (under any of the names
/// that pino, winston, bunyan, log4j, zap, python-json-logger and ECS use) and holds no secret; then that a line
/// arrived.
Probe logProbe(ProbeDoors doors, LogOrder order);

} // namespace hubwatch
