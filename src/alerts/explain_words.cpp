#include "alerts/explain_words.h"

#include "base/time_text.h"
#include "signals/value_text.h"

#include <QLocale>
#include <algorithm>

namespace hubwatch {

namespace {

bool isStateRule(const Rule &rule)
{
    const SignalDefinition *signal = findSignal(rule.signal);
    return signal && signal->unit == SignalDefinition::Unit::State && rule.side == Rule::Side::Below;
}

/// "5 min", "24 h", "3 d".
QString windowWords(Duration window)
{
    const auto minutes = std::chrono::floor<std::chrono::minutes>(window).count();
    if (minutes % (24 * 60) == 0 && minutes > 24 * 60)
        return QStringLiteral("%1 d").arg(minutes / (24 * 60));
    return minutes % 60 == 0 ? QStringLiteral("%1 h").arg(minutes / 60) : QStringLiteral("%1 min").arg(minutes);
}

} // namespace

QString stopwatchText(Duration duration)
{
    const auto seconds = std::max<std::int64_t>(0, std::chrono::floor<std::chrono::seconds>(duration).count());
    const auto two = [](std::int64_t number) { return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0')); };
    if (seconds < 3600)
        return QStringLiteral("%1:%2").arg(QString::number(seconds / 60), two(seconds % 60));
    return QStringLiteral("%1:%2:%3").arg(QString::number(seconds / 3600), two(seconds / 60 % 60), two(seconds % 60));
}

QString instantMark(TimePoint at)
{
    return QStringLiteral("{%1}").arg(utcText(at));
}

QString countWords(std::int64_t count)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(qint64(count));
}

QString figureWords(const Rule &rule, double value)
{
    const SignalDefinition *signal = findSignal(rule.signal);
    return signal ? valueText(*signal, value) : QString::number(value);
}

QString breachWords(const Rule &rule, std::optional<double> value)
{
    if (isStateRule(rule))
        return figureWords(rule, value.value_or(rule.threshold - 1));
    return (rule.side == Rule::Side::Above ? QStringLiteral("above %1") : QStringLiteral("below %1"))
        .arg(figureWords(rule, rule.threshold));
}

QString recoveryWords(const Rule &rule)
{
    if (isStateRule(rule)) {
        if (rule.threshold > 0)
            return QStringLiteral("it is %1").arg(figureWords(rule, rule.threshold));
        return rule.signal == u"hubspot.status" ? QStringLiteral("it is degraded or better")
                                                : QStringLiteral("it answers");
    }
    return (rule.side == Rule::Side::Above ? QStringLiteral("it falls to %1 or below")
                                           : QStringLiteral("it rises to %1 or above"))
        .arg(figureWords(rule, rule.threshold));
}

QString comparisonWords(const Rule &rule, double value)
{
    const QString figure = figureWords(rule, value);
    if (isStateRule(rule))
        return value < rule.threshold || value >= 1 ? figure
                                                    : QStringLiteral("%1, but not %2").arg(figure, breachWords(rule));
    const QString threshold = figureWords(rule, rule.threshold);
    if (rule.side == Rule::Side::Above)
        return (value > rule.threshold ? QStringLiteral("%1 is above %2") : QStringLiteral("%1 is at or below %2"))
            .arg(figure, threshold);
    return (value < rule.threshold ? QStringLiteral("%1 is below %2") : QStringLiteral("%1 is at or above %2"))
        .arg(figure, threshold);
}

QString eventNoun(const Rule &rule)
{
    if (rule.signal.startsWith(u"api."))
        return QStringLiteral("calls");
    if (rule.signal.startsWith(u"webhook."))
        return QStringLiteral("webhooks");
    return rule.signal.startsWith(u"sync.") ? QStringLiteral("jobs") : QStringLiteral("events");
}

QString valueWords(const Rule &rule, const Reading &reading)
{
    QString words = reading.value ? figureWords(rule, *reading.value) : QStringLiteral("unknown");
    const SignalDefinition *signal = findSignal(rule.signal);
    if (!signal || signal->window == Duration::zero())
        return words;
    if (reading.n > 0)
        words += QStringLiteral(" of %1 %2").arg(countWords(reading.n), eventNoun(rule));
    return words + QStringLiteral(", %1 window").arg(windowWords(signal->window));
}

QString severityVerb(Rule::Severity severity)
{
    switch (severity) {
    case Rule::Severity::Page: return QStringLiteral("pages");
    case Rule::Severity::Notify: return QStringLiteral("notifies");
    case Rule::Severity::Ticket: return QStringLiteral("opens a ticket");
    }
    Q_UNREACHABLE();
}

} // namespace hubwatch
