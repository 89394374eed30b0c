// Chance: seeded numbers that are the same on every platform, which the standard distributions are not.
#pragma once

#include <cstdint>

namespace hubwatch {

/// A well-mixed 64-bit number for a place in a sequence: lets weather be told for any instant without a walk to it.
std::uint64_t mixed(std::uint64_t value);

class Chance
{
public:
    explicit Chance(std::uint64_t seed)
        : m_state(seed)
    { }

    /// In [0, 1).
    double uniform();
    /// Mean 0, deviation 1.
    double normal();
    /// How often something happens that happens `mean` times on average.
    int poisson(double mean);
    /// A duration with a long tail: half of all are below `median`.
    double logNormal(double median, double sigma);

private:
    std::uint64_t m_state;
};

} // namespace hubwatch
