// Dates and times in cells: what HubSpot takes, and what was meant by those that it does not.
#pragma once

#include <QString>
#include <string>
#include <string_view>

namespace hubwatch {

/// A trimmed cell of a date property as HubSpot takes it: "2026-11-26" or the milliseconds of a midnight in UTC. A view
/// into the cell; empty for anything else.
std::string_view dateValue(std::string_view text);
/// Of a datetime property: ISO 8601 with a zone, in UTC where it named another (written to `buffer`), or milliseconds.
std::string_view dateTimeValue(std::string_view text, std::string &buffer);

/// What is wrong with a cell that is neither, and what would be right; begins behind "... is not a date: ".
QString dateHint(std::string_view text);
QString dateTimeHint(std::string_view text);

} // namespace hubwatch
