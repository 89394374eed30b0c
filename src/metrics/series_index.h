// SeriesIndex: finds things by their hash; ScrapeReader's way from the bytes of a line to its series.
#pragma once

#include "metrics/labels.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace hubwatch {

/// Fast and good enough for keys of one body; stable within one run of the program only.
std::uint64_t textHash(std::string_view text, std::uint64_t seed = 0);
std::uint64_t seriesHash(const SeriesId &series);

/// An open hash table of numbers. It keeps hashes, not keys: the caller compares.
class SeriesIndex
{
public:
    static constexpr std::uint32_t none = ~std::uint32_t(0);

    void clear();
    void reserve(size_t count);
    void insert(std::uint64_t hash, std::uint32_t number);

    /// The first number of this hash that `isIt` agrees to, or none.
    template<class Predicate>
    std::uint32_t find(std::uint64_t hash, Predicate isIt) const
    {
        if (m_slots.empty())
            return none;
        for (size_t i = hash & mask(); m_slots[i].number != none; i = (i + 1) & mask())
            if (m_slots[i].hash == hash && isIt(m_slots[i].number))
                return m_slots[i].number;
        return none;
    }

private:
    struct Slot {
        std::uint64_t hash = 0;
        std::uint32_t number = none;
    };
    size_t mask() const { return m_slots.size() - 1; }

    std::vector<Slot> m_slots = {};
    size_t m_used = 0;
};

} // namespace hubwatch
