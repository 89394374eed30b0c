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

// Of random base64 every sixth pair of neighbours is one of small letters, of identifiers three in four.
constexpr double mostSmallPairs = 0.5;

// RFC 4122, Wikipedia, Swagger, MSDN, npm's uuid, HubSpot's own examples and their imitations.
constexpr std::array<std::string_view, 13> shownEverywhere{
    "550e8400e29b41d4a716446655440000", "f47ac10b58cc4372a5670e02b2c3d479", "123e4567e89b12d3a456426614174000",
    "123e4567e89b12d3a456426655440000", "6ba7b8109dad11d180b400c04fd430c8", "f81d4fae7dec11d0a76500a0c91e6bf6",
    "3fa85f6457174562b3fc2c963f66afa6", "936da01f9abd4d9d80c702af85c822a8", "9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d",
    "110ec58aa0f24ac48393c866d813b8d1", "a1b2c3d4e5f67890abcdef1234567890", "a1b2c3d4e5f678901234567890abcdef",
    "7c9e6679742540de944be07fc1f90ae7"};

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

bool isWordy(std::string_view text)
{
    const auto isSmall = [&text](size_t i) { return text[i] >= 'a' && text[i] <= 'z'; };
    size_t pairs = 0;
    for (size_t i = 1; i < text.size(); ++i)
        pairs += isSmall(i - 1) && isSmall(i) ? 1U : 0U;
    return double(pairs) > mostSmallPairs * double(text.size());
}

bool isInvented(std::string_view digits)
{
    std::array<char, 64> small{};
    size_t count = 0;
    for (const char c : digits)
        if (isHexDigit(c) && count < small.size())
            small[count++] = c >= 'A' && c <= 'F' ? static_cast<char>(c | 0x20) : c;
    const std::string_view plain(small.data(), count);
    if (std::ranges::find(shownEverywhere, plain) != shownEverywhere.end())
        return true;
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
