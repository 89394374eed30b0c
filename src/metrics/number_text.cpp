#include "metrics/number_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>

namespace hubwatch {

namespace {

// Up to here powers of ten are exact, and so is one division by them.
constexpr std::array<double, 23> exactPowers = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                                1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr std::uint64_t exactMantissa = std::uint64_t(1) << 53;
constexpr auto safeDigits = 19; // always fit into 64 bits

bool isDigit(char c)
{
    return unsigned(c - '0') < 10;
}

bool sameWord(std::string_view text, std::string_view lower)
{
    return std::ranges::equal(text, lower, [](char a, char b) { return (a | 0x20) == b; });
}

size_t digitsFrom(std::string_view text, size_t at)
{
    const size_t start = at;
    while (at < text.size() && isDigit(text[at]))
        ++at;
    return at - start;
}

/// `12`, `12.`, `.5`, `1e5`, `1.5E-7`, without a sign.
bool isDecimal(std::string_view text)
{
    const size_t whole = digitsFrom(text, 0);
    size_t at = whole;
    size_t fraction = 0;
    if (at < text.size() && text[at] == '.') {
        fraction = digitsFrom(text, at + 1);
        at += 1 + fraction;
    }
    if (whole + fraction == 0)
        return false;
    if (at == text.size())
        return true;
    if ((text[at] | 0x20) != 'e')
        return false;
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-'))
        ++at;
    const size_t exponent = digitsFrom(text, at);
    return exponent > 0 && at + exponent == text.size();
}

/// Of a decimal that no double holds: whether it is too large, and not too small.
bool isHuge(std::string_view decimal)
{
    const size_t mark = std::min(decimal.find_first_of("eE"), decimal.size());
    if (mark != decimal.size() && decimal.find('-', mark) != std::string_view::npos)
        return false; // only an absurd mantissa makes up for a negative exponent, and it fails Go's parser as well
    const size_t nonZero = decimal.find_first_not_of("0.");
    return nonZero < mark;
}

} // namespace

std::optional<double> parseNumber(std::string_view text)
{
    std::string_view digits = text;
    const bool isSigned = !text.empty() && (text.front() == '+' || text.front() == '-');
    const bool isNegative = isSigned && text.front() == '-';
    if (isSigned)
        digits.remove_prefix(1);

    if (sameWord(digits, "inf") || sameWord(digits, "infinity"))
        return isNegative ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
    if (!isSigned && sameWord(digits, "nan"))
        return std::numeric_limits<double>::quiet_NaN();
    if (!isDecimal(digits))
        return std::nullopt;

    double value = 0;
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (result.ec == std::errc::result_out_of_range) {
        if (isHuge(digits))
            return std::nullopt;
        value = 0;
    }
    return isNegative ? -value : value;
}

const char *quickNumber(const char *from, const char *end, double &value)
{
    const bool isNegative = from != end && *from == '-';
    if (isNegative)
        ++from;
    const char *at = from;
    std::uint64_t mantissa = 0;
    while (at != end && isDigit(*at))
        mantissa = mantissa * 10 + std::uint64_t(*at++ - '0');
    auto digits = at - from;
    std::ptrdiff_t fraction = 0;
    if (digits > 0 && at != end && *at == '.') {
        const char *const point = at++;
        while (at != end && isDigit(*at))
            mantissa = mantissa * 10 + std::uint64_t(*at++ - '0');
        fraction = at - point - 1;
        digits += fraction;
    }
    if (digits == 0 || digits > safeDigits)
        return nullptr;
    if (fraction > 0 && mantissa > exactMantissa)
        return nullptr;
    const double magnitude = double(mantissa) / exactPowers[size_t(fraction)];
    value = isNegative ? -magnitude : magnitude;
    return at;
}

std::string numberText(double value)
{
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "+Inf" : "-Inf";
    if (value == 0)
        return "0";

    std::array<char, 32> buffer{};
    const auto written
        = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::fabs(value), std::chars_format::scientific);
    const std::string_view shortest(buffer.data(), size_t(written.ptr - buffer.data()));
    const size_t mark = shortest.find('e');
    std::string digits(shortest.substr(0, mark));
    std::erase(digits, '.');
    int exponent = 0;
    const bool isSmall = shortest[mark + 1] == '-';
    std::from_chars(shortest.data() + mark + 2, shortest.data() + shortest.size(), exponent);
    if (isSmall)
        exponent = -exponent;

    const int point = exponent + 1; // where the decimal point stands in `digits`
    const int count = int(digits.size());
    std::string text = value < 0 ? "-" : "";
    if (point > 21 || point < -5) {
        text += digits.substr(0, 1);
        if (count > 1)
            text += '.' + digits.substr(1);
        return text + (isSmall ? "e-" : "e+") + std::to_string(std::abs(exponent));
    }
    if (point <= 0)
        return text + "0." + std::string(size_t(-point), '0') + digits;
    if (count <= point)
        return text + digits + std::string(size_t(point - count), '0');
    return text + digits.substr(0, size_t(point)) + '.' + digits.substr(size_t(point));
}

} // namespace hubwatch
