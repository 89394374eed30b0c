#include "metrics/series_index.h"

#include <bit>
#include <cstring>

namespace hubwatch {

namespace {

std::uint64_t stirred(std::uint64_t state, std::uint64_t word)
{
    constexpr std::uint64_t odd = 0x9e3779b97f4a7c15;
    state = (state ^ word) * odd;
    return state ^ (state >> 29);
}

std::uint64_t hashWordAt(const char *at)
{
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}

std::uint64_t hashHalfAt(const char *at)
{
    std::uint32_t word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}

} // namespace

std::uint64_t textHash(std::string_view text, std::uint64_t seed)
{
    std::uint64_t state = stirred(seed, text.size());
    const char *at = text.data();
    const char *const end = at + text.size();
    if (text.size() >= 8) {
        for (; end - at > 8; at += 8)
            state = stirred(state, hashWordAt(at));
        state = stirred(state, hashWordAt(end - 8)); // overlaps the word before rather than reading beyond the end
    } else if (text.size() >= 4) {
        state = stirred(state, hashHalfAt(at) << 32 | hashHalfAt(end - 4));
    } else {
        for (; at != end; ++at)
            state = stirred(state, static_cast<unsigned char>(*at));
    }
    return state ^ (state >> 32);
}

std::uint64_t seriesHash(const SeriesId &series)
{
    std::uint64_t state = textHash(series.metric);
    for (const Label &label : series.labels)
        state = textHash(label.value, textHash(label.name, state));
    return state;
}

void SeriesIndex::clear()
{
    m_slots.clear();
    m_used = 0;
}

void SeriesIndex::reserve(size_t count)
{
    const size_t wanted = std::bit_ceil(count * 2 + 16);
    if (wanted <= m_slots.size())
        return;
    std::vector<Slot> before(wanted);
    before.swap(m_slots);
    m_used = 0;
    for (const Slot &slot : before)
        if (slot.number != none)
            insert(slot.hash, slot.number);
}

void SeriesIndex::insert(std::uint64_t hash, std::uint32_t number)
{
    if (m_used * 2 >= m_slots.size())
        reserve(m_used + 1);
    size_t i = hash & mask();
    while (m_slots[i].number != none)
        i = (i + 1) & mask();
    m_slots[i] = {hash, number};
    ++m_used;
}

} // namespace hubwatch
