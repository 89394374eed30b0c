#include "alerts/rules_export.h"

#include "alerts/alert.h"
#include "alerts/alert_book.h"
#include "alerts/alert_labels.h"
#include "base/duration_text.h"
#include "signals/promql.h"

#include <QLocale>
#include <QStringList>
#include <algorithm>
#include <cmath>

namespace hubwatch {

namespace {

using Unit = SignalDefinition::Unit;

/// A YAML scalar that means exactly `text`. Single quotes escape nothing and so keep expressions readable; what they
/// cannot hold goes into double quotes.
QString yamlQuoted(const QString &text)
{
    const auto isControl = [](QChar c) { return c.unicode() < 0x20 || (c.unicode() >= 0x7f && c.unicode() < 0xa0); };
    if (std::ranges::none_of(text, isControl))
        return u'\'' + QString(text).replace(u'\'', QStringLiteral("''")) + u'\'';
    QString quoted = QStringLiteral("\"");
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            quoted += u'\\';
        if (isControl(c))
            quoted += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            quoted += c;
    }
    return quoted + u'"';
}

/// On one line, so that nothing in a name can end a comment.
QString commentText(QString text)
{
    for (QChar &c : text) {
        if (c.unicode() < 0x20 || c.unicode() == 0x7f || c.unicode() == 0x85 || c.unicode() == 0x2028
            || c.unicode() == 0x2029)
            c = u' ';
    }
    return text;
}

QString numberText(double number)
{
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

/// Text inside a template: braces mean themselves.
QString templateText(QString text)
{
    return text.replace(QStringLiteral("{{"), QStringLiteral("{{ `{{` }}"));
}

QString valueTemplate(Unit unit)
{
    switch (unit) {
    case Unit::Ratio: return QStringLiteral("{{ $value | humanizePercentage }}");
    case Unit::Seconds: return QStringLiteral("{{ $value | humanizeDuration }}");
    case Unit::Count:
    case Unit::State:
    case Unit::Factor:
    case Unit::Polls:
    case Unit::Days: return QStringLiteral("{{ $value | printf \"%.4g\" }}");
    }
    Q_UNREACHABLE();
}

/// Why there is no alert for the rule; empty when there is one.
QString leftOutBecause(const Rule &rule, const SignalDefinition *signal)
{
    if (!rule.enabled)
        return QStringLiteral("switched off in the workspace");
    if (!signal)
        return QStringLiteral("%1 does not come from a service's metrics").arg(rule.signal);
    if (!signal->concerns(false))
        return QStringLiteral("%1 is of an account of HubSpot: Hubwatch asks for it, no service shows it")
            .arg(rule.signal);
    if (std::ranges::find(signalDefinitions(), signal->id, &SignalDefinition::id) == signalDefinitions().end())
        return QStringLiteral("%1 is told by Hubwatch's checklist, no service shows it").arg(rule.signal);
    if (signal->unit == Unit::State)
        return QStringLiteral("%1 is an endpoint's answer, which Prometheus sees only through a blackbox exporter")
            .arg(rule.signal);
    if (signal->unit == Unit::Polls && rule.side == Rule::Side::Below)
        return QStringLiteral("Prometheus cannot count the polls it has not missed");
    return {};
}

QString expression(const Rule &rule, const SignalDefinition &signal, const ExportTarget &target)
{
    const QString selector = promqlMatcher(QStringLiteral("job"), target.service);
    const QString twin = promql(signal, target.names, selector);
    if (signal.unit == Unit::Polls)
        return QStringLiteral("max(up{%1}) == 0 or absent(up{%1})").arg(selector);
    QString text = QStringLiteral("(%1) %2 %3")
                       .arg(twin, rule.side == Rule::Side::Above ? QStringLiteral(">") : QStringLiteral("<"),
                            numberText(rule.threshold));
    const QString volume = promqlVolume(signal, target.names, selector);
    if (rule.minimum > 0 && !volume.isEmpty())
        text += QStringLiteral(" and %1 >= %2").arg(volume).arg(rule.minimum);
    return text;
}

Duration exportedHold(const Rule &rule, const SignalDefinition &signal, const ExportTarget &target)
{
    const Duration hold = holdTime(rule, target.interval);
    // Prometheus has no count of missed polls: the first one missed makes `up` zero, the others are waited for.
    if (signal.unit == Unit::Polls)
        return hold + std::int64_t(std::max(std::floor(rule.threshold), 0.0)) * target.interval;
    return hold;
}

QString alertText(const Rule &rule, const SignalDefinition &signal, const ExportTarget &target)
{
    QString text;
    const auto line = [&](const char *key, const QString &value) { text += QLatin1StringView(key) + value + u'\n'; };
    line("      - alert: ", yamlQuoted(rule.name));
    line("        expr: ", yamlQuoted(expression(rule, signal, target)));
    line("        for: ", durationText(exportedHold(rule, signal, target)));
    if (rule.keepFiringFor > Duration::zero())
        line("        keep_firing_for: ", durationText(rule.keepFiringFor));
    line("        labels:", {});
    line("          severity: ", severityText(rule.severity));
    line("          service: ", yamlQuoted(templateText(target.service)));
    line("        annotations:", {});
    const QString what = templateText(QStringLiteral("%1 of %2").arg(signal.title, target.service));
    line("          summary: ",
         yamlQuoted(signal.unit == Unit::Polls ? what : what + QStringLiteral(": ") + valueTemplate(signal.unit)));
    return text;
}

} // namespace

QByteArray prometheusRules(std::span<const Rule> rules, std::span<const ExportTarget> targets)
{
    QString alerts;
    QString comments;
    for (const Rule &rule : rules) {
        const SignalDefinition *signal = findSignal(rule.signal);
        if (const QString why = leftOutBecause(rule, signal); !why.isEmpty()) {
            comments += QStringLiteral("# Left out: %1: %2.\n").arg(commentText(rule.name), commentText(why));
            continue;
        }
        for (const ExportTarget &target : targets) {
            if (appliesTo(rule, target.service))
                alerts += alertText(rule, *signal, target);
        }
    }
    const QString head = QStringLiteral("# Rules of Hubwatch for Prometheus 2.42 or newer. Each service is expected as "
                                        "a job of its name.\n");
    const QString list = alerts.isEmpty() ? QStringLiteral("    rules: []\n") : QStringLiteral("    rules:\n") + alerts;
    return (head + comments + QStringLiteral("groups:\n  - name: hubwatch\n") + list).toUtf8();
}

} // namespace hubwatch
