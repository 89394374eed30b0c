#include "batch/csv/csv_text.h"

#include "batch/csv/csv_shift_jis.h"

#include <QtGlobal>
#include <array>
#include <cstring>

namespace hubwatch {

namespace {

unsigned unsignedAt(std::string_view bytes, std::size_t at)
{
    return static_cast<unsigned char>(bytes[at]);
}

void appendUtf8(char32_t sign, std::string &text)
{
    const auto tail = [&](int shift) { text += static_cast<char>(0x80U | ((sign >> shift) & 0x3FU)); };
    if (sign < 0x80) {
        text += static_cast<char>(sign);
    } else if (sign < 0x800) {
        text += static_cast<char>(0xC0U | (sign >> 6));
        tail(0);
    } else if (sign < 0x10000) {
        text += static_cast<char>(0xE0U | (sign >> 12));
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xF0U | (sign >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

TextReached readUtf8(std::string_view bytes, std::string &text)
{
    constexpr std::uint64_t highBits = 0x8080808080808080ULL;
    std::size_t at = 0;
    bool isBroken = false;
    while (at < bytes.size()) {
        std::uint64_t word = 0;
        while (at + sizeof word <= bytes.size()) {
            std::memcpy(&word, bytes.data() + at, sizeof word);
            if ((word & highBits) != 0)
                break;
            at += sizeof word;
        }
        if (at == bytes.size())
            break;
        const std::size_t length = utf8Length(bytes.substr(at));
        isBroken = length == 0;
        if (isBroken || length > bytes.size() - at)
            break;
        at += length;
    }
    text.append(bytes.substr(0, at));
    return {at, isBroken};
}

TextReached readUtf16(std::string_view bytes, bool bigEndian, std::string &text)
{
    const auto unitAt = [&](std::size_t at) {
        const unsigned first = unsignedAt(bytes, at);
        const unsigned second = unsignedAt(bytes, at + 1);
        return bigEndian ? first << 8 | second : second << 8 | first;
    };
    std::size_t at = 0;
    while (at + 2 <= bytes.size()) {
        const unsigned unit = unitAt(at);
        if (unit < 0xD800 || unit > 0xDFFF) {
            appendUtf8(unit, text);
            at += 2;
            continue;
        }
        if (unit > 0xDBFF)
            return {at, true};
        if (at + 4 > bytes.size())
            break;
        const unsigned low = unitAt(at + 2);
        if (low < 0xDC00 || low > 0xDFFF)
            return {at, true};
        appendUtf8(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00), text);
        at += 4;
    }
    return {at, false};
}

/// As browsers read it: the five bytes that Windows leaves open are control characters.
TextReached readWindows1252(std::string_view bytes, std::string &text)
{
    constexpr std::array<char16_t, 32> from80
        = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
           0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
           0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const unsigned byte = unsignedAt(bytes, at);
        appendUtf8(byte < 0x80 || byte > 0x9F ? byte : from80[byte - 0x80], text);
    }
    return {bytes.size(), false};
}

} // namespace

std::size_t utf8Length(std::string_view bytes)
{
    const unsigned lead = unsignedAt(bytes, 0);
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    for (std::size_t i = 1; i < length && i < bytes.size(); ++i) {
        const bool isSecond = i == 1;
        const unsigned least = isSecond && lead == 0xE0 ? 0xA0 : isSecond && lead == 0xF0 ? 0x90 : 0x80;
        const unsigned most = isSecond && lead == 0xED ? 0x9F : isSecond && lead == 0xF4 ? 0x8F : 0xBF;
        const unsigned byte = unsignedAt(bytes, i);
        if (byte < least || byte > most)
            return 0;
    }
    return length;
}

struct CsvText::Private {
    TextReached read(std::string_view bytes, std::string &text) const
    {
        switch (encoding) {
        case CsvFormat::Encoding::Utf8: return readUtf8(bytes, text);
        case CsvFormat::Encoding::Utf16Le: return readUtf16(bytes, false, text);
        case CsvFormat::Encoding::Utf16Be: return readUtf16(bytes, true, text);
        case CsvFormat::Encoding::ShiftJis: return tables->read(bytes, text);
        case CsvFormat::Encoding::Windows1252: return readWindows1252(bytes, text);
        }
        Q_UNREACHABLE();
    }

    CsvFormat::Encoding encoding = CsvFormat::Encoding::Utf8;
    std::unique_ptr<ShiftJisTables> tables = {};
    std::string rest = {}; ///< of a character that the slice before cut in two
    std::int64_t taken = 0;
};

CsvText::CsvText(CsvFormat::Encoding encoding)
    : d(std::make_unique<Private>())
{
    d->encoding = encoding;
    if (encoding == CsvFormat::Encoding::ShiftJis)
        d->tables = std::make_unique<ShiftJisTables>();
}

CsvText::~CsvText() = default;

bool CsvText::take(std::string_view bytes, std::string &text)
{
    std::string joined;
    if (!d->rest.empty()) {
        joined = d->rest.append(bytes);
        bytes = joined;
    }
    const TextReached reached = d->read(bytes, text);
    d->taken += static_cast<std::int64_t>(reached.bytes);
    d->rest = bytes.substr(reached.bytes);
    return !reached.isBroken;
}

bool CsvText::finish() const
{
    return d->rest.empty();
}

std::int64_t CsvText::taken() const
{
    return d->taken;
}

bool CsvText::canRead(CsvFormat::Encoding encoding)
{
    return encoding != CsvFormat::Encoding::ShiftJis || ShiftJisTables().areThere();
}

} // namespace hubwatch
