#include "metrics/scrape.h"

#include <bit>

namespace hubwatch {

namespace {
constexpr std::uint64_t staleBits = 0x7ff0000000000002;
}

double staleMark()
{
    return std::bit_cast<double>(staleBits);
}

bool isStaleMark(double value)
{
    return std::bit_cast<std::uint64_t>(value) == staleBits;
}

} // namespace hubwatch
