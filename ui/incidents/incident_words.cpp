#include "ui/incidents/incident_words.h"

#include "ui/now/alert_words.h"
#include "ui/now/hubspot_lines.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString incidentWord(const char *text)
{
    return QCoreApplication::translate("incident", text);
}

const Rule *ruleNamed(const Snapshot &snapshot, const QString &name)
{
    const auto found = std::ranges::find(snapshot.rules, name, &Rule::name);
    return found == snapshot.rules.end() ? nullptr : &*found;
}

/// Looked up, not searched for among all live alerts: there may be thousands.
std::optional<AlertView> firingView(const Snapshot &snapshot, const AlertId &id)
{
    const auto service = std::ranges::find_if(
        snapshot.services, [&](const ServiceState &state) { return state.config.name == id.service; });
    const Rule *rule = ruleNamed(snapshot, id.rule);
    if (service == snapshot.services.end() || !rule)
        return std::nullopt;
    const auto alert = std::ranges::find(service->alerts, id.rule, &Alert::rule);
    if (alert == service->alerts.end() || alert->state != Alert::State::Firing)
        return std::nullopt;
    const auto reading = std::ranges::find(service->readings, rule->signal, &Reading::signal);
    return AlertView{&*service, &*alert, rule, reading == service->readings.end() ? nullptr : &*reading};
}

bool byHand(const Incident &incident)
{
    return !incident.openedBy.isEmpty();
}

/// "a, b and c"
QString listed(const QStringList &words)
{
    if (words.size() < 2)
        return words.value(0);
    return incidentWord("%1 and %2").arg(words.mid(0, words.size() - 1).join(QStringLiteral(", ")), words.back());
}

bool partFires(const Incident &incident)
{
    return std::ranges::any_of(incident.parts, &Incident::Part::firing);
}

} // namespace

Mark markOf(const Incident &incident)
{
    if (incident.state == Incident::State::Resolved)
        return Mark::Good;
    const auto worst = std::ranges::find_if(incident.parts, [](const Incident::Part &part) {
        return part.firing && part.severity == Rule::Severity::Page;
    });
    if (worst != incident.parts.end())
        return Mark::Bad;
    return partFires(incident) ? Mark::Warn : Mark::Pending;
}

const Incident::Part *mainPart(const Incident &incident)
{
    const Incident::Part *best = nullptr;
    const auto rank = [](const Incident::Part &part) { return std::pair(part.firing ? 0 : 1, int(part.severity)); };
    for (const Incident::Part &part : incident.parts) {
        if (!best || rank(part) < rank(*best))
            best = &part;
    }
    return best;
}

QString mainSignal(const Incident &incident)
{
    const Incident::Part *part = mainPart(incident);
    return part && !part->signal.isEmpty() ? part->signal : QStringLiteral("api.error_rate");
}

QString mainService(const Incident &incident)
{
    const Incident::Part *part = mainPart(incident);
    return part ? part->alert.service : incident.services.value(0);
}

QString incidentTitle(const Incident &incident, const Snapshot &snapshot)
{
    const Incident::Part *part = mainPart(incident);
    if (!part || !part->firing)
        return incident.title;
    const std::optional<AlertView> view = firingView(snapshot, part->alert);
    return view ? alertTitle(*view) : incident.title;
}

QString incidentState(const Incident &incident)
{
    QStringList words;
    if (incident.state == Incident::State::Resolved)
        words << incidentWord("resolved after %1").arg(ageText(lengthOf(incident, incident.openedAt)));
    else if (partFires(incident))
        words << incidentWord("firing");
    else
        words << (byHand(incident) ? incidentWord("open, by hand") : incidentWord("open, nothing fires"));
    if (incident.acknowledgedAt) {
        const QString within = ageText(*incident.acknowledgedAt - incident.openedAt);
        words << (incident.state == Incident::State::Resolved || incident.owner.isEmpty()
                      ? incidentWord("acknowledged in %1").arg(within)
                      : incidentWord("%1 has it").arg(incident.owner));
    } else if (incident.state == Incident::State::Resolved) {
        words << incidentWord("never acknowledged");
    } else {
        words << incidentWord("not acknowledged");
    }
    return words.join(QStringLiteral(" · "));
}

QString incidentBrief(const Incident &incident)
{
    if (incident.state != Incident::State::Resolved)
        return incidentState(incident);
    const QString after = incidentWord("resolved after %1").arg(ageText(lengthOf(incident, incident.openedAt)));
    return incident.owner.isEmpty() ? after : QStringLiteral("%1 · %2").arg(after, incident.owner);
}

QString causeWord(Cause::Kind kind)
{
    switch (kind) {
    case Cause::Kind::Us: return incidentWord("us");
    case Cause::Kind::HubSpot: return QStringLiteral("HubSpot");
    case Cause::Kind::Token: return incidentWord("token");
    case Cause::Kind::Quota: return incidentWord("quota");
    case Cause::Kind::Network: return incidentWord("network");
    case Cause::Kind::Console: return incidentWord("this console");
    }
    Q_UNREACHABLE();
}

QString elsewhere(const Incident &incident, const Snapshot &snapshot)
{
    using Kind = Cause::Kind;
    QStringList good;
    QStringList trouble;
    const auto weigh = [&](Kind kind, bool known, bool well, const QString &bad) {
        if (known && well && incident.cause.kind != kind)
            good << causeWord(kind);
        else if (known && !well && incident.cause.kind != kind)
            trouble << bad;
    };
    const CauseFacts &facts = snapshot.alerting.facts;
    const Mark hubspot = hubspotLevel(snapshot).mark;
    const bool hubspotKnown
        = facts.hubspotDown || hubspot == Mark::Good || hubspot == Mark::Warn || hubspot == Mark::Bad;
    weigh(Kind::HubSpot, hubspotKnown, !facts.hubspotDown && hubspot == Mark::Good,
          facts.hubspotIncident.isEmpty() ? incidentWord("HubSpot says it is in trouble")
                                          : incidentWord("HubSpot has “%1”").arg(facts.hubspotIncident));
    const bool accounts = !snapshot.accounts.empty();
    const bool refused = std::ranges::any_of(facts.accounts, &CauseFacts::Account::refused);
    const bool accepted = accounts && std::ranges::all_of(snapshot.accounts, [](const AccountState &account) {
                              return account.token == TokenState::Accepted;
                          });
    weigh(Kind::Token, refused || accepted, !refused, incidentWord("a token is refused"));
    const bool gone = std::ranges::any_of(facts.accounts, &CauseFacts::Account::quotaGone);
    const bool counted = accounts && std::ranges::all_of(snapshot.accounts, [](const AccountState &account) {
                             return account.quota.has_value();
                         });
    weigh(Kind::Quota, gone || counted, !gone, incidentWord("the day's quota is used up"));
    const bool lost = facts.networkLost || snapshot.console.network == ConsoleState::Network::Lost;
    weigh(Kind::Network, lost || snapshot.console.network == ConsoleState::Network::Online, !lost,
          incidentWord("this network is lost"));
    QStringList words = trouble;
    if (!good.isEmpty())
        words << (good.size() == 1 ? incidentWord("%1 is good") : incidentWord("%1 are good")).arg(listed(good));
    return words.join(QStringLiteral("; "));
}

TimePoint onsetOf(const Incident &incident, const Snapshot &snapshot)
{
    TimePoint onset = incident.openedAt;
    for (const Incident::Part &part : incident.parts) {
        const Rule *rule = ruleNamed(snapshot, part.alert.rule);
        onset = std::min(onset, part.firedAt - (rule ? holdTime(*rule, 15s) : Duration::zero()));
    }
    return onset;
}

Duration lengthOf(const Incident &incident, TimePoint now)
{
    return incident.resolvedAt.value_or(now) - incident.openedAt;
}

QString reasonAgainstClosing(const Incident &incident)
{
    if (incident.state == Incident::State::Resolved)
        return incidentWord("It is resolved already.");
    if (partFires(incident))
        return incidentWord("It still fires: mute it, or mend it.");
    if (!byHand(incident))
        return incidentWord("A rule opened it: it closes by itself when its alerts resolve.");
    return {};
}

QString reasonAgainstAcknowledging(const Incident &incident)
{
    switch (incident.state) {
    case Incident::State::Open: return {};
    case Incident::State::Acknowledged:
        return incident.owner.isEmpty() ? incidentWord("It is acknowledged already.")
                                        : incidentWord("%1 has it already.").arg(incident.owner);
    case Incident::State::Resolved: return incidentWord("It is resolved.");
    }
    Q_UNREACHABLE();
}

const Incident *findIncident(const Snapshot &snapshot, qint64 id)
{
    const std::vector<Incident> &known = snapshot.alerting.incidents;
    const auto found = std::ranges::find(known, id, &Incident::id);
    return found == known.end() ? nullptr : &*found;
}

} // namespace hubwatch::ui
