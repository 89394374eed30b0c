// BenchStart: how a run of the service is started at the bench.
#pragma once

#include "base/process_runner.h"
#include "net/http.h"

#include <QUrl>

namespace hubwatch {

struct BenchStart {
    enum class Kind { Hand, Http, Command };

    Kind kind = Kind::Hand;
    HttpRequest request = {};    ///< at the test instance
    ProcessRequest process = {}; ///< without what it is told of the stand-in
    QString words = {};          ///< "POST /sync", "npm": what is named in sentences

    bool operator==(const BenchStart &) const = default;
};

/// "POST /sync", "command:PROGRAM ARGS...", or nothing. An Error says what is wrong with it.
Result<BenchStart> parseBenchStart(const QString &text, const QUrl &testUrl, const QString &folder);

/// What a start command is told: HUBSPOT_BASE_URL and HUBWATCH_BENCH_URL, the stand-in's address.
std::map<QString, QString> benchEnvironment(const QUrl &standIn);

} // namespace hubwatch
