#include "checklist/logs/log_line.h"

#include "checklist/logs/log_leak.h"
#include "hubspot/json_fields.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <array>
#include <cmath>

namespace hubwatch {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype longestLine = 256 * 1024;

// In the order of their telling. Dots are keys with dots, or objects within objects.
constexpr std::array levelNames{"level",     "levelname", "severity", "log.level", "lvl",
                                "log_level", "loglevel",  "Level",    "status"};
constexpr std::array timeNames{"time",     "timestamp", "@timestamp", "ts",   "asctime",   "timeMillis",
                               "datetime", "date",      "eventTime",  "Time", "Timestamp", "instant.epochSecond"};
constexpr std::array messageNames{"msg", "message", "event", "@message", "body", "Message", "text"};
constexpr std::array idNames{"requestId", "request_id", "req_id",   "reqId",        "correlationId", "correlation_id",
                             "traceId",   "trace_id",   "trace.id", "x-request-id", "req.id",        "dd.trace_id"};

QJsonValue valueAt(const QJsonObject &object, const QString &name)
{
    if (const auto found = object.find(name); found != object.end())
        return *found;
    const qsizetype dot = name.indexOf(u'.');
    return dot < 0 ? QJsonValue(QJsonValue::Undefined) : valueAt(object[name.left(dot)].toObject(), name.mid(dot + 1));
}

QString numberOrText(const QJsonValue &value)
{
    if (value.isDouble() && !integerField(value))
        return QString::number(value.toDouble(), 'f', 6);
    return textField(value);
}

QString levelOf(const QJsonObject &object)
{
    static const QRegularExpression word(u"^[A-Za-z][A-Za-z_]{0,19}$"_s);
    static const QRegularExpression datadog(u"^(emerg|f|a|c|e|w|n|i|d|t|v|s|o|ok)[a-z]*$"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    for (const char *name : levelNames) {
        const QJsonValue value = valueAt(object, QString::fromLatin1(name));
        if (value.isDouble() && QLatin1StringView(name) != "status"_L1)
            return numberOrText(value);
        const QString text = value.toString();
        const bool isLevel
            = QLatin1StringView(name) == "status"_L1 ? datadog.match(text).hasMatch() : word.match(text).hasMatch();
        if (isLevel)
            return text;
    }
    return {};
}

void takeTime(const QJsonObject &object, LogLine &line)
{
    for (const char *name : timeNames) {
        const QString text = numberOrText(valueAt(object, QString::fromLatin1(name)));
        if (text.isEmpty())
            continue;
        bool zoneless = false;
        const auto time = logInstant(text, zoneless);
        if (line.timeText.isEmpty() || time) {
            line.timeText = text.left(60);
            line.time = time;
            line.zoneless = zoneless;
        }
        if (time)
            return;
    }
}

QString messageOf(const QJsonObject &object)
{
    for (const char *name : messageNames)
        if (const QString text = valueAt(object, QString::fromLatin1(name)).toString(); !text.trimmed().isEmpty())
            return text;
    return {};
}

QString idOf(const QJsonObject &object)
{
    // Whatever it is looked for with takes it between quotes: nothing to escape may be in it.
    static const QRegularExpression shape(u"^[A-Za-z0-9][A-Za-z0-9._:-]{7,79}$"_s);
    for (const char *name : idNames)
        if (const QString text = valueAt(object, QString::fromLatin1(name)).toString(); shape.match(text).hasMatch())
            return text;
    return {};
}

/// Of a line of a container's log, what the program wrote: Docker's {"log": ...} and Kubernetes' "TIME stdout F ...".
QByteArray unwrapped(const QByteArray &line)
{
    static const QRegularExpression kubernetes(u"^\\S{20,40} (stdout|stderr) [FP] "_s);
    if (const auto match = kubernetes.match(QString::fromUtf8(line.left(80))); match.hasMatch())
        return line.mid(match.capturedLength());
    if (!line.startsWith("{\"log\":"))
        return line;
    const QJsonObject docker = QJsonDocument::fromJson(line).object();
    return docker.contains("stream"_L1) ? docker["log"_L1].toString().toUtf8().trimmed() : line;
}

/// What a line that is no JSON object looks like.
QString looksLike(const QByteArray &line, const QJsonParseError &problem)
{
    static const QRegularExpression trace(
        u"^(\\s+at \\S|Traceback \\(|  File \"|Caused by: |\\s+\\.\\.\\. \\d+ more|goroutine \\d+|[A-Za-z.]*(Error|Exception)\\b)"_s);
    if (trace.match(QString::fromUtf8(line.left(400))).hasMatch())
        return u"a stack trace as plain lines"_s;
    const QByteArray bare = line.trimmed();
    if (bare == "{" || bare == "}" || bare == "[" || bare == "]" || bare == "},")
        return u"JSON over several lines"_s;
    if (line.contains('\0'))
        return u"binary"_s;
    if (!bare.startsWith('{'))
        return u"plain text"_s;
    return u"broken JSON at character %1"_s.arg(problem.offset + 1);
}

/// "1763884800123" by its size; nullopt for what is no number.
std::optional<TimePoint> instantOfNumber(const QString &text)
{
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    if (!isNumber || !std::isfinite(number) || number < 1e8 || number >= 1e20)
        return std::nullopt;
    const double milliseconds = number < 1e11 ? number * 1e3
        : number < 1e14                       ? number
        : number < 1e17                       ? number / 1e3
                                              : number / 1e6;
    return TimePoint(Duration(std::llround(milliseconds)));
}

} // namespace

std::optional<TimePoint> logInstant(const QString &text, bool &zoneless)
{
    if (const auto number = instantOfNumber(text))
        return number;
    QString iso = text.trimmed();
    if (iso.size() > 19 && iso[19] == u',')
        iso[19] = u'.'; // as Python and log4j write it
    if (iso.endsWith(" UTC"_L1))
        iso = iso.chopped(4) + u'Z';
    const qsizetype space = iso.indexOf(u' ', 19);
    if (space > 0)
        iso.remove(space, 1);
    if (const auto instant = parseInstant(iso))
        return instant;
    const auto instant = parseInstant(iso + u'Z');
    zoneless = instant.has_value();
    return instant;
}

LogLine readLogLine(const QByteArray &raw)
{
    LogLine line;
    if (raw.size() > longestLine) {
        line.notJson = u"%1 kB long, which no collector takes"_s.arg(raw.size() / 1024);
        return line;
    }
    const QByteArray text = unwrapped(raw);
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(text, &problem);
    if (!document.isObject()) {
        line.notJson = document.isArray() ? u"an array"_s : looksLike(text, problem);
        if (leaks(QString::fromUtf8(text)))
            line.leak = QString();
        return line;
    }
    const QJsonObject object = document.object();
    line.json = true;
    line.level = levelOf(object);
    takeTime(object, line);
    line.message = messageOf(object);
    line.id = idOf(object);
    line.leak = leakingKey(object);
    return line;
}

} // namespace hubwatch
