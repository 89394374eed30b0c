// Numbers as the text formats write them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hubwatch {

/// Reads a whole token as Prometheus does: decimal floats, `Inf`, `Infinity` and `NaN` in any case, the infinities
/// with a sign. No hex, no underscores, and nullopt for what is too large for a double; too small is zero.
std::optional<double> parseNumber(std::string_view text);

/// Reads the plain decimal number that starts at `from`. Answers where it ends, or nullptr when a quick look cannot
/// tell (long mantissas, infinities, garbage): then parseNumber() has the last word.
const char *quickNumber(const char *from, const char *end, double &value);

/// The shortest text that reads back to the same double, in the form that prom-client and JSON use: `0.1`, `1e+21`,
/// `1e-7`; `+Inf`, `-Inf`, `NaN`.
std::string numberText(double value);

} // namespace hubwatch
