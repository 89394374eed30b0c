// Cells as people leave them in files, read as UTF-8 without making a QString of each.
#pragma once

#include <QString>
#include <cstddef>
#include <string_view>

namespace hubwatch {

inline constexpr std::size_t longestText = 65'536; ///< characters of one property, as HubSpot counts them
inline constexpr std::size_t longestEmail = 254;

constexpr bool isCellDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Without spaces, tabs and line ends at both ends, those of HTML (U+00A0) and of Japanese (U+3000) included.
std::string_view trimmedCell(std::string_view cell);
/// One to 19 digits: HubSpot's id of a record.
bool isRecordId(std::string_view text);
/// One @, something before it, a dot within the domain, no spaces, at most 254 characters.
bool isEmailAddress(std::string_view text);
/// Whether `text` has more characters than `most`; counts only where the bytes leave it open.
bool isLongerThan(std::string_view text, std::size_t most);

/// What a spreadsheet makes of a cell that it does not understand, or that its column was too narrow for.
enum class Mangled { No, Number, Error, Narrow };
/// Of a trimmed cell. Number: "1.23457E+11"; Error: "#N/A", "#REF!" ...; Narrow: "########".
Mangled mangled(std::string_view text);

/// The cell in quotes, cut to 40 characters, for a sentence.
QString quotedCell(std::string_view cell);
/// The cell cut to 80 characters, for a sample.
QString cellSample(std::string_view cell);

} // namespace hubwatch
