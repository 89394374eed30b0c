// BodyLines: where the lines of a body stand and which series each belongs to.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace hubwatch {

struct BodyLine {
    static constexpr std::uint32_t noSeries = ~std::uint32_t(0);

    std::uint32_t begin = 0; ///< offsets into the body
    std::uint32_t tail = 0;  ///< where the value of a sample starts; `begin` of any other line
    std::uint32_t end = 0;
    std::uint32_t series = noSeries;
    bool isType = false;
    bool isRepeated = false; ///< names a series that an earlier line of the body named

    /// Name, labels and what stands between them and the value.
    std::string_view key(std::string_view body) const { return body.substr(begin, tail - begin); }
};

/// Moves the lines [first, last) by `bytes`, which wraps around for a move to the front.
void shiftLines(std::vector<BodyLine> &lines, size_t first, size_t last, std::uint32_t bytes);

/// How many bytes `a` and `b` have in common at their beginning; compared in wide steps.
size_t commonPrefix(const char *a, const char *b, size_t length);

} // namespace hubwatch
