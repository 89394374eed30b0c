// ExpositionScanner: walks one body entry by entry, without copying or allocating.
#pragma once

#include "metrics/exposition.h"

#include <string_view>
#include <vector>

namespace hubwatch {

/// A label as it stands in the body.
struct LabelText {
    std::string_view name = {};
    std::string_view value = {}; ///< between the quotes, escapes and all
    bool isEscaped = false;
};

/// One entry; which members count depends on its kind. Views point into the body.
struct ScannedEntry {
    const char *begin = nullptr; ///< of the first byte after the entry before
    const char *tail = nullptr;  ///< of a sample: where its value starts
    const char *end = nullptr;   ///< behind its newline
    std::string_view metric = {};
    std::string_view text = {}; ///< of HELP (escaped), UNIT and comments
    MetricType type = MetricType::Unknown;
    std::vector<LabelText> labels = {};

    double value = 0;
    std::optional<TimePoint> at = {};
    bool hasExemplar = false;
    std::vector<LabelText> exemplarLabels = {};
    double exemplarValue = 0;
    std::optional<double> exemplarAt = {};
};

/// Reads what Prometheus' scraper reads, and refuses what it refuses.
class ExpositionScanner
{
public:
    enum class Kind { Sample, Type, Help, Unit, Comment, End, Broken };

    ExpositionScanner(std::string_view body, TextFormat format);

    /// The next entry, then readable through entry(). End and Broken come for good.
    Kind next();
    ScannedEntry &entry() { return m_entry; }

    /// Goes on from `at`, the begin of an entry.
    void seek(const char *at) { m_at = at; }
    /// Reads value, timestamp and exemplar of a sample whose name and labels are known, and goes on behind it.
    bool readTail(const char *tail);

    /// Notes what is wrong at `at` (line:column is counted only now); always false.
    bool fail(const char *at, QString what);
    Error error() const;
    /// What stands at `at`, for messages: `"abc"`, `end of line` ...
    QString found(const char *at) const;

private:
    Kind nextPrometheus();
    Kind nextOpenMetrics();
    Kind prometheusComment();
    Kind metadata(Kind kind);
    Kind sample();
    bool readLabels(std::vector<LabelText> &labels);
    bool readPlainLabel(std::vector<LabelText> &labels);
    bool readLabel(std::vector<LabelText> &labels);
    bool readLabelValue(LabelText &label);
    bool readPrometheusTail();
    bool readOpenMetricsTail();
    bool readValue(double &value, std::string_view after);
    bool readSeconds(double &seconds);
    bool readExemplar();
    bool endLine();
    void skipBlanks();

    std::string_view m_body;
    const char *m_at;
    const char *m_end;
    TextFormat m_format;
    ScannedEntry m_entry = {};
    const char *m_faultAt = nullptr;
    QString m_fault = {};
};

/// The series an entry names: labels unescaped, sorted, empty ones dropped as Prometheus does. False, with the
/// scanner's error set, when a label is written twice.
bool readSeries(ExpositionScanner &scanner, SeriesId &series);

/// Labels unescaped, sorted by name, without empty values; of a name written twice one remains. Sorts `labels` in
/// place.
Labels sortedLabels(std::vector<LabelText> &labels);

/// The text between quotes, for messages.
QString quotedText(std::string_view text);

/// What both readers say when a body passes its limits.
Error tooManyBytes(size_t bytes, const ScrapeLimits &limits);
QString tooManySeries(const ScrapeLimits &limits);

} // namespace hubwatch
