#include "metrics/lint_numbers.h"

#include "metrics/lint_log.h"
#include "metrics/number_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>

namespace hubwatch {

namespace {

bool isSign(char c)
{
    return c == '+' || c == '-';
}

std::string_view withoutSign(std::string_view text)
{
    return !text.empty() && isSign(text.front()) ? text.substr(1) : text;
}

bool isDigits(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// A decimal by its form, whatever its size.
bool isDecimalForm(std::string_view text)
{
    const size_t mark = text.find_first_of("eE");
    std::string mantissa(withoutSign(text.substr(0, mark)));
    if (const size_t point = mantissa.find('.'); point != std::string::npos)
        mantissa.erase(point, 1);
    return isDigits(mantissa) && (mark == std::string_view::npos || isDigits(withoutSign(text.substr(mark + 1))));
}

/// A decimal as digits without zeros at their ends, and where its point stands.
struct Decimal {
    bool isNegative = false;
    std::string digits = {}; ///< empty: zero
    long long exponent = 0;  ///< the value is 0.digits * 10^exponent

    std::strong_ordering magnitude(const Decimal &other) const
    {
        if (digits.empty() || other.digits.empty())
            return !digits.empty() <=> !other.digits.empty();
        if (exponent != other.exponent)
            return exponent <=> other.exponent;
        return digits <=> other.digits;
    }
};

Decimal decimalOf(std::string_view text)
{
    constexpr long long farAway = 1'000'000'000'000; // beyond any exponent that is written down
    Decimal decimal{.isNegative = text.starts_with('-')};
    const size_t mark = text.find_first_of("eE");
    const std::string_view mantissa = withoutSign(text.substr(0, mark));
    if (mark != std::string_view::npos) {
        std::string_view exponent = text.substr(mark + 1);
        if (exponent.starts_with('+'))
            exponent.remove_prefix(1);
        const auto read = std::from_chars(exponent.data(), exponent.data() + exponent.size(), decimal.exponent);
        if (read.ec == std::errc::result_out_of_range)
            decimal.exponent = exponent.starts_with('-') ? -farAway : farAway;
        decimal.exponent = std::clamp(decimal.exponent, -farAway, farAway);
    }
    const size_t point = std::min(mantissa.find('.'), mantissa.size());
    decimal.digits = mantissa;
    std::erase(decimal.digits, '.');
    decimal.exponent += static_cast<long long>(point);
    const size_t leading = std::min(decimal.digits.find_first_not_of('0'), decimal.digits.size());
    decimal.digits.erase(0, leading);
    decimal.exponent -= static_cast<long long>(leading);
    while (decimal.digits.ends_with('0'))
        decimal.digits.pop_back();
    return decimal;
}

} // namespace

std::optional<LintNumber> readLintNumber(std::string_view text, QString &fault)
{
    if (const std::optional<double> value = parseNumber(text))
        return LintNumber{.text = text, .value = *value};
    if (isDigits(withoutSign(text))) {
        const double largest = std::numeric_limits<double>::max();
        return LintNumber{.text = text, .value = text.starts_with('-') ? -largest : largest};
    }
    if (isDecimalForm(text))
        fault = QStringLiteral("%1 does not fit into a 64-bit float").arg(lintQuoted(text));
    else
        fault = QStringLiteral("expected a number such as 17, 0.5, 1e-3, +Inf or NaN, found %1").arg(lintQuoted(text));
    return std::nullopt;
}

std::optional<LintNumber> readLintTimestamp(std::string_view text, QString &fault)
{
    const std::optional<LintNumber> number = readLintNumber(text, fault);
    if (number && std::isfinite(number->value))
        return number;
    if (number || !isDecimalForm(text))
        fault
            = QStringLiteral("expected a timestamp in seconds such as 1520879607.789, found %1").arg(lintQuoted(text));
    return std::nullopt;
}

std::strong_ordering compareDecimals(std::string_view a, std::string_view b)
{
    const Decimal left = decimalOf(a);
    const Decimal right = decimalOf(b);
    const bool leftIsBelow = left.isNegative && !left.digits.empty();
    const bool rightIsBelow = right.isNegative && !right.digits.empty();
    if (leftIsBelow != rightIsBelow)
        return leftIsBelow ? std::strong_ordering::less : std::strong_ordering::greater;
    return leftIsBelow ? right.magnitude(left) : left.magnitude(right);
}

bool isWhole(double value)
{
    return std::isfinite(value) && std::trunc(value) == value;
}

} // namespace hubwatch
