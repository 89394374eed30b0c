#include "metrics/body_lines.h"

#include <bit>
#include <cstring>

namespace hubwatch {

namespace {

using Word = std::uint64_t;

Word wordAt(const char *at)
{
    Word word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}

size_t firstDifference(const char *a, const char *b, size_t length)
{
    size_t i = 0;
    if constexpr (std::endian::native == std::endian::little) {
        for (; i + sizeof(Word) <= length; i += sizeof(Word))
            if (const Word difference = wordAt(a + i) ^ wordAt(b + i); difference != 0)
                return i + size_t(std::countr_zero(difference)) / 8;
    }
    while (i < length && a[i] == b[i])
        ++i;
    return i;
}

} // namespace

void shiftLines(std::vector<BodyLine> &lines, size_t first, size_t last, std::uint32_t bytes)
{
    for (size_t i = first; i < last; ++i) {
        lines[i].begin += bytes;
        lines[i].tail += bytes;
        lines[i].end += bytes;
    }
}

size_t commonPrefix(const char *a, const char *b, size_t length)
{
    constexpr size_t step = 8 * sizeof(Word);
    size_t i = 0;
    for (; i + step <= length; i += step) {
        Word difference = 0;
        for (size_t word = 0; word < step; word += sizeof(Word))
            difference |= wordAt(a + i + word) ^ wordAt(b + i + word);
        if (difference != 0)
            break;
    }
    return i + firstDifference(a + i, b + i, length - i);
}

} // namespace hubwatch
