#include "sim/sim_hubspot_values.h"

#include <QDateTime>
#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestValue = 65'536;
constexpr qint64 dayMs = 86'400'000;

/// Milliseconds, or ISO 8601 with its zone; a date alone where `dateAlone`.
std::optional<qint64> instantOf(const QString &value, bool dateAlone)
{
    bool ok = false;
    const qint64 millis = value.toLongLong(&ok);
    if (ok)
        return millis;
    if (dateAlone && value.size() == 10) {
        const QDate date = QDate::fromString(value, Qt::ISODate);
        return date.isValid() ? std::optional(date.startOfDay(Qt::UTC).toMSecsSinceEpoch()) : std::nullopt;
    }
    const QDateTime at = QDateTime::fromString(value, Qt::ISODateWithMs);
    if (value.size() <= 10 || !at.isValid() || at.timeSpec() == Qt::LocalTime)
        return std::nullopt;
    return at.toMSecsSinceEpoch();
}

bool isNumber(const QString &value)
{
    bool ok = false;
    value.toDouble(&ok);
    return ok && std::ranges::all_of(value, [](QChar sign) { return u"0123456789+-.eE"_s.contains(sign); });
}

bool isPhoneNumber(const QString &value)
{
    return std::ranges::any_of(value, [](QChar sign) { return sign.isDigit(); })
        && std::ranges::all_of(value, [](QChar sign) { return sign.isDigit() || u"+-() ./#extEXT"_s.contains(sign); });
}

bool isMultiple(const SimProperty &property)
{
    return property.type == "enumeration"_L1 && property.fieldType == "checkbox"_L1;
}

std::optional<SimRefusal> optionRefusal(const SimProperty &property, const QString &value)
{
    const auto isOption = [&property](const QString &one) {
        return std::ranges::find(property.options, one, &SimOption::value) != property.options.end();
    };
    QStringList values{value};
    if (isMultiple(property))
        values = value.split(u';');
    if (isMultiple(property) && values.size() > 1 && values.front().isEmpty())
        values.removeFirst(); // ";pumps" adds to what is there
    const auto wrong = std::ranges::find_if_not(values, isOption);
    if (wrong == values.end())
        return std::nullopt;
    QStringList allowed;
    for (const SimOption &option : property.options)
        allowed += option.value;
    return SimRefusal{
        .message
        = QStringLiteral("%1 was not one of the allowed options: [%2]").arg(*wrong, allowed.join(QStringLiteral(", "))),
        .code = QStringLiteral("INVALID_OPTION"),
        .property = property.name};
}

} // namespace

std::optional<SimRefusal> valueRefusal(const SimProperty &property, const QString &value)
{
    if (value.isEmpty())
        return std::nullopt;
    const auto wrong = [&property](const char *code, const QString &message) {
        return SimRefusal{.message = message, .code = QString::fromLatin1(code), .property = property.name};
    };
    if (value.size() > longestValue)
        return wrong("INVALID_LENGTH",
                     QStringLiteral("The value of %1 has %2 characters; it may have %3")
                         .arg(property.name)
                         .arg(value.size())
                         .arg(longestValue));
    if (property.name == "email"_L1 && (value.count(u'@') != 1 || value.contains(u' ') || value.endsWith(u'@')))
        return wrong("INVALID_EMAIL", QStringLiteral("Email address %1 is invalid").arg(value));
    if (property.type == "enumeration"_L1 || property.type == "bool"_L1)
        return optionRefusal(property, value);
    if (property.type == "number"_L1 && !isNumber(value))
        return wrong("INVALID_INTEGER", QStringLiteral("%1 was not a valid number.").arg(value));
    if (property.type == "phone_number"_L1 && !isPhoneNumber(value))
        return wrong("INVALID_PHONE_NUMBER", QStringLiteral("%1 was not a valid phone number.").arg(value));
    const bool isDate = property.type == "date"_L1;
    if (!isDate && property.type != "datetime"_L1)
        return std::nullopt;
    const std::optional<qint64> at = instantOf(value, isDate);
    if (!at)
        return wrong("INVALID_LONG", QStringLiteral("%1 was not a valid long.").arg(value));
    if (isDate && *at % dayMs != 0)
        return wrong("INVALID_DATE",
                     QStringLiteral("%1 is at %2 UTC, not midnight!")
                         .arg(value,
                              QTime::fromMSecsSinceStartOfDay(int(((*at % dayMs) + dayMs) % dayMs))
                                  .toString(QStringLiteral("H:m:s.z"))));
    return std::nullopt;
}

QString storedValue(const SimProperty &property, const QString &value, const QString &before)
{
    if (property.name == "email"_L1)
        return value.toLower();
    if (isMultiple(property) && value.startsWith(u';')) {
        QStringList all = before.split(u';', Qt::SkipEmptyParts);
        all += value.split(u';', Qt::SkipEmptyParts);
        all.removeDuplicates();
        return all.join(u';');
    }
    const bool isDate = property.type == "date"_L1;
    if (value.isEmpty() || (!isDate && property.type != "datetime"_L1))
        return value;
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(instantOf(value, isDate).value_or(0), Qt::UTC);
    if (isDate)
        return at.date().toString(Qt::ISODate);
    return at.toString(at.time().msec() == 0 ? Qt::ISODate : Qt::ISODateWithMs);
}

} // namespace hubwatch
