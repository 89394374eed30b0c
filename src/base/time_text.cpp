#include "base/time_text.h"

#include <array>
#include <cstdio>

namespace hubwatch {

QString utcText(TimePoint at)
{
    // By the calendar of <chrono>: each line that a watch prints carries an instant, and QDateTime takes fifty times as
    // long.
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(at - day);
    std::array<char, 40> text = {};
    const int size
        = std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", int(date.year()),
                        unsigned(date.month()), unsigned(date.day()), int(time.hours().count()),
                        int(time.minutes().count()), int(time.seconds().count()), int(time.subseconds().count()));
    return QString::fromLatin1(text.data(), size);
}

} // namespace hubwatch
