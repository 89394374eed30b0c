#include "metrics/family_names.h"

#include <array>

namespace hubwatch {

namespace {

struct SuffixRule {
    std::string_view suffix;
    std::array<MetricType, 3> types; ///< repeated where there are fewer
};

constexpr std::array<SuffixRule, 8> suffixRules = {{
    {"_bucket", {MetricType::Histogram, MetricType::GaugeHistogram, MetricType::GaugeHistogram}},
    {"_sum", {MetricType::Histogram, MetricType::Summary, MetricType::Summary}},
    {"_count", {MetricType::Histogram, MetricType::Summary, MetricType::Summary}},
    {"_total", {MetricType::Counter, MetricType::Counter, MetricType::Counter}},
    {"_created", {MetricType::Counter, MetricType::Histogram, MetricType::Summary}},
    {"_gsum", {MetricType::GaugeHistogram, MetricType::GaugeHistogram, MetricType::GaugeHistogram}},
    {"_gcount", {MetricType::GaugeHistogram, MetricType::GaugeHistogram, MetricType::GaugeHistogram}},
    {"_info", {MetricType::Info, MetricType::Info, MetricType::Info}},
}};

} // namespace

std::uint32_t FamilyNames::declare(std::string_view name)
{
    const auto known = m_indexes.find(name);
    if (known != m_indexes.end())
        return known->second;
    const auto index = std::uint32_t(m_families.size());
    m_families.push_back({.name = std::string(name)});
    m_indexes.emplace(name, index);
    return index;
}

std::uint32_t FamilyNames::familyOf(std::string_view sampleName) const
{
    const auto exact = m_indexes.find(sampleName);
    if (exact != m_indexes.end())
        return exact->second;
    for (const SuffixRule &rule : suffixRules) {
        if (!sampleName.ends_with(rule.suffix))
            continue;
        const auto family = m_indexes.find(sampleName.substr(0, sampleName.size() - rule.suffix.size()));
        if (family == m_indexes.end())
            continue;
        for (const MetricType type : rule.types)
            if (m_families[family->second].type == type)
                return family->second;
    }
    return std::uint32_t(m_families.size());
}

MetricType FamilyNames::typeOf(std::string_view sampleName) const
{
    const std::uint32_t family = familyOf(sampleName);
    return family < m_families.size() ? m_families[family].type : MetricType::Unknown;
}

} // namespace hubwatch
