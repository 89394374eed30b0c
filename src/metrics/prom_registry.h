// PromRegistry: counters, gauges and histograms, written exactly as prom-client 15 writes them.
#pragma once

#include "metrics/labels.h"

#include <memory>

namespace hubwatch {

/// The Content-Type of everything prom-client sends.
inline constexpr const char *promContentType = "text/plain; version=0.0.4; charset=utf-8";

/// One metric and its children. A child is born on first use and stands in order of birth; its labels stay in the order
/// in which the caller gave them (Hubwatch's own Labels are sorted, prom-client's are not).
class PromMetric
{
public:
    enum class Kind { Counter, Gauge, Histogram };

    PromMetric(Kind kind, std::string name, std::string help, std::vector<double> buckets = {});

    /// As prom-client does for a metric without label names: a child at zero from the start.
    PromMetric &unlabelled();
    void inc(const Labels &labels = {}, double by = 1);
    void set(const Labels &labels, double value);
    void observe(const Labels &labels, double value);
    /// The child's value, or its count for a histogram; zero when nobody has used it.
    double value(const Labels &labels = {}) const;
    const std::string &name() const { return m_name; }
    void append(std::string &text) const;

private:
    struct Child {
        std::string labels = {}; ///< as written, without braces
        double value = 0;        ///< a histogram's sum
        double count = 0;
        std::vector<double> inBucket = {}; ///< not cumulated
    };

    Child &child(const Labels &labels);

    Kind m_kind;
    std::string m_name;
    std::string m_help;
    std::vector<double> m_buckets;
    std::vector<Child> m_children = {};
};

/// The metrics of one process, in order of registration.
class PromRegistry
{
public:
    /// The metric lives as long as the registry.
    PromMetric &add(PromMetric metric);
    std::string text() const;

private:
    std::vector<std::unique_ptr<PromMetric>> m_metrics = {};
};

} // namespace hubwatch
