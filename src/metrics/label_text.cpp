#include "metrics/label_text.h"

#include <bit>
#include <cstdint>
#include <cstring>

namespace hubwatch {

namespace {

constexpr std::uint64_t everyByte = 0x0101010101010101;
constexpr std::uint64_t highBits = 0x8080808080808080;

/// The high bit of each byte that equals `wanted`; only the lowest one set is to be relied upon.
std::uint64_t bytesEqualTo(std::uint64_t word, char wanted)
{
    const std::uint64_t difference = word ^ (everyByte * static_cast<unsigned char>(wanted));
    return (difference - everyByte) & ~difference & highBits;
}

bool endsPlainText(char c)
{
    return c == '"' || c == '\\' || c == '\n' || static_cast<unsigned char>(c) >= 0x80;
}

/// How many bytes the UTF-8 sequence at `text` has, 0 when it is none: overlong forms, surrogates and what lies
/// beyond U+10FFFF are none.
size_t utf8Length(std::string_view text)
{
    const auto byte = [text](size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    const auto follows = [&byte](size_t i) { return (byte(i) & 0xc0) == 0x80; };
    const unsigned first = byte(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first <= 0xdf)
        return follows(1) ? 2 : 0;
    if (first >= 0xe0 && first <= 0xef) {
        const bool isCanonical = first != 0xe0 || byte(1) >= 0xa0;
        const bool isSurrogate = first == 0xed && byte(1) >= 0xa0;
        return follows(1) && follows(2) && isCanonical && !isSurrogate ? 3 : 0;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        const bool isCanonical = first != 0xf0 || byte(1) >= 0x90;
        const bool isBeyond = first == 0xf4 && byte(1) >= 0x90;
        return follows(1) && follows(2) && follows(3) && isCanonical && !isBeyond ? 4 : 0;
    }
    return 0;
}

std::string unescaped(std::string_view text, bool withQuotes)
{
    std::string result;
    result.reserve(text.size());
    for (size_t i = 0; i < text.size(); ++i) {
        const char next = text[i] == '\\' && i + 1 < text.size() ? text[i + 1] : '\0';
        if (next == '\\' || (next == '"' && withQuotes)) {
            result += next;
            ++i;
        } else if (next == 'n') {
            result += '\n';
            ++i;
        } else {
            result += text[i];
        }
    }
    return result;
}

} // namespace

bool isUtf8(std::string_view text)
{
    return utf8Prefix(text) == text.size();
}

size_t utf8Prefix(std::string_view text)
{
    size_t at = 0;
    while (at < text.size()) {
        const size_t length = utf8Length(text.substr(at));
        if (length == 0)
            break;
        at += length;
    }
    return at;
}

const char *plainTextEnd(const char *from, const char *end)
{
    if constexpr (std::endian::native == std::endian::little) {
        while (end - from >= 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, from, sizeof word);
            const std::uint64_t found
                = bytesEqualTo(word, '"') | bytesEqualTo(word, '\\') | bytesEqualTo(word, '\n') | (word & highBits);
            if (found != 0)
                return from + std::countr_zero(found) / 8;
            from += 8;
        }
    }
    while (from != end && !endsPlainText(*from))
        ++from;
    return from;
}

std::string unescapedLabelValue(std::string_view text)
{
    return unescaped(text, true);
}

std::string unescapedHelp(std::string_view text)
{
    return unescaped(text, false);
}

} // namespace hubwatch
