#include "hubspot/json_fields.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <cmath>

namespace hubwatch {

namespace {

/// Beyond these a double is no whole number any more.
constexpr double largestWhole = 9'007'199'254'740'992.0;

/// So many digits at `at`, as a number; -1 when there is something else.
int digitsAt(QStringView text, qsizetype at, qsizetype count)
{
    if (at + count > text.size())
        return -1;
    int number = 0;
    for (const QChar c : text.sliced(at, count)) {
        if (c < u'0' || c > u'9')
            return -1;
        number = number * 10 + (c.unicode() - u'0');
    }
    return number;
}

bool charAt(QStringView text, qsizetype at, char16_t wanted)
{
    return at < text.size() && text[at] == wanted;
}

} // namespace

Result<QJsonObject> jsonObject(const QByteArray &json, const char *what)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError)
        return fail(Error::Kind::Malformed,
                    QStringLiteral("%1: byte %2: expected JSON, found: %3")
                        .arg(QLatin1StringView(what))
                        .arg(problem.offset)
                        .arg(problem.errorString()));
    if (!document.isObject())
        return fail(Error::Kind::Malformed,
                    QStringLiteral("%1: byte 0: expected an object, found an array").arg(QLatin1StringView(what)));
    return document.object();
}

QString jsonTypeName(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null: return QStringLiteral("null");
    case QJsonValue::Bool: return QStringLiteral("a boolean");
    case QJsonValue::Double: return QStringLiteral("a number");
    case QJsonValue::String: return QStringLiteral("text");
    case QJsonValue::Array: return QStringLiteral("an array");
    case QJsonValue::Object: return QStringLiteral("an object");
    case QJsonValue::Undefined: break;
    }
    return QStringLiteral("nothing");
}

std::optional<std::int64_t> integerField(const QJsonValue &value)
{
    if (value.isString()) {
        bool isNumber = false;
        const qlonglong number = value.toString().trimmed().toLongLong(&isNumber);
        return isNumber ? std::optional(std::int64_t(number)) : std::nullopt;
    }
    if (!value.isDouble())
        return std::nullopt;
    const double number = value.toDouble();
    if (std::abs(number) > largestWhole || number != std::floor(number))
        return std::nullopt;
    return value.toInteger();
}

QString textField(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    const auto number = integerField(value);
    return number ? QString::number(*number) : QString();
}

QStringList wordsField(const QJsonValue &value)
{
    if (value.isString())
        return value.toString().split(u' ', Qt::SkipEmptyParts);
    QStringList words;
    for (const QJsonValue &word : value.toArray())
        if (word.isString())
            words += word.toString();
    return words;
}

std::optional<TimePoint> instantField(const QJsonValue &value)
{
    if (const auto milliseconds = integerField(value))
        return TimePoint(Duration(*milliseconds));
    return value.isString() ? parseInstant(value.toString()) : std::nullopt;
}

std::optional<TimePoint> parseInstant(QStringView text)
{
    using namespace std::chrono;
    const year_month_day date(year(digitsAt(text, 0, 4)), month(unsigned(digitsAt(text, 5, 2))),
                              day(unsigned(digitsAt(text, 8, 2))));
    const int hour = digitsAt(text, 11, 2);
    const int minute = digitsAt(text, 14, 2);
    const int second = digitsAt(text, 17, 2);
    const bool shaped = charAt(text, 4, u'-') && charAt(text, 7, u'-')
        && (charAt(text, 10, u'T') || charAt(text, 10, u' ')) && charAt(text, 13, u':') && charAt(text, 16, u':');
    if (!shaped || digitsAt(text, 0, 4) < 0 || !date.ok() || hour < 0 || hour > 23 || minute < 0 || minute > 59
        || second < 0 || second > 60)
        return std::nullopt;
    qsizetype at = 19;
    Duration fraction{};
    if (charAt(text, at, u'.')) {
        Duration weight = 100ms;
        for (++at; at < text.size() && text[at] >= u'0' && text[at] <= u'9'; ++at) {
            fraction += (text[at].unicode() - u'0') * weight;
            weight /= 10; // beyond milliseconds it is zero
        }
    }
    const auto offset = parseOffset(text.sliced(at));
    if (!offset)
        return std::nullopt;
    return TimePoint(sys_days(date)) + hours(hour) + minutes(minute) + seconds(second) + fraction - *offset;
}

std::optional<Duration> parseOffset(QStringView text)
{
    if (text == u"Z" || text == u"z")
        return Duration::zero();
    if (!charAt(text, 0, u'+') && !charAt(text, 0, u'-'))
        return std::nullopt;
    const bool colon = charAt(text, 3, u':');
    const int hours = digitsAt(text, 1, 2);
    const int minutes = digitsAt(text, colon ? 4 : 3, 2);
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59 || text.size() != (colon ? 6 : 5))
        return std::nullopt;
    const Duration size = std::chrono::hours(hours) + std::chrono::minutes(minutes);
    return text[0] == u'-' ? -size : size;
}

} // namespace hubwatch
