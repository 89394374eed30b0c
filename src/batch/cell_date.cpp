#include "batch/cell_date.h"

#include "base/time_text.h"
#include "batch/cell_text.h"
#include "hubspot/json_fields.h"

#include <QRegularExpression>
#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <string>

namespace hubwatch {

namespace {

constexpr std::int64_t cellDayMilliseconds = 86'400'000;
constexpr std::int64_t leastCellMilliseconds = 100'000'000'000; // March 1973: below it people wrote seconds, or days

std::optional<std::int64_t> wholeCellNumber(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = problem == std::errc() && end == text.data() + text.size();
    return whole ? std::optional(number) : std::nullopt;
}

int twoCellDigits(std::string_view text, size_t at)
{
    return isCellDigit(text[at]) && isCellDigit(text[at + 1]) ? (text[at] - '0') * 10 + (text[at + 1] - '0') : -1;
}

bool isCalendarDay(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return false;
    const int century = twoCellDigits(text, 0);
    const int rest = twoCellDigits(text, 2);
    const int month = twoCellDigits(text, 5);
    const int day = twoCellDigits(text, 8);
    if (century < 0 || rest < 0 || month < 0 || day < 0)
        return false;
    using namespace std::chrono;
    return year_month_day(year(century * 100 + rest), std::chrono::month(unsigned(month)),
                          std::chrono::day(unsigned(day)))
        .ok();
}

std::optional<TimePoint> instantOfCell(std::string_view text)
{
    std::array<char16_t, 40> wide{};
    if (text.size() < 20 || text.size() > wide.size())
        return std::nullopt;
    std::ranges::transform(text, wide.begin(), [](char c) { return char16_t(static_cast<unsigned char>(c)); });
    return parseInstant(QStringView(wide.data(), qsizetype(text.size())));
}

/// Year, month, day where their order cannot be mistaken; else nothing.
QString plainDay(const QString &text)
{
    static const QRegularExpression yearFirst(
        QStringLiteral(R"(^(\d{4})(?:[/.\-]|年\s*)(\d{1,2})(?:[/.\-]|月\s*)(\d{1,2})日?(?:\D|$))"));
    const QRegularExpressionMatch match = yearFirst.match(text);
    if (!match.hasMatch())
        return {};
    const QString day = QStringLiteral("%1-%2-%3")
                            .arg(match.captured(1), match.captured(2).rightJustified(2, u'0'),
                                 match.captured(3).rightJustified(2, u'0'));
    return isCalendarDay(day.toStdString()) ? day : QString();
}

bool isDayOfEitherOrder(const QString &text)
{
    static const QRegularExpression shape(QStringLiteral(R"(^\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}(?:\D|$))"));
    return shape.match(text).hasMatch();
}

/// What a bare number is instead of milliseconds.
QString dateNumberHint(std::int64_t number, const QString &form)
{
    const std::string digits = std::to_string(number);
    if (digits.size() == 8)
        if (const std::string day = digits.substr(0, 4) + '-' + digits.substr(4, 2) + '-' + digits.substr(6);
            isCalendarDay(day))
            return QStringLiteral("expected %1; did you mean \"%2\"?").arg(form, QString::fromStdString(day));
    if (number > 20'000 && number < 80'000)
        return QStringLiteral("it looks like a spreadsheet's day number; show the column as %1 and save again")
            .arg(form);
    if (number > 0 && number < leastCellMilliseconds)
        return QStringLiteral("it looks like seconds; write milliseconds or %1").arg(form);
    return QStringLiteral("its milliseconds are no midnight in UTC; write %1").arg(form);
}

} // namespace

std::string_view dateValue(std::string_view text)
{
    if (isCalendarDay(text))
        return text;
    if (text.size() >= 20 && text.substr(10).starts_with("T00:00:00") && isCalendarDay(text.substr(0, 10))) {
        const auto at = instantOfCell(text);
        return at && at->time_since_epoch().count() % cellDayMilliseconds == 0 && text.ends_with('Z')
            ? text.substr(0, 10)
            : std::string_view();
    }
    const auto number = wholeCellNumber(text);
    const bool isMidnight = number && *number % cellDayMilliseconds == 0;
    return isMidnight ? text : std::string_view();
}

std::string_view dateTimeValue(std::string_view text, std::string &buffer)
{
    if (const auto number = wholeCellNumber(text)) {
        const bool isInstant = *number >= leastCellMilliseconds || *number <= 0;
        return isInstant ? text : std::string_view();
    }
    const auto at = instantOfCell(text);
    if (!at)
        return {};
    if (text[10] == 'T' && text.back() == 'Z')
        return text;
    buffer = utcText(*at).toStdString();
    return buffer;
}

QString dateHint(std::string_view text)
{
    const QString form = QStringLiteral("YYYY-MM-DD such as 2026-11-26");
    const QString cell = cellSample(text);
    if (const auto number = wholeCellNumber(text))
        return dateNumberHint(*number, QStringLiteral("YYYY-MM-DD"));
    if (const QString day = plainDay(cell); !day.isEmpty())
        return isCalendarDay(text.substr(0, 10)) && text.size() > 10
            ? QStringLiteral("it has a time and the property is a day; did you mean \"%1\"?").arg(day)
            : QStringLiteral("expected YYYY-MM-DD; did you mean \"%1\"?").arg(day);
    if (isDayOfEitherOrder(cell))
        return QStringLiteral("expected %1; which part is the day cannot be told").arg(form);
    return QStringLiteral("expected %1, or the milliseconds of a midnight in UTC").arg(form);
}

QString dateTimeHint(std::string_view text)
{
    const QString form = QStringLiteral("YYYY-MM-DDTHH:MM:SSZ such as 2026-11-26T09:30:00Z");
    const QString cell = cellSample(text);
    if (const auto number = wholeCellNumber(text))
        return dateNumberHint(*number, QStringLiteral("YYYY-MM-DDTHH:MM:SSZ"));
    if (isCalendarDay(text))
        return QStringLiteral("it has no time; expected %1").arg(form);
    if (isCalendarDay(text.substr(0, 10)))
        return QStringLiteral("it names no time zone, or no time of day; expected %1, or with an offset such as +09:00")
            .arg(form);
    if (isDayOfEitherOrder(cell))
        return QStringLiteral("expected %1; which part is the day cannot be told").arg(form);
    return QStringLiteral("expected %1, or milliseconds since 1970").arg(form);
}

} // namespace hubwatch
