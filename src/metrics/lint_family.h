// FamilyLint: the rules of OpenMetrics that hold between lines: families, metrics and MetricPoints in their order.
#pragma once

#include "metrics/lint_types.h"

#include <unordered_map>

namespace hubwatch {

class FamilyLint
{
public:
    explicit FamilyLint(LintLog &log)
        : m_log(log)
        , m_point(log)
    { }

    void metadata(const LintLine &line, const LintMetadata &metadata);
    void sample(const LintLine &line, const LintSample &sample);
    /// A line that could not be read: what now seems to be missing may be in it.
    void brokenLine() { m_point.excuse(); }
    /// The text is over.
    void finish();

private:
    struct Family {
        std::string name = {};
        MetricType type = MetricType::Unknown;
        LintPlace first = {};
        std::optional<int> typeLine = {}; ///< of each kind of metadata, where it stood
        std::optional<int> helpLine = {};
        std::optional<int> unitLine = {};
        bool hasUnit = false;
        bool isPuzzling = false; ///< its TYPE says nothing known: any suffix may be right
        bool hasSamples = false;
    };
    /// A sample's name, and whose it is.
    struct Claim {
        std::string family = {};
        MetricType type = MetricType::Unknown;
        int line = 0;
    };
    /// Where the last sample of a metric stood in time.
    using Moment = std::optional<std::string_view>;

    void open(const LintLine &line, std::string_view name);
    void close();
    void readType(const LintLine &line, const LintMetadata &metadata);
    void readUnit(const LintLine &line, const LintMetadata &metadata);
    std::optional<std::string_view> suffixOf(std::string_view sample) const;
    bool openFor(const LintLine &line, std::string_view sample);
    void place(const LintLine &line, const FamilySample &sample);
    bool isNewPoint(const LintLine &line, const FamilySample &sample, const Moment &before);

    LintLog &m_log;
    PointLint m_point;
    std::optional<Family> m_family = {};
    std::unordered_map<std::string, Claim> m_families = {}; ///< by their names
    std::unordered_map<std::string, Claim> m_claims = {};   ///< the names of samples of families that are over
    std::unordered_map<std::string, Moment> m_metrics = {}; ///< of this family, by labels
    std::optional<std::string> m_metric = {};
};

} // namespace hubwatch
