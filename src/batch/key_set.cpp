#include "batch/key_set.h"

#include <cstring>

namespace hubwatch {

namespace {

constexpr std::size_t keySetFirst = 64;

std::uint64_t mixed(std::uint64_t bits)
{
    bits ^= bits >> 33U;
    bits *= 0xff51afd7ed558ccdULL;
    bits ^= bits >> 33U;
    bits *= 0xc4ceb9fe1a85ec53ULL;
    return bits ^ (bits >> 33U);
}

/// MurmurHash64A by Austin Appleby (public domain), finished with the mixer of its third edition.
std::uint64_t keyHash(std::string_view key, std::uint64_t seed)
{
    constexpr std::uint64_t factor = 0xc6a4a7935bd1e995ULL;
    std::uint64_t hash = seed ^ (key.size() * factor);
    const char *at = key.data();
    std::size_t left = key.size();
    for (; left >= 8; left -= 8, at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        word *= factor;
        word ^= word >> 47U;
        word *= factor;
        hash = (hash ^ word) * factor;
    }
    if (left > 0) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, left);
        hash = (hash ^ word) * factor;
    }
    return mixed(hash);
}

} // namespace

KeySet::KeySet(std::uint64_t seed)
    : m_seed(seed)
{ }

std::int64_t KeySet::put(std::string_view key, std::int64_t row)
{
    const std::uint64_t hash = keyHash(key, m_seed);
    Table &table = m_tables[hash >> 58U]; // the top bits; places go by the low ones
    if (4 * (table.used + 1) > 3 * table.places.size())
        grow(table);
    Slot &place = placeOf(table.places, hash);
    if (place.row != 0)
        return place.row;
    place = {.hash = hash, .row = row};
    ++table.used;
    return 0;
}

std::int64_t KeySet::size() const
{
    std::int64_t size = 0;
    for (const Table &table : m_tables)
        size += std::int64_t(table.used);
    return size;
}

std::int64_t KeySet::bytes() const
{
    std::size_t bytes = 0;
    for (const Table &table : m_tables)
        bytes += table.places.capacity() * sizeof(Slot);
    return std::int64_t(bytes);
}

/// Of that hash, or the free one where it would be.
KeySet::Slot &KeySet::placeOf(std::vector<Slot> &places, std::uint64_t hash)
{
    const std::size_t mask = places.size() - 1;
    std::size_t at = std::size_t(hash) & mask;
    while (places[at].row != 0 && places[at].hash != hash)
        at = (at + 1) & mask;
    return places[at];
}

void KeySet::grow(Table &table)
{
    std::vector<Slot> larger(table.places.empty() ? keySetFirst : 2 * table.places.size());
    for (const Slot &slot : table.places) {
        if (slot.row != 0)
            placeOf(larger, slot.hash) = slot;
    }
    table.places = std::move(larger);
}

} // namespace hubwatch
