// KeySet: which keys have come before, and in which row.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace hubwatch {

/// 64 bits of hash and the row for each key, in open addressing: 16 bytes a slot, 34 MB for a million keys. The keys
/// themselves are not kept: two of a million are taken for one another once in forty million files.
///
/// Many small tables rather than one, so that growing never holds the whole of it twice.
class KeySet
{
public:
    /// `seed`: so that nobody can make a file whose keys collide.
    explicit KeySet(std::uint64_t seed);

    /// The row that had the key first; 0 when it is new, and `row` (from 1) has it from now on.
    std::int64_t put(std::string_view key, std::int64_t row);
    std::int64_t size() const;
    std::int64_t bytes() const; ///< of its tables

private:
    struct Slot {
        std::uint64_t hash = 0;
        std::int64_t row = 0; ///< 0: free
    };
    struct Table {
        std::vector<Slot> places = {};
        std::size_t used = 0;
    };

    static Slot &placeOf(std::vector<Slot> &places, std::uint64_t hash);
    static void grow(Table &table);

    std::uint64_t m_seed;
    std::array<Table, 64> m_tables = {};
};

} // namespace hubwatch
