#include "metrics/metric_name.h"

namespace hubwatch {

namespace {

constexpr std::array<std::uint8_t, 256> nameByteTable()
{
    std::array<std::uint8_t, 256> table{};
    constexpr std::uint8_t anywhere = LabelStart | LabelPart | MetricStart | MetricPart;
    for (size_t c = 'a'; c <= 'z'; ++c)
        table[c] = anywhere;
    for (size_t c = 'A'; c <= 'Z'; ++c)
        table[c] = anywhere;
    for (size_t c = '0'; c <= '9'; ++c)
        table[c] = LabelPart | MetricPart;
    table['_'] = anywhere;
    table[':'] = MetricStart | MetricPart;
    return table;
}

} // namespace

const std::array<std::uint8_t, 256> nameBytes = nameByteTable();

bool isMetricName(std::string_view name)
{
    const char *const end = name.data() + name.size();
    return !name.empty() && isNameByte(name.front(), MetricStart) && metricNameEnd(name.data(), end) == end;
}

bool isLabelName(std::string_view name)
{
    const char *const end = name.data() + name.size();
    return !name.empty() && isNameByte(name.front(), LabelStart) && labelNameEnd(name.data(), end) == end;
}

const char *metricNameEnd(const char *from, const char *end)
{
    while (from != end && isNameByte(*from, MetricPart))
        ++from;
    return from;
}

const char *labelNameEnd(const char *from, const char *end)
{
    while (from != end && isNameByte(*from, LabelPart))
        ++from;
    return from;
}

} // namespace hubwatch
