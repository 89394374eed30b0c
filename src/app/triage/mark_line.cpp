#include "app/triage/mark_line.h"

#include "base/time_text.h"
#include "hubspot/token_text.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace hubwatch {

namespace {

constexpr qsizetype longestQuote = 60;
constexpr qsizetype longestServiceName = 200;

/// What was found, short and fit to be shown.
QString quoted(const QString &found)
{
    const QString shown = withoutTokens(found.simplified());
    return u'"' + (shown.size() > longestQuote ? shown.left(longestQuote) + QStringLiteral("...") : shown) + u'"';
}

QString plainText(const QString &text)
{
    QString plain = text;
    for (QChar &c : plain)
        if (c.category() == QChar::Other_Control)
            c = u' ';
    return plain.simplified();
}

Result<Event> parseJsonMark(const QByteArray &line)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(line, &error);
    if (!document.isObject())
        return fail(Error::Kind::Malformed,
                    QStringLiteral("expected a JSON object, found %1 (%2 at character %3)")
                        .arg(quoted(QString::fromUtf8(line)), error.errorString())
                        .arg(error.offset + 1));
    const QJsonObject object = document.object();
    const QString when = object.value(u"at").toString();
    const std::optional<TimePoint> at = parseInstant(when);
    if (!at)
        return fail(
            Error::Kind::Malformed,
            QStringLiteral("at: expected an instant such as \"2026-11-23T08:00:00Z\", found %1").arg(quoted(when)));
    const QString text = object.value(u"text").toString();
    if (text.trimmed().isEmpty())
        return fail(Error::Kind::Malformed, QStringLiteral("text: expected a sentence, found none"));
    return markOf(*at, object.value(u"service").toString(), text);
}

} // namespace

std::optional<TimePoint> parseInstant(const QString &text)
{
    static const QRegularExpression form(QRegularExpression::anchoredPattern(QStringLiteral(
        "\\d{4}-\\d\\d-\\d\\d[Tt ]\\d\\d:\\d\\d(?::\\d\\d(?:[.]\\d{1,9})?)?(?:[Zz]|[+-]\\d\\d:?\\d\\d)")));
    const QString trimmed = text.trimmed().toUpper();
    if (!form.match(trimmed).hasMatch())
        return std::nullopt;
    const QDateTime at = QDateTime::fromString(QString(trimmed).replace(10, 1, u'T'), Qt::ISODateWithMs);
    if (!at.isValid())
        return std::nullopt;
    return TimePoint(Duration(at.toMSecsSinceEpoch()));
}

Event markOf(TimePoint at, const QString &service, const QString &text)
{
    return {.at = at,
            .kind = Event::Kind::Mark,
            .service = plainText(service).left(longestServiceName),
            .text = withoutTokens(plainText(text)).left(longestMarkText)};
}

QByteArray markLine(const Event &mark)
{
    QJsonObject object{{QStringLiteral("at"), utcText(mark.at)}, {QStringLiteral("text"), mark.text}};
    if (!mark.service.isEmpty())
        object.insert(QStringLiteral("service"), mark.service);
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

Result<Event> parseMarkLine(const QByteArray &line)
{
    const QByteArray trimmed = line.trimmed();
    if (trimmed.startsWith('{'))
        return parseJsonMark(trimmed);
    static const QRegularExpression form(QStringLiteral("^(\\S+)\\s+(\\S+)\\s+(\\S.*)$"));
    const QRegularExpressionMatch match = form.match(QString::fromUtf8(trimmed));
    const std::optional<TimePoint> at = match.hasMatch() ? parseInstant(match.captured(1)) : std::nullopt;
    if (!at)
        return fail(Error::Kind::Malformed,
                    QStringLiteral("expected \"2026-11-23T08:00:00Z SERVICE TEXT\" or a JSON object with at, service "
                                   "and text, found %1")
                        .arg(quoted(QString::fromUtf8(trimmed))));
    const QString service = match.captured(2);
    return markOf(*at, service == u"-" ? QString() : service, match.captured(3));
}

} // namespace hubwatch
