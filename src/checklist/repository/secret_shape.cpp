#include "checklist/repository/secret_shape.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hubwatch {

namespace {

// Of 300,000 random ones of 28 digits the poorest had 2.61 bits; an example made of five letters has 2.3 at most.
constexpr double leastHexEntropy = 2.5;
// Of random digits a fifth is a step of at most one from the one before; the most of 300,000 was 0.6.
constexpr double mostSteps = 0.65;

constexpr auto secretClasses = [] {
    std::array<unsigned char, 256> classes{}; // 1: hex, 2: word, 4: base64
    for (size_t c = 0; c < 256; ++c) {
        const bool digit = c >= '0' && c <= '9';
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool hex = digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        const bool word = digit || letter || c == '_';
        const bool base64 = word || c == '+' || c == '/' || c == '-';
        classes[c] = static_cast<unsigned char>((hex ? 1 : 0) | (word ? 2 : 0) | (base64 ? 4 : 0));
    }
    return classes;
}();

unsigned char classOf(char c)
{
    return secretClasses[static_cast<unsigned char>(c)];
}

bool allHex(std::string_view text)
{
    return std::ranges::all_of(text, isHexDigit);
}

int hexValue(char c)
{
    return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

/// The share of digits that are the same as, or next to, the one `lag` before.
double stepsAt(size_t lag, std::string_view digits)
{
    size_t steps = 0;
    for (size_t i = lag; i < digits.size(); ++i) {
        const int by = (hexValue(digits[i]) - hexValue(digits[i - lag]) + 16) % 16;
        const bool wraps = digits[i] == '0' && digits[i - lag] == '9';
        steps += by == 0 || by == 1 || by == 15 || wraps ? 1U : 0U;
    }
    return double(steps) / double(std::max<size_t>(1, digits.size() - lag));
}

} // namespace

bool isHexDigit(char c)
{
    return (classOf(c) & 1U) != 0;
}

bool isWordCharacter(char c)
{
    return (classOf(c) & 2U) != 0;
}

bool isBase64Character(char c)
{
    return (classOf(c) & 4U) != 0;
}

bool isUuidTail(std::string_view text, size_t first)
{
    if (text.size() < first + 28)
        return false;
    const char *at = text.data() + first;
    return at[0] == '-' && at[5] == '-' && at[10] == '-' && at[15] == '-' && allHex({at + 1, 4}) && allHex({at + 6, 4})
        && allHex({at + 11, 4}) && allHex({at + 16, 12});
}

size_t hubletBefore(std::string_view text, size_t end)
{
    size_t at = end;
    while (at > 0 && end - at < 3 && text[at - 1] >= '0' && text[at - 1] <= '9')
        --at;
    const auto isSmall = [&text](size_t i) { return text[i] >= 'a' && text[i] <= 'z'; };
    if (at == end || at < 2 || !isSmall(at - 1) || !isSmall(at - 2))
        return 0;
    return end - at + 2;
}

bool beginsToken(std::string_view text, size_t at)
{
    if (at == 0 || !isWordCharacter(text[at - 1]))
        return at == 0 || text[at - 1] != '-' || at < 2 || !isWordCharacter(text[at - 2]);
    if (at >= 2 && text[at - 2] == '\\')
        return true; // "\n"
    if (at >= 3 && text[at - 3] == '%' && isHexDigit(text[at - 2]) && isHexDigit(text[at - 1]))
        return true; // "%20"
    return at >= 6 && text.substr(at - 6, 2) == "\\u" && allHex(text.substr(at - 4, 4));
}

bool isInvented(std::string_view digits)
{
    std::array<char, 64> small{};
    size_t count = 0;
    for (const char c : digits)
        if (isHexDigit(c) && count < small.size())
            small[count++] = c >= 'A' && c <= 'F' ? static_cast<char>(c | 0x20) : c;
    const std::string_view plain(small.data(), count);
    return entropyOf(plain) < leastHexEntropy || stepsAt(1, plain) > mostSteps || stepsAt(2, plain) > mostSteps;
}

double entropyOf(std::string_view text)
{
    std::array<size_t, 256> counts{};
    for (const char c : text)
        ++counts[static_cast<unsigned char>(c)];
    double bits = 0;
    for (const size_t n : counts)
        if (n > 0)
            bits -= double(n) / double(text.size()) * std::log2(double(n) / double(text.size()));
    return bits;
}

} // namespace hubwatch
