#include "ui/now/alert_words.h"

#include "ui/format.h"
#include "ui/now/service_words.h"
#include "ui/source_title.h"

#include <QCoreApplication>
#include <QHash>
#include <algorithm>
#include <array>
#include <cmath>

namespace hubwatch::ui {

namespace {

QString alertWord(const char *text)
{
    return QCoreApplication::translate("alert", text);
}

Unit unitOfRule(const Rule &rule)
{
    const SignalDefinition *definition = findSignal(rule.signal);
    return definition ? unitOf(*definition) : Unit::Count;
}

QString thresholdText(const Rule &rule)
{
    return plainText(rule.threshold, unitOfRule(rule));
}

/// %1 is the service, %2 the value.
const char *titleTemplate(const QString &signal, double value)
{
    if (signal == u"api.error_rate")
        return "%1 fails %2 of its HubSpot calls";
    if (signal == u"api.rate_limited")
        return "%1 was slowed down %2 times by HubSpot in an hour (429)";
    if (signal == u"api.latency_p99")
        return "%1: response time p99 is %2";
    if (signal == u"api.auth_failures")
        return value > 1 ? "%1: HubSpot refused its credential %2 times (401 or 403)"
                         : "%1: HubSpot refused its credential (401 or 403)";
    if (signal == u"webhook.delay_p99")
        return "%1: webhooks wait %2 (p99)";
    if (signal == u"sync.success_rate")
        return "%1: only %2 of its syncs succeed";
    if (signal == u"sync.overdue")
        return "%1: a sync has been running for %2";
    if (signal == u"service.ready")
        return value < -0.5 ? "%1 cannot be reached" : "%1 says it is not ready";
    if (signal == u"service.healthy")
        return value < -0.5 ? "%1 cannot be reached" : "%1 says it is not healthy";
    if (signal == u"quota.daily")
        return "%1: at this pace %2 of the daily quota is used by its reset";
    if (signal == u"quota.used")
        return "%1 has used %2 of its daily quota";
    if (signal == u"credential.age")
        return "%1: its credential is %2 old";
    if (signal == u"hubspot.status")
        return value < -0.5 ? "%1: HubSpot reports an outage" : "%1: HubSpot reports that it is degraded";
    if (signal == u"source.fresh")
        return value < 1 ? "%1 was not seen for a while and is back" : "%1 has not been seen for %2";
    if (signal.startsWith(u"api.burn."))
        return "%1 burns its error budget at %2 the sustainable pace";
    return nullptr;
}

/// The value of the reading, with its bounds for a quantile, else the last one the alert knew.
QString valueOf(const AlertView &view)
{
    if (view.reading && view.reading->validity == Reading::Validity::Known)
        return readingText(*view.reading, unitOfRule(*view.rule));
    if (view.alert->value)
        return valueText(*view.alert->value, unitOfRule(*view.rule));
    return {};
}

Duration holdOf(const AlertView &view)
{
    return holdTime(*view.rule, view.service->config.interval);
}

/// States and missed polls are no amounts: they have neither an n nor a threshold that a person would name.
bool isState(const Rule &rule)
{
    const Unit unit = unitOfRule(rule);
    return unit == Unit::State || unit == Unit::Status || unit == Unit::Polls;
}

bool isUnreachable(const Rule &rule)
{
    return rule.threshold <= 0;
}

/// What must be so for the rule: "above 5 %", "not ready", "unseen for 3 polls".
QString breachText(const Rule &rule)
{
    const bool below = rule.side == Rule::Side::Below;
    if (unitOfRule(rule) == Unit::Polls && !below)
        return alertWord("unseen for %1 polls").arg(int(std::floor(rule.threshold)) + 1);
    if (unitOfRule(rule) == Unit::State && below) {
        if (isUnreachable(rule))
            return alertWord("unreachable");
        return rule.signal == u"service.healthy" ? alertWord("not healthy") : alertWord("not ready");
    }
    if (unitOfRule(rule) == Unit::Status && below)
        return isUnreachable(rule) ? alertWord("in an outage") : alertWord("not operational");
    return (below ? alertWord("below %1") : alertWord("above %1")).arg(thresholdText(rule));
}

/// What would end the breach.
QString recoveryText(const Rule &rule)
{
    const bool below = rule.side == Rule::Side::Below;
    if (unitOfRule(rule) == Unit::Polls && !below)
        return alertWord("seen before");
    if (unitOfRule(rule) == Unit::State && below) {
        if (isUnreachable(rule))
            return alertWord("it answers");
        return rule.signal == u"service.healthy" ? alertWord("healthy again") : alertWord("ready again");
    }
    if (unitOfRule(rule) == Unit::Status && below)
        return isUnreachable(rule) ? alertWord("the outage ends") : alertWord("operational again");
    return (below ? alertWord("at or above %1") : alertWord("at or below %1")).arg(thresholdText(rule));
}

QString pendingClock(const AlertView &view, TimePoint now)
{
    const Rule &rule = *view.rule;
    QStringList words;
    if (rule.polls > 0)
        words << alertWord("breaching %1 of %2 polls").arg(view.alert->polls).arg(rule.polls);
    else
        words << alertWord("breaching %1 of %2").arg(heldText(view.alert->held), heldText(holdOf(view)));
    if (const auto at = firesAt(view, now))
        words << alertWord("%1 at %2 unless %3").arg(consequence(rule), clockText(*at), recoveryText(rule));
    else if (view.alert->noDataSince)
        words << alertWord("the clock stands while there is no data");
    else if (const int more = rule.polls - view.alert->polls; more > 1)
        words << alertWord("%1 after %2 more").arg(consequence(rule)).arg(more);
    else
        words << alertWord("%1 at the next poll unless %2").arg(consequence(rule), recoveryText(rule));
    return words.join(QStringLiteral(" · "));
}

constexpr size_t rankCount = 6;

/// What fires before what is pending, and by severity.
size_t rankOf(const AlertView &view)
{
    const size_t state = view.alert->state == Alert::State::Firing ? 0 : 3;
    switch (view.rule->severity) {
    case Rule::Severity::Page: return state;
    case Rule::Severity::Notify: return state + 1;
    case Rule::Severity::Ticket: return state + 2;
    }
    Q_UNREACHABLE();
}

/// `condition`: say what the rule asks for, where it does not stand beside.
QString clockWords(const AlertView &view, TimePoint now, bool condition)
{
    QStringList words;
    if (view.alert->state == Alert::State::Pending) {
        words << pendingClock(view, now);
    } else {
        words << alertWord("firing since %1").arg(clockText(view.alert->firedAt.value_or(view.alert->since)));
        if (view.alert->n > 0 && !isState(*view.rule))
            words << sampleText(view.alert->n);
        if (condition)
            words << conditionText(*view.rule);
    }
    if (view.alert->noDataSince)
        words << alertWord("no data since %1").arg(clockText(*view.alert->noDataSince));
    return words.join(QStringLiteral(" · "));
}

} // namespace

std::vector<AlertView> liveAlerts(const Snapshot &snapshot)
{
    std::array<std::vector<AlertView>, rankCount> ranked;
    QHash<QString, const Rule *> rules;
    for (const Rule &rule : snapshot.rules)
        rules.insert(rule.name, &rule);
    for (const ServiceState &service : snapshot.services) {
        for (const Alert &alert : service.alerts) {
            if (alert.state != Alert::State::Firing && alert.state != Alert::State::Pending)
                continue;
            const Rule *rule = rules.value(alert.rule);
            if (!rule)
                continue;
            const auto reading = std::ranges::find(service.readings, rule->signal, &Reading::signal);
            const AlertView view{&service, &alert, rule, reading == service.readings.end() ? nullptr : &*reading};
            ranked[rankOf(view)].push_back(view);
        }
    }
    std::vector<AlertView> live;
    const auto earlier = [](const AlertView &a, const AlertView &b) { return a.alert->since < b.alert->since; };
    for (std::vector<AlertView> &alike : ranked) {
        // A storm is one instant, or was put in order before.
        if (!std::is_sorted(alike.begin(), alike.end(), earlier))
            std::stable_sort(alike.begin(), alike.end(), earlier);
        live.insert(live.end(), alike.begin(), alike.end());
    }
    return live;
}

QString alertTitle(const AlertView &view)
{
    const QString value = valueOf(view);
    const char *words = titleTemplate(view.rule->signal, view.alert->value.value_or(0));
    const QString service = sourceTitle(view.service->config.name);
    if (!words || value.isEmpty()) {
        const SignalDefinition *definition = findSignal(view.rule->signal);
        const QString title = definition ? definition->title : view.rule->signal;
        return value.isEmpty() ? QStringLiteral("%1: %2").arg(service, title)
                               : QStringLiteral("%1: %2 %3").arg(service, title, value);
    }
    const QString sentence = alertWord(words);
    return sentence.contains(u"%2") ? sentence.arg(service, value) : sentence.arg(service);
}

QString alertFigure(const AlertView &view)
{
    const double value = view.alert->value.value_or(0);
    if (unitOfRule(*view.rule) == Unit::Status)
        return value < -0.5 ? alertWord("outage") : alertWord("degraded");
    if (unitOfRule(*view.rule) == Unit::State) {
        if (value < -0.5)
            return alertWord("unreachable");
        return view.rule->signal == u"service.healthy" ? alertWord("not healthy") : alertWord("not ready");
    }
    if (view.rule->signal == u"source.fresh" && value >= 1)
        return alertWord("unseen %1").arg(valueOf(view));
    return QStringLiteral("%1 %2").arg(shortName(view.rule->signal), valueOf(view)).trimmed();
}

QString alertBrief(const AlertView &view)
{
    const QString service = sourceTitle(view.service->config.name);
    const double value = view.alert->value.value_or(0);
    if (unitOfRule(*view.rule) == Unit::Status)
        return (value < -0.5 ? alertWord("%1: outage at HubSpot") : alertWord("%1: HubSpot degraded")).arg(service);
    if (unitOfRule(*view.rule) == Unit::State) {
        if (value < -0.5)
            return alertWord("%1 unreachable").arg(service);
        return (view.rule->signal == u"service.healthy" ? alertWord("%1 not healthy") : alertWord("%1 not ready"))
            .arg(service);
    }
    if (view.rule->signal == u"source.fresh" && value >= 1)
        return alertWord("%1 unseen for %2").arg(service, valueOf(view));
    return QStringLiteral("%1 %2 %3").arg(service, shortName(view.rule->signal), valueOf(view)).trimmed();
}

QString consequence(const Rule &rule)
{
    switch (rule.severity) {
    case Rule::Severity::Page: return alertWord("would page");
    case Rule::Severity::Notify: return alertWord("would notify");
    case Rule::Severity::Ticket: return alertWord("would open a ticket");
    }
    Q_UNREACHABLE();
}

QString conditionText(const Rule &rule)
{
    const bool state = isState(rule);
    QString words;
    switch (rule.severity) {
    case Rule::Severity::Page: words = state ? alertWord("pages when %1") : alertWord("pages %1"); break;
    case Rule::Severity::Notify: words = state ? alertWord("notifies when %1") : alertWord("notifies %1"); break;
    case Rule::Severity::Ticket: words = state ? alertWord("ticket when %1") : alertWord("ticket %1"); break;
    }
    words = words.arg(breachText(rule));
    if (rule.polls > 1)
        return alertWord("%1 for %2 polls").arg(words).arg(rule.polls);
    if (rule.polls > 0 || rule.holdFor <= Duration::zero())
        return words;
    return (unitOfRule(rule) == Unit::Polls ? alertWord("%1 and %2 more") : alertWord("%1 for %2"))
        .arg(words, spanText(rule.holdFor));
}

std::optional<TimePoint> firesAt(const AlertView &view, TimePoint now)
{
    if (view.alert->state != Alert::State::Pending || view.rule->polls > 0 || view.alert->noDataSince)
        return std::nullopt;
    // Counted from the last evaluation, so that the instant stands still between two polls.
    const TimePoint from = view.alert->evaluatedAt == TimePoint() ? now : view.alert->evaluatedAt;
    const TimePoint at = from + std::max(holdOf(view) - view.alert->held, Duration::zero());
    return at > now ? std::optional(at) : std::nullopt;
}

QString alertClock(const AlertView &view, TimePoint now)
{
    return clockWords(view, now, true);
}

std::vector<Fact> explanation(const AlertView &view, TimePoint now)
{
    const Rule &rule = *view.rule;
    const SignalDefinition *definition = findSignal(rule.signal);
    std::vector<Fact> facts;
    facts.push_back({alertWord("Rule"),
                     QStringLiteral("%1: %2  (%3)")
                         .arg(definition ? definition->title : rule.signal, conditionText(rule), rule.name)});

    const QString value = valueOf(view);
    facts.push_back({alertWord("Value"), value.isEmpty() ? alertWord("unknown") : value});
    if (!isState(rule) && (rule.minimum > 0 || view.alert->n > 0)) {
        QString count = sampleText(view.alert->n);
        if (rule.minimum > 0)
            count += alertWord(", counts from %1 on").arg(countText(rule.minimum));
        facts.push_back({alertWord("Volume"), count});
    }
    facts.push_back({alertWord("Clock"), clockWords(view, now, false)});
    if (view.reading && definition && definition->window > Duration::zero()) {
        facts.push_back(
            {alertWord("Window"),
             alertWord("%1 of %2 observed").arg(spanText(view.reading->covered), spanText(definition->window))});
    }
    if (view.reading && view.reading->leftOut.value_or(0) > 0) {
        facts.push_back({alertWord("Left out"),
                         alertWord("%1 calls answered 429").arg(countText(std::int64_t(*view.reading->leftOut)))});
    }
    QStringList notes;
    if (!view.alert->note.isEmpty())
        notes << view.alert->note;
    if (view.reading && !view.reading->note.isEmpty())
        notes << view.reading->note;
    if (!notes.isEmpty())
        facts.push_back({alertWord("Note"), notes.join(QStringLiteral("; "))});
    return facts;
}

} // namespace hubwatch::ui
