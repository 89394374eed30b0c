#include "batch/cell_text.h"

#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

constexpr std::string_view cellNoBreakSpace = "\xC2\xA0";
constexpr std::string_view cellWideSpace = "\xE3\x80\x80";
constexpr size_t mostRecordIdDigits = 19;
constexpr size_t leastNarrowMarks = 5; // four may be a person's way to say "unknown"

bool isCellBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool beginsCellCharacter(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

QString cellCut(std::string_view cell, qsizetype most)
{
    // A character is four bytes at most, so that no more of a huge cell needs to be decoded.
    const auto bytes = std::min(cell.size(), size_t(most + 1) * 4);
    QString text = QString::fromUtf8(cell.data(), qsizetype(bytes));
    if (text.size() <= most && bytes == cell.size())
        return text;
    text.truncate(most - 1);
    if (text.back().isHighSurrogate())
        text.chop(1);
    return text + u'…';
}

/// Digits, a point, digits, "E+" and two digits, as a spreadsheet shows a number that is too long for it.
bool isShortenedNumber(std::string_view text)
{
    const size_t exponent = text.find_first_of("Ee");
    if (exponent == std::string_view::npos || text.size() - exponent < 4 || text.size() - exponent > 5)
        return false;
    const std::string_view power = text.substr(exponent + 1);
    if ((power[0] != '+' && power[0] != '-') || !std::ranges::all_of(power.substr(1), isCellDigit))
        return false;
    std::string_view mantissa = text.substr(0, exponent);
    if (mantissa.starts_with('-'))
        mantissa.remove_prefix(1);
    const size_t point = mantissa.find_first_of(".,");
    const bool wholeDigit = !mantissa.empty() && isCellDigit(mantissa[0]);
    if (point == std::string_view::npos)
        return wholeDigit && mantissa.size() == 1;
    return wholeDigit && point == 1 && mantissa.size() > 2 && std::ranges::all_of(mantissa.substr(2), isCellDigit);
}

} // namespace

std::string_view trimmedCell(std::string_view cell)
{
    for (;;) {
        if (!cell.empty() && isCellBlank(cell.front()))
            cell.remove_prefix(1);
        else if (cell.starts_with(cellNoBreakSpace))
            cell.remove_prefix(cellNoBreakSpace.size());
        else if (cell.starts_with(cellWideSpace))
            cell.remove_prefix(cellWideSpace.size());
        else
            break;
    }
    for (;;) {
        if (!cell.empty() && isCellBlank(cell.back()))
            cell.remove_suffix(1);
        else if (cell.ends_with(cellNoBreakSpace))
            cell.remove_suffix(cellNoBreakSpace.size());
        else if (cell.ends_with(cellWideSpace))
            cell.remove_suffix(cellWideSpace.size());
        else
            return cell;
    }
}

bool isRecordId(std::string_view text)
{
    return !text.empty() && text.size() <= mostRecordIdDigits && std::ranges::all_of(text, isCellDigit);
}

bool isEmailAddress(std::string_view text)
{
    const size_t at = text.find('@');
    if (at == std::string_view::npos || at == 0 || isLongerThan(text, longestEmail))
        return false;
    const std::string_view domain = text.substr(at + 1);
    const auto strange = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte <= ' ' || byte == 0x7F || c == '<' || c == '>' || c == ',' || c == ';' || c == '"';
    };
    return domain.find('@') == std::string_view::npos && domain.find('.') != std::string_view::npos
        && domain.front() != '.' && domain.back() != '.' && domain.find("..") == std::string_view::npos
        && std::ranges::none_of(text, strange) && text.find(cellNoBreakSpace) == std::string_view::npos
        && text.find(cellWideSpace) == std::string_view::npos;
}

bool isLongerThan(std::string_view text, std::size_t most)
{
    return text.size() > most && size_t(std::ranges::count_if(text, beginsCellCharacter)) > most;
}

Mangled mangled(std::string_view text)
{
    static constexpr std::array<std::string_view, 7> errors{"#N/A",  "#REF!",   "#NAME?", "#VALUE!",
                                                            "#NUM!", "#DIV/0!", "#NULL!"};
    if (text.size() < 4)
        return Mangled::No;
    if (text[0] == '#') {
        if (std::ranges::find(errors, text) != errors.end())
            return Mangled::Error;
        const bool narrow = text.size() >= leastNarrowMarks && text.find_first_not_of('#') == std::string_view::npos;
        return narrow ? Mangled::Narrow : Mangled::No;
    }
    return isShortenedNumber(text) ? Mangled::Number : Mangled::No;
}

QString quotedCell(std::string_view cell)
{
    return u'"' + cellCut(cell, 40) + u'"';
}

QString cellSample(std::string_view cell)
{
    return cellCut(cell, 80);
}

} // namespace hubwatch
