#include "base/duration_text.h"

#include <array>

namespace hubwatch {

namespace {

struct DurationUnit {
    QLatin1StringView name;
    Duration size;
};

constexpr std::array durationUnits{
    DurationUnit{QLatin1StringView("d"), 24h},  DurationUnit{QLatin1StringView("h"), 1h},
    DurationUnit{QLatin1StringView("m"), 1min}, DurationUnit{QLatin1StringView("s"), 1s},
    DurationUnit{QLatin1StringView("ms"), 1ms},
};

} // namespace

std::optional<Duration> parseDuration(QStringView text)
{
    constexpr qsizetype longestNumber = 9; // keeps every product inside 64 bits
    Duration sum{0};
    size_t unit = 0;
    qsizetype at = 0;
    if (text.isEmpty())
        return std::nullopt;
    while (at < text.size()) {
        const qsizetype numberFrom = at;
        while (at < text.size() && text[at] >= u'0' && text[at] <= u'9')
            ++at;
        const QStringView number = text.mid(numberFrom, at - numberFrom);
        const qsizetype nameFrom = at;
        while (at < text.size() && text[at] >= u'a' && text[at] <= u'z')
            ++at;
        const QStringView name = text.mid(nameFrom, at - nameFrom);
        if (number.isEmpty() || number.size() > longestNumber)
            return std::nullopt;
        while (unit < durationUnits.size() && durationUnits[unit].name != name)
            ++unit;
        if (unit == durationUnits.size())
            return std::nullopt;
        sum += number.toLongLong() * durationUnits[unit++].size;
    }
    return sum;
}

QString durationText(Duration duration)
{
    if (duration == Duration::zero())
        return QStringLiteral("0s");
    QString text;
    if (duration < Duration::zero()) {
        text += u'-';
        duration = -duration;
    }
    for (const DurationUnit &unit : durationUnits) {
        if (const auto count = duration / unit.size; count > 0) {
            text += QString::number(count) + unit.name;
            duration -= count * unit.size;
        }
    }
    return text;
}

} // namespace hubwatch
