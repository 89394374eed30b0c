#include "metrics/js_number.h"

#include <array>
#include <charconv>
#include <cmath>

namespace hubwatch {

namespace {

/// The shortest digits of a positive number and where its decimal point stands: 0.d1d2d3... times 10^point.
struct ShortestDigits {
    std::string digits = {};
    int point = 0;
};

ShortestDigits shortestDigits(double value)
{
    std::array<char, 32> buffer = {};
    const auto end = std::to_chars(buffer.begin(), buffer.end(), value, std::chars_format::scientific).ptr;
    const std::string_view text(buffer.data(), size_t(end - buffer.data()));
    const size_t e = text.find('e');
    ShortestDigits shortest;
    for (const char c : text.substr(0, e)) {
        if (c != '.')
            shortest.digits += c;
    }
    const bool negative = text[e + 1] == '-';
    int exponent = 0;
    std::from_chars(text.data() + e + 2, text.data() + text.size(), exponent);
    shortest.point = (negative ? -exponent : exponent) + 1;
    return shortest;
}

} // namespace

void appendJsNumber(std::string &text, double value)
{
    if (std::isnan(value)) {
        text += "Nan";
        return;
    }
    if (std::isinf(value)) {
        text += value < 0 ? "-Inf" : "+Inf";
        return;
    }
    // Counters are whole nearly always: the quick way.
    if (std::abs(value) < 1e15 && value == std::trunc(value)) {
        text += std::to_string(static_cast<long long>(value));
        return;
    }
    if (value < 0) {
        text += '-';
        value = -value;
    }
    const auto [digits, point] = shortestDigits(value);
    const int count = int(digits.size());
    if (point > 21 || point < -5) {
        text += digits[0];
        if (count > 1)
            text.append(1, '.').append(digits, 1);
        text.append(point > 0 ? "e+" : "e-").append(std::to_string(std::abs(point - 1)));
    } else if (point <= 0) {
        text.append("0.").append(size_t(-point), '0').append(digits);
    } else if (count <= point) {
        text.append(digits).append(size_t(point - count), '0');
    } else {
        text.append(digits, 0, size_t(point)).append(1, '.').append(digits, size_t(point));
    }
}

} // namespace hubwatch
