// Which bytes may stand in the names of metrics and labels.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace hubwatch {

/// What a byte may be part of; one table so that a test costs one load.
enum NameByte : std::uint8_t { LabelStart = 1, LabelPart = 2, MetricStart = 4, MetricPart = 8 };
extern const std::array<std::uint8_t, 256> nameBytes;

inline bool isNameByte(char c, NameByte what)
{
    return (nameBytes[static_cast<unsigned char>(c)] & what) != 0;
}

/// `[a-zA-Z_:][a-zA-Z0-9_:]*`
bool isMetricName(std::string_view name);
/// `[a-zA-Z_][a-zA-Z0-9_]*`
bool isLabelName(std::string_view name);

/// The first byte in [from, end) that cannot continue the name.
const char *metricNameEnd(const char *from, const char *end);
const char *labelNameEnd(const char *from, const char *end);

} // namespace hubwatch
