// ImportedResults: what a file of test or load results says, and who reads such files.
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <QStringList>
#include <memory>
#include <optional>

namespace hubwatch {

struct TestResults {
    std::int64_t tests = 0;
    std::int64_t failed = 0;        ///< failures and errors, those included that only a suite's own count knows
    std::int64_t failedUnshown = 0; ///< of these: known from a suite's count alone
    std::int64_t unshown = 0;       ///< counted by a suite, and neither shown nor said to be skipped or failed
    std::int64_t skipped = 0;
    std::int64_t flaky = 0;    ///< passed, but not at once
    QStringList failures = {}; ///< names of the first ones

    bool operator==(const TestResults &) const = default;
};

struct LoadResults {
    std::int64_t requests = 0;
    std::int64_t failed = 0;
    std::optional<std::int64_t> throttled = {}; ///< 429s, where the file tells them
    std::optional<Duration> p99 = {};
    std::optional<Duration> p95 = {};  ///< where there is no p99
    std::int64_t checksFailed = 0;     ///< of the script's own
    QStringList thresholdsFailed = {}; ///< of the script's own: "http_req_duration p(95)<500"

    bool operator==(const LoadResults &) const = default;
};

struct ImportedResults {
    QString tool = {};                      ///< "JUnit", "k6", "autocannon", "JMeter"
    std::optional<TestResults> tests = {};  ///< either these
    std::optional<LoadResults> load = {};   ///< or those
    std::optional<TimePoint> at = {};       ///< when the run ended, where the file says it
    bool namesZone = true;                  ///< of `at`; without one it is taken for UTC
    std::vector<std::int64_t> portals = {}; ///< that the file names
    QStringList notes = {};

    bool operator==(const ImportedResults &) const = default;
};

/// Takes a file's bytes in slices; memory does not grow with the file. Malformed with the position, "line 12: ...".
class ResultsReader
{
public:
    virtual ~ResultsReader() = default;

    virtual Result<void> take(const QByteArray &slice) = 0;
    /// The end of the file.
    virtual Result<ImportedResults> finish() = 0;
};

/// By what the first bytes (64 kB are plenty) look like: XML, JSON, or JMeter's CSV.
Result<std::unique_ptr<ResultsReader>> resultsReaderFor(const QByteArray &head);
/// All at once, for what is small.
Result<ImportedResults> importedResults(const QByteArray &bytes);

/// A portal's number as people and scripts write it: 4242, "4242"; nullopt for anything else.
std::optional<std::int64_t> portalNumber(const QString &text);
/// Whether a property, tag or column of this name says which portal was used.
bool namesPortal(const QString &name);
void addPortal(ImportedResults &results, const QString &text);
/// Text of a file, fit to be shown.
QString resultsText(const QString &text);

} // namespace hubwatch
