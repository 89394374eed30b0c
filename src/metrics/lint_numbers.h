// Numbers and timestamps as lint reads them: by the grammar, and exactly.
#pragma once

#include <QString>
#include <compare>
#include <optional>
#include <string_view>

namespace hubwatch {

/// A number and how it is written; views point into the text.
struct LintNumber {
    std::string_view text = {};
    double value = 0;

    bool operator==(const LintNumber &) const = default;
};

/// Reads what the grammar of OpenMetrics calls a number: decimals, `Inf`, `Infinity` and `NaN` in any case. An integer
/// may have any length. nullopt, with `fault` saying what is wrong, for all else and for floats no double can hold.
std::optional<LintNumber> readLintNumber(std::string_view text, QString &fault);

/// The same for timestamps: neither infinite nor NaN.
std::optional<LintNumber> readLintTimestamp(std::string_view text, QString &fault);

/// Compares two decimals digit by digit: timestamps may be finer than a double.
std::strong_ordering compareDecimals(std::string_view a, std::string_view b);

bool isWhole(double value);

} // namespace hubwatch
