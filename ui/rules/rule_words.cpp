#include "ui/rules/rule_words.h"

#include "ui/rules/labelled_alerts.h"
#include "ui/source_title.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString ruleWord(const char *text)
{
    return QCoreApplication::translate("rules", text);
}

int ruleStateRank(const Alert &alert)
{
    switch (alert.state) {
    case Alert::State::Firing: return 0;
    case Alert::State::Pending: return 1;
    case Alert::State::Resolved: return alert.noDataSince ? 2 : 3;
    case Alert::State::Inactive: return alert.noDataSince ? 2 : 4;
    }
    Q_UNREACHABLE();
}

/// What one typed unit is in the signal's.
double thresholdFactor(Unit unit)
{
    return unit == Unit::Ratio ? 100 : 1;
}

} // namespace

Unit ruleUnit(const Rule &rule)
{
    const SignalDefinition *definition = findSignal(rule.signal);
    return definition ? unitOf(*definition) : Unit::Number;
}

QString ruleTitle(const Rule &rule)
{
    const SignalDefinition *definition = findSignal(rule.signal);
    const QString title
        = definition ? QCoreApplication::translate("signal", definition->title.toUtf8().constData()) : rule.signal;
    if (rule.name == rule.signal || rule.name.isEmpty())
        return title;
    const QString suffix = rule.name.startsWith(rule.signal + u' ') ? rule.name.mid(rule.signal.size() + 1) : rule.name;
    return QStringLiteral("%1, %2").arg(title, suffix);
}

MarkedWord ruleStateWord(const Snapshot &snapshot, const Rule &rule)
{
    if (!rule.enabled)
        return {Mark::None, ruleWord("off")};
    std::vector<const Alert *> worst;
    for (const ServiceState &service : snapshot.services) {
        for (const Alert &alert : service.alerts) {
            if (alert.rule != rule.name)
                continue;
            if (!worst.empty() && ruleStateRank(alert) < ruleStateRank(*worst.front()))
                worst.clear();
            if (worst.empty() || ruleStateRank(alert) == ruleStateRank(*worst.front()))
                worst.push_back(&alert);
        }
    }
    if (worst.empty())
        return {Mark::NotYet, ruleWord("nothing to watch")};
    const MarkedWord state = alertStateWord(worst.front()->state, worst.front()->noDataSince.has_value());
    const QString where
        = worst.size() == 1 ? sourceTitle(worst.front()->service) : ruleWord("%1 services").arg(worst.size());
    return {state.mark, ruleWord("%1: %2").arg(state.word, where)};
}

MarkedWord rulesRoutesWord(const Rule &rule, const std::vector<Route> &routes)
{
    QStringList names;
    for (const Route &route : routesOf(rule, routes))
        names << route.name;
    if (!names.isEmpty())
        return {Mark::Good, names.join(QStringLiteral(", "))};
    return {rule.enabled ? Mark::Warn : Mark::None, ruleWord("nobody")};
}

QString thresholdNumber(double threshold, Unit unit)
{
    return QString::number(threshold * thresholdFactor(unit), 'g', 6);
}

QString thresholdUnit(Unit unit)
{
    switch (unit) {
    case Unit::Ratio: return QStringLiteral("%");
    case Unit::Seconds: return QStringLiteral("s");
    case Unit::Days: return ruleWord("days");
    case Unit::Factor: return QStringLiteral("×");
    case Unit::Polls: return ruleWord("polls");
    case Unit::PerSecond: return QStringLiteral("/s");
    case Unit::Bytes: return QStringLiteral("bytes");
    case Unit::BytesPerSecond: return QStringLiteral("bytes/s");
    case Unit::Count:
    case Unit::State:
    case Unit::Status:
    case Unit::Number: return {};
    }
    Q_UNREACHABLE();
}

std::optional<double> parseThreshold(const QString &text, Unit unit)
{
    bool good = false;
    const double number = text.trimmed().replace(u',', u'.').toDouble(&good);
    if (!good || !qIsFinite(number))
        return std::nullopt;
    return number / thresholdFactor(unit);
}

bool thresholdIsState(Unit unit)
{
    return unit == Unit::State || unit == Unit::Status;
}

QString withLocalTimes(const QString &text)
{
    static const QRegularExpression instant(QStringLiteral("\\{([0-9TZ:.+-]+)\\}"));
    QString out = text;
    for (QRegularExpressionMatch match = instant.match(out); match.hasMatch(); match = instant.match(out)) {
        const QDateTime at = QDateTime::fromString(match.captured(1), Qt::ISODateWithMs);
        out.replace(match.capturedStart(), match.capturedLength(),
                    at.isValid() ? clockText(timePointOf(at)) : match.captured(1));
    }
    return out;
}

} // namespace hubwatch::ui
