#include "store/scrape_codec.h"

#include "metrics/scrape.h"
#include "store/varint.h"

#include <QtEndian>
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <zlib.h>

namespace hubwatch {

namespace {

// The first byte of a frame.
constexpr std::uint8_t frameMark = 0x40;
constexpr std::uint8_t keyBit = 1;
constexpr std::uint8_t listBit = 2;

// How a value is written, one nibble each: 0-8 are that many bytes of a zigzag difference of whole numbers, 9-11 the
// upper two to four bytes of the XOR with the value before (short fractions), 12-15 its lower five to eight.
constexpr unsigned firstUpper = 9;
constexpr unsigned firstLower = 12;

constexpr unsigned lengthOf(unsigned code)
{
    if (code < firstUpper)
        return code;
    return code < firstLower ? code - firstUpper + 2 : code - firstLower + 5;
}

/// The bytes two neighbouring values take, by their two nibbles.
constexpr auto pairLengths = [] {
    std::array<std::uint8_t, 256> lengths{};
    for (unsigned pair = 0; pair < 256; ++pair)
        lengths[pair] = std::uint8_t(lengthOf(pair & 15) + lengthOf(pair >> 4));
    return lengths;
}();

bool isWhole(double value)
{
    constexpr double exact = 9007199254740992.0; // 2^53
    return std::abs(value) <= exact && value == std::trunc(value) && !(value == 0 && std::signbit(value));
}

std::uint64_t bitsOf(double value)
{
    return std::bit_cast<std::uint64_t>(value);
}

/// What a value is written as a difference from.
double baseOf(double before)
{
    return isStaleMark(before) ? 0.0 : before;
}

struct Coded {
    unsigned code = 0;
    std::uint64_t payload = 0;
};

Coded codedFraction(std::uint64_t change)
{
    const unsigned upper = 8 - unsigned(std::countr_zero(change)) / 8;
    const unsigned lower = 8 - unsigned(std::countl_zero(change)) / 8;
    if (upper <= 4 && upper <= lower) {
        const unsigned length = std::max(upper, 2u);
        return {firstUpper + length - 2, change >> (8 * (8 - length))};
    }
    return {firstLower + std::max(lower, 5u) - 5, change};
}

Coded coded(double before, double now)
{
    const double base = baseOf(before);
    if (!isWhole(base) || !isWhole(now))
        return codedFraction(bitsOf(base) ^ bitsOf(now));
    const std::int64_t difference = std::int64_t(now) - std::int64_t(base);
    const std::uint64_t zigzag = (std::uint64_t(difference) << 1) ^ std::uint64_t(difference >> 63);
    return {unsigned(std::bit_width(zigzag) + 7) / 8, zigzag};
}

double decoded(unsigned code, std::uint64_t payload, double before)
{
    const double base = baseOf(before);
    if (code < firstUpper) {
        const auto difference = std::int64_t(payload >> 1) ^ -std::int64_t(payload & 1);
        return double(std::int64_t(base) + difference);
    }
    const std::uint64_t change = code < firstLower ? payload << (8 * (8 - lengthOf(code))) : payload;
    return std::bit_cast<double>(bitsOf(base) ^ change);
}

/// Series numbers into a frame; scratch kept between calls, since every scrape of every target comes through here.
struct FrameWriter {
    std::vector<std::uint32_t> numbers = {};
    std::vector<std::uint8_t> lengths = {};
    QByteArray payload = {};

    void clear()
    {
        numbers.clear();
        lengths.clear();
        payload.resize(0);
    }

    void add(std::uint32_t number, double before, double now)
    {
        const Coded value = coded(before, now);
        if (numbers.size() % 2 == 0)
            lengths.push_back(std::uint8_t(value.code));
        else
            lengths.back() = std::uint8_t(lengths.back() | value.code << 4);
        numbers.push_back(number);
        const std::uint64_t little = qToLittleEndian(value.payload);
        payload.append(reinterpret_cast<const char *>(&little), qsizetype(lengthOf(value.code)));
    }

    void finish(QByteArray &bytes, std::uint8_t kind, size_t universe) const
    {
        const size_t bitmap = (universe + 7) / 8;
        // Far-apart numbers take two or three bytes each, but then there are few of them.
        const bool list = numbers.size() * 2 < bitmap;
        bytes.append(char(frameMark | kind | (list ? listBit : 0)));
        appendVarint(bytes, universe);
        appendVarint(bytes, numbers.size());
        if (list) {
            std::uint32_t next = 0;
            for (const std::uint32_t number : numbers) {
                appendVarint(bytes, number - next);
                next = number + 1;
            }
        } else {
            const qsizetype begin = bytes.size();
            bytes.append(qsizetype(bitmap), '\0');
            char *bits = bytes.data() + begin;
            for (const std::uint32_t number : numbers)
                bits[number / 8] = char(bits[number / 8] | 1 << number % 8);
        }
        bytes.append(reinterpret_cast<const char *>(lengths.data()), qsizetype(lengths.size()));
        bytes.append(payload);
    }
};

FrameWriter &frameWriter()
{
    static thread_local FrameWriter writer;
    writer.clear();
    return writer;
}

/// How many bits of the map are set from bit `begin` up to, not including, bit `end`.
std::uint32_t bitsSet(std::span<const std::uint8_t> map, std::uint32_t begin, std::uint32_t end)
{
    std::uint32_t count = 0;
    while (begin < end) {
        const size_t byte = begin / 8;
        std::uint64_t word = 0;
        std::memcpy(&word, map.data() + byte, std::min<size_t>(8, map.size() - byte));
        word = qFromLittleEndian(word) >> begin % 8;
        const std::uint32_t width = std::min(64 - begin % 8, end - begin);
        if (width < 64)
            word &= (std::uint64_t(1) << width) - 1;
        count += std::uint32_t(std::popcount(word));
        begin += width;
    }
    return count;
}

std::uint32_t checksumOf(QByteArrayView bytes, std::int64_t row, std::int64_t at)
{
    const std::array<std::int64_t, 2> place = {qToLittleEndian(row), qToLittleEndian(at)};
    uLong crc = crc32(0, reinterpret_cast<const Bytef *>(place.data()), uInt(sizeof place));
    crc = crc32(crc, reinterpret_cast<const Bytef *>(bytes.data()), uInt(bytes.size()));
    return std::uint32_t(crc);
}

} // namespace

void encodeKeyFrame(QByteArray &bytes, std::span<const double> now)
{
    FrameWriter &writer = frameWriter();
    for (size_t i = 0; i < now.size(); ++i) {
        if (!isStaleMark(now[i]))
            writer.add(std::uint32_t(i), staleMark(), now[i]);
    }
    writer.finish(bytes, keyBit, now.size());
}

void encodeChanges(QByteArray &bytes, std::span<const double> before, std::span<const double> now)
{
    FrameWriter &writer = frameWriter();
    const size_t known = std::min(before.size(), now.size());
    for (size_t i = 0; i < known; ++i) {
        if (bitsOf(before[i]) != bitsOf(now[i]))
            writer.add(std::uint32_t(i), before[i], now[i]);
    }
    for (size_t i = known; i < now.size(); ++i) {
        if (!isStaleMark(now[i]))
            writer.add(std::uint32_t(i), staleMark(), now[i]);
    }
    writer.finish(bytes, 0, now.size());
}

std::optional<FrameReader> FrameReader::of(QByteArrayView bytes)
{
    if (bytes.isEmpty() || (std::uint8_t(bytes.front()) & ~(keyBit | listBit)) != frameMark)
        return std::nullopt;
    FrameReader frame;
    frame.m_key = (std::uint8_t(bytes.front()) & keyBit) != 0;
    frame.m_list = (std::uint8_t(bytes.front()) & listBit) != 0;
    std::span<const std::uint8_t> rest = octets(bytes.sliced(1));
    const auto universe = takeVarint(rest);
    const auto count = takeVarint(rest);
    if (!universe || !count || *universe > UINT32_MAX / 2 || *count > *universe)
        return std::nullopt;
    frame.m_universe = std::uint32_t(*universe);
    frame.m_count = std::uint32_t(*count);

    size_t index = (frame.m_universe + size_t(7)) / 8;
    if (frame.m_list) {
        index = 0;
        for (std::uint32_t ends = 0; ends < frame.m_count && index < rest.size(); ++index)
            ends += rest[index] < 0x80 ? 1 : 0;
    }
    const size_t lengths = (size_t(frame.m_count) + 1) / 2;
    if (rest.size() < index + lengths)
        return std::nullopt;
    frame.m_index = rest.first(index);
    frame.m_lengths = rest.subspan(index, lengths);
    frame.m_payload = rest.subspan(index + lengths);
    return frame;
}

/// Where reading stands: the values before `rank` take the first `offset` bytes of the payload.
struct FrameReader::Cursor {
    std::uint32_t rank = 0;
    size_t offset = 0;
};

bool FrameReader::readValue(Cursor &cursor, std::uint32_t rank, double &value) const
{
    if (rank >= m_count)
        return false;
    const auto nibble = [this](std::uint32_t at) { return unsigned(m_lengths[at / 2] >> (at % 2 * 4)) & 15; };
    if (cursor.rank % 2 != 0 && cursor.rank < rank)
        cursor.offset += lengthOf(nibble(cursor.rank++));
    for (; cursor.rank + 2 <= rank; cursor.rank += 2)
        cursor.offset += pairLengths[m_lengths[cursor.rank / 2]];
    if (cursor.rank < rank)
        cursor.offset += lengthOf(nibble(cursor.rank++));

    const unsigned code = nibble(rank);
    const unsigned length = lengthOf(code);
    if (cursor.offset + length > m_payload.size())
        return false;
    std::uint64_t little = 0;
    std::memcpy(&little, m_payload.data() + cursor.offset, length);
    value = decoded(code, qFromLittleEndian(little), value);
    return true;
}

bool FrameReader::apply(std::span<const std::uint32_t> wanted, std::span<double> values) const
{
    if (m_key)
        std::ranges::fill(values, staleMark());
    return m_list ? applyList(wanted, values) : applyBitmap(wanted, values);
}

bool FrameReader::applyBitmap(std::span<const std::uint32_t> wanted, std::span<double> values) const
{
    Cursor cursor;
    std::uint32_t counted = 0; // bits below this number are in `rank`
    std::uint32_t rank = 0;
    for (size_t k = 0; k < wanted.size() && wanted[k] < m_universe; ++k) {
        const std::uint32_t number = wanted[k];
        if ((m_index[number / 8] >> number % 8 & 1) == 0)
            continue;
        rank += bitsSet(m_index, counted, number);
        counted = number;
        if (!readValue(cursor, rank, values[k]))
            return false;
    }
    return true;
}

bool FrameReader::applyList(std::span<const std::uint32_t> wanted, std::span<double> values) const
{
    Cursor cursor;
    std::span<const std::uint8_t> rest = m_index;
    std::uint64_t next = 0;
    size_t k = 0;
    for (std::uint32_t rank = 0; rank < m_count && k < wanted.size(); ++rank) {
        const auto step = takeVarint(rest);
        if (!step || *step > m_universe || next + *step >= m_universe)
            return false;
        const std::uint64_t number = next + *step;
        next = number + 1;
        while (k < wanted.size() && wanted[k] < number)
            ++k;
        if (k < wanted.size() && wanted[k] == number && !readValue(cursor, rank, values[k++]))
            return false;
    }
    return true;
}

void seal(QByteArray &bytes, std::int64_t row, std::int64_t at)
{
    const std::uint32_t little = qToLittleEndian(checksumOf(bytes, row, at));
    bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
}

std::optional<QByteArrayView> unsealed(QByteArrayView bytes, std::int64_t row, std::int64_t at)
{
    std::uint32_t little = 0;
    if (bytes.size() < qsizetype(sizeof little))
        return std::nullopt;
    const QByteArrayView content = bytes.chopped(qsizetype(sizeof little));
    std::memcpy(&little, content.data() + content.size(), sizeof little);
    if (qFromLittleEndian(little) != checksumOf(content, row, at))
        return std::nullopt;
    return content;
}

} // namespace hubwatch
