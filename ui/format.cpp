#include "ui/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <array>
#include <cmath>

namespace hubwatch::ui {

namespace {

/// A figure's unit at one size: 0.34 s is shown as 340 of "ms".
struct Scaled {
    double factor = 1;
    QString suffix = {};
};

QString formatWord(const char *text)
{
    return QCoreApplication::translate("format", text);
}

/// English digits and separators in every language of ours: Japanese writes them alike.
const QLocale &digits()
{
    static const QLocale locale(QLocale::English, QLocale::UnitedStates);
    return locale;
}

Scaled secondsAt(double size)
{
    if (size > 0 && size < 1)
        return {.factor = 1e3, .suffix = QStringLiteral(" ms")};
    if (size < 120)
        return {.factor = 1, .suffix = QStringLiteral(" s")};
    if (size < 7200)
        return {.factor = 1.0 / 60, .suffix = QStringLiteral(" min")};
    return size < 172'800 ? Scaled{.factor = 1.0 / 3600, .suffix = QStringLiteral(" h")}
                          : Scaled{.factor = 1.0 / 86'400, .suffix = QStringLiteral(" d")};
}

Scaled bytesAt(double size, const QString &end)
{
    constexpr std::array names{" B", " kB", " MB", " GB", " TB"};
    size_t at = 0;
    double factor = 1;
    for (; at + 1 < names.size() && size * factor >= 999.5; ++at)
        factor /= 1000;
    return {.factor = factor, .suffix = QString::fromLatin1(names.at(at)) + end};
}

Scaled numberAt(double size, const QString &end)
{
    if (size >= 1e9)
        return {.factor = 1e-9, .suffix = QStringLiteral(" G") + end};
    if (size >= 1e6)
        return {.factor = 1e-6, .suffix = QStringLiteral(" M") + end};
    return {.factor = 1, .suffix = end.isEmpty() ? QString() : u' ' + end};
}

Scaled scaledFor(double size, Unit unit)
{
    switch (unit) {
    case Unit::Ratio: return {.factor = 100, .suffix = QStringLiteral(" %")};
    case Unit::Seconds: return secondsAt(size);
    case Unit::Factor: return {.factor = 1, .suffix = QStringLiteral(" ×")};
    case Unit::Polls: return {.factor = 1, .suffix = formatWord(std::abs(size - 1) < 0.5 ? " poll" : " polls")};
    case Unit::Days: return {.factor = 1, .suffix = formatWord(std::abs(size - 1) < 0.05 ? " day" : " days")};
    case Unit::PerSecond: return numberAt(size, QStringLiteral("/s"));
    case Unit::Bytes: return bytesAt(size, {});
    case Unit::BytesPerSecond: return bytesAt(size, QStringLiteral("/s"));
    case Unit::Number: return numberAt(size, {});
    case Unit::Count:
    case Unit::State:
    case Unit::Status: return {};
    }
    Q_UNREACHABLE();
}

int decimalsFor(double shown, Unit unit)
{
    const double size = std::abs(shown);
    if (unit == Unit::Count || unit == Unit::Polls || size < 1e-12)
        return std::abs(shown - std::round(shown)) < 1e-9 ? 0 : 1;
    if (unit == Unit::Ratio && size > 99 && size < 100)
        return 2;
    if (size >= 10)
        return 0;
    if (size >= 0.1)
        return 1;
    return std::min(6, 1 - int(std::floor(std::log10(size))));
}

QString digitsText(double shown, int decimals)
{
    // A share of 99.996 % is not all of it: cut, do not round up.
    if (shown < 100 && shown > 99 && decimals == 2)
        shown = std::floor(shown * 100) / 100;
    return digits().toString(shown, 'f', decimals);
}

QString withoutIdleZeros(QString text)
{
    if (!text.contains(u'.'))
        return text;
    while (text.endsWith(u'0'))
        text.chop(1);
    if (text.endsWith(u'.'))
        text.chop(1);
    return text;
}

QString stateValueWord(double value)
{
    if (value > 0.5)
        return formatWord("good");
    return formatWord(value < -0.5 ? "unreachable" : "not ready");
}

QString statusValueWord(double value)
{
    if (value > 0.5)
        return formatWord("operational");
    return formatWord(value < -0.5 ? "outage" : "degraded");
}

} // namespace

Unit unitOf(const SignalDefinition &signal)
{
    return signal.id == u"hubspot.status" ? Unit::Status : unitOf(signal.unit);
}

Unit unitOf(SignalDefinition::Unit unit)
{
    switch (unit) {
    case SignalDefinition::Unit::Ratio: return Unit::Ratio;
    case SignalDefinition::Unit::Count: return Unit::Count;
    case SignalDefinition::Unit::Seconds: return Unit::Seconds;
    case SignalDefinition::Unit::State: return Unit::State;
    case SignalDefinition::Unit::Factor: return Unit::Factor;
    case SignalDefinition::Unit::Polls: return Unit::Polls;
    case SignalDefinition::Unit::Days: return Unit::Days;
    }
    Q_UNREACHABLE();
}

QString valueText(double value, Unit unit)
{
    if (!std::isfinite(value))
        return formatWord("unknown");
    if (unit == Unit::State)
        return stateValueWord(value);
    if (unit == Unit::Status)
        return statusValueWord(value);
    const Scaled scaled = scaledFor(std::abs(value), unit);
    const double shown = value * scaled.factor;
    return digitsText(shown, decimalsFor(shown, unit)) + scaled.suffix;
}

QString valueText(double value, SignalDefinition::Unit unit)
{
    return valueText(value, unitOf(unit));
}

QString plainText(double value, Unit unit)
{
    if (!std::isfinite(value))
        return formatWord("unknown");
    if (unit == Unit::State)
        return stateValueWord(value);
    if (unit == Unit::Status)
        return statusValueWord(value);
    const Scaled scaled = scaledFor(std::abs(value), unit);
    const double shown = value * scaled.factor;
    // Four significant digits: ticks such as 1.25 s keep theirs.
    const int decimals
        = std::abs(shown) < 1e-12 ? 0 : std::clamp(3 - int(std::floor(std::log10(std::abs(shown)))), 0, 9);
    return withoutIdleZeros(digits().toString(shown, 'f', decimals)) + scaled.suffix;
}

QString plainText(double value, SignalDefinition::Unit unit)
{
    return plainText(value, unitOf(unit));
}

QString boundsText(double low, std::optional<double> high, Unit unit)
{
    if (!high)
        return QStringLiteral("≥ ") + plainText(low, unit);
    // One unit and one precision for both ends.
    const Scaled scaled = scaledFor(std::abs(*high), unit);
    const double from = low * scaled.factor;
    const double to = *high * scaled.factor;
    const int decimals = std::max(decimalsFor(to, unit), from > 0 ? decimalsFor(from, unit) : 0);
    return digitsText(from, decimals) + QStringLiteral(" – ") + digitsText(to, decimals) + scaled.suffix;
}

QString readingText(const Reading &reading, Unit unit)
{
    switch (reading.validity) {
    case Reading::Validity::NoData: return formatWord("no data");
    case Reading::Validity::Unknown: return formatWord("unknown");
    case Reading::Validity::Known: break;
    }
    if (reading.low)
        return boundsText(*reading.low, reading.high, unit);
    return reading.value ? valueText(*reading.value, unit) : formatWord("unknown");
}

QString countText(std::int64_t count)
{
    return digits().toString(qlonglong(count));
}

QString sampleText(std::int64_t n)
{
    return QStringLiteral("n = ") + countText(n);
}

QString bytesText(qint64 bytes)
{
    return valueText(double(bytes), Unit::Bytes);
}

QString ageText(Duration age)
{
    if (age < Duration::zero())
        age = Duration::zero();
    if (age < 60s)
        return formatWord("%1 s").arg(age / 1s);
    if (age < 60min)
        return formatWord("%1 min").arg(age / 1min);
    if (age < 48h)
        return formatWord("%1 h").arg(age / 1h);
    return formatWord("%1 d").arg(age / 24h);
}

QString heldText(Duration held)
{
    const auto seconds = std::max<std::int64_t>(held / 1s, 0);
    const auto two = [](std::int64_t part) { return QStringLiteral("%1").arg(part, 2, 10, QLatin1Char('0')); };
    if (seconds >= 3600)
        return QStringLiteral("%1:%2:%3").arg(seconds / 3600).arg(two(seconds / 60 % 60), two(seconds % 60));
    return QStringLiteral("%1:%2").arg(seconds / 60).arg(two(seconds % 60));
}

QString spanText(Duration span)
{
    if (span >= 48h && span % 24h == Duration::zero())
        return formatWord("%1 d").arg(span / 24h);
    if (span >= 1h && span % 1h == Duration::zero())
        return formatWord("%1 h").arg(span / 1h);
    if (span >= 1min && span % 1min == Duration::zero())
        return formatWord("%1 min").arg(span / 1min);
    if (span >= 2min)
        return ageText(span);
    const double seconds = double(span.count()) / 1e3;
    return span % 1s == Duration::zero() ? plainText(seconds, Unit::Seconds) : valueText(seconds, Unit::Seconds);
}

QString clockText(TimePoint at, Zone zone)
{
    return dateTimeOf(at, zone).toString(QStringLiteral("HH:mm:ss"));
}

QString minuteText(TimePoint at, Zone zone)
{
    return dateTimeOf(at, zone).toString(QStringLiteral("HH:mm"));
}

QString instantText(TimePoint at, Zone zone)
{
    return dateTimeOf(at, zone).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss ")) + zoneText(zone, at);
}

QString zoneText(Zone zone, TimePoint at)
{
    return zone == Zone::Utc ? QStringLiteral("UTC") : dateTimeOf(at, zone).timeZoneAbbreviation();
}

QDateTime dateTimeOf(TimePoint at, Zone zone)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), zone == Zone::Utc ? Qt::UTC : Qt::LocalTime);
}

TimePoint timePointOf(const QDateTime &at)
{
    return TimePoint(Duration(at.toMSecsSinceEpoch()));
}

} // namespace hubwatch::ui
