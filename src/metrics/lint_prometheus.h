// PrometheusLint: the older text format 0.0.4, by its documentation and by what Prometheus' text parser refuses.
#pragma once

#include "metrics/lint_log.h"
#include "metrics/lint_sample.h"

#include <map>
#include <unordered_map>
#include <unordered_set>

namespace hubwatch {

/// Errors are what the parser refuses and what the documentation forbids; what it merely asks for is a note.
class PrometheusLint
{
public:
    explicit PrometheusLint(LintLog &log)
        : m_log(log)
    { }

    void line(const LintLine &line);
    /// A line that cannot be read: what now seems to be missing may be in it.
    void brokenLine(const LintLine &line);
    /// The text is over.
    void finish();

private:
    struct Family {
        std::string name = {};
        std::optional<MetricType> type = {}; ///< declared, or fixed by a first sample
        bool hasHelp = false;
        bool hasSamples = false;
        int lastLine = 0;
        bool isScattered = false; ///< said once
    };
    /// The buckets and the count of one histogram of a family.
    struct Histogram {
        LintPlace first = {};
        std::string family = {};
        std::optional<LintNumber> lastBound = {};
        double lastCount = 0;
        std::optional<double> infinite = {}; ///< the count of the bucket le="+Inf"
        std::optional<LintPlace> countAt = {};
        double count = 0;
    };

    void metadata(const LintLine &line, const LintMetadata &metadata);
    void sample(const LintLine &line, const LintSample &sample);
    Family &familyOf(std::string_view name);
    bool checkBound(const LintLine &line, const LintSample &sample, const Family &family);
    void checkShape(const LintLine &line, const LintSample &sample, const Family &family);
    void addBucket(const LintLine &line, const LintSample &sample, const Family &family);
    void addCount(const LintLine &line, const LintSample &sample, const Family &family);
    void addQuantile(const LintLine &line, const LintSample &sample, const Family &family);
    Histogram &histogramOf(const LintLine &line, const LintSample &sample, const Family &family);

    LintLog &m_log;
    LintSample m_sample = {};
    const Family *m_lastFamily = nullptr;
    std::unordered_map<std::string, Family> m_families = {};
    std::unordered_map<std::string, int> m_lines = {}; ///< of each name and labels
    std::map<std::string, Histogram> m_histograms = {};
    std::unordered_set<std::string> m_brokenNames = {};       ///< what lines that could not be read begin with
    std::unordered_map<std::string, double> m_quantiles = {}; ///< the last one of each summary
};

} // namespace hubwatch
