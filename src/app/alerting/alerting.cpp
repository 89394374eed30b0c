#include "app/alerting/alerting_private.h"

#include "app/alerting/told_alert.h"
#include "app/engine/recorder.h"

#include <algorithm>

namespace hubwatch {

namespace {

const QString incidentsKey = QStringLiteral("incidents");
const QString acksKey = QStringLiteral("acks");
const QString mutesKey = QStringLiteral("mutes");
constexpr Duration reconcileEvery = 1min;
constexpr Duration believeAbsenceAfter = 20min; ///< longer than the shipped rules hold
constexpr Duration trimEvery = 1h;
constexpr Duration endedShown = 10min; ///< so that a mute that has just ended may be made again

using State = Alert::State;

bool fires(State state)
{
    return state == State::Firing;
}

} // namespace

const Rule *Alerting::Private::ruleOf(const Alert &alert) const
{
    const auto at = ruleAt.constFind(alert.rule);
    return at == ruleAt.constEnd() ? nullptr : &rules[*at];
}

std::vector<JudgedAlert> Alerting::Private::judged() const
{
    std::vector<JudgedAlert> found;
    found.reserve(live.size());
    for (const Alert &alert : live)
        if (const Rule *rule = ruleOf(alert))
            found.push_back({&alert, rule});
    return found;
}

const Alert *Alerting::Private::liveAlert(const AlertId &id) const
{
    const auto found = std::ranges::find_if(live, [&id](const Alert &alert) { return idOf(alert) == id; });
    return found == live.end() ? nullptr : &*found;
}

void Alerting::Private::restore()
{
    const Store &store = parts.recorder.store();
    const auto note = [this](const QString &text) {
        if (!text.isEmpty())
            notice += (notice.isEmpty() ? QString() : QStringLiteral("; ")) + text;
    };
    IncidentBook::Restored book = IncidentBook::fromBytes(store.get(incidentsKey).value_or(QByteArray()));
    incidents = std::move(book.book);
    acks = AckList::fromBytes(store.get(acksKey).value_or(QByteArray()));
    mutes = MuteList::fromBytes(store.get(mutesKey).value_or(QByteArray()));
    note(book.notice);
    note(acks.notice);
    note(mutes.notice);
    note(alerting->notifier().notice());
}

void Alerting::Private::remember()
{
    parts.recorder.remember(incidentsKey, incidents.toBytes());
    parts.recorder.remember(acksKey, acks.toBytes());
    parts.recorder.remember(mutesKey, mutes.toBytes());
}

bool Alerting::Private::refresh()
{
    facts = parts.facts();
    std::vector<Inhibition> inhibitedNow = inhibitions(judged(), facts);
    QString held;
    for (const Mute &mute : mutes.mutes)
        if (activeAt(mute, now()))
            held += mute.id + matchersText(mute.matchers) + u'\n';
    const std::vector<Silence> silenced = silences->silences();
    for (const Silence &silence : silenced)
        if (silence.active && silence.endsAt > now())
            held += silence.id + u'\n';
    if (held == heldBy && inhibitedNow == inhibited && applied)
        return false;
    heldBy = held;
    inhibited = std::move(inhibitedNow);
    quieting = Quieting(mutes.mutes, silenced, inhibited, now());
    return true;
}

void Alerting::Private::countMutes()
{
    muteStates.clear();
    std::vector<std::pair<AlertLabels, bool>> labelled;
    for (const JudgedAlert &alert : judged())
        labelled.emplace_back(labelsOf(*alert.alert, *alert.rule, facts), fires(alert.alert->state));
    for (const Mute &mute : mutes.mutes) {
        const MatcherSet matchers(mute.matchers);
        MuteState state{.mute = mute, .active = activeAt(mute, now()), .span = currentOrNext(mute, now())};
        for (const auto &[labels, firing] : labelled) {
            const bool matches = matchers.matches(labels);
            state.matching += matches ? 1 : 0;
            state.quieted += matches && firing ? 1 : 0;
        }
        muteStates.push_back(std::move(state));
    }
}

AlertNews Alerting::Private::newsOf(const Alert &alert, const Rule &rule) const
{
    const bool auth = rule.signal == u"api.auth_failures";
    AlertNews news{.told = toldAlert(alert, rule, facts, incidents.of(idOf(alert)),
                                     auth && parts.evidence ? parts.evidence(alert, facts) : QString()),
                   .rule = rule};
    news.quiet = quieting.of(idOf(alert), news.told.labels);
    news.acknowledged = acks.find(idOf(alert)) != nullptr;
    return news;
}

std::vector<AlertNews> Alerting::Private::changedQuiet()
{
    std::vector<AlertNews> changed;
    for (const JudgedAlert &alert : judged()) {
        if (!fires(alert.alert->state))
            continue;
        AlertNews news = newsOf(*alert.alert, *alert.rule);
        const auto known = told.find(idOf(*alert.alert));
        news.worse = grown.erase(idOf(*alert.alert)) > 0;
        if (known == told.end() || known->second != news.quiet.kind || news.worse) {
            told[idOf(*alert.alert)] = news.quiet.kind;
            changed.push_back(std::move(news));
        }
    }
    return changed;
}

std::vector<AlertNews> Alerting::Private::firing() const
{
    std::vector<AlertNews> all;
    for (const JudgedAlert &alert : judged())
        if (fires(alert.alert->state))
            all.push_back(newsOf(*alert.alert, *alert.rule));
    return all;
}

void Alerting::Private::recall(const std::vector<AlertChange> &changes)
{
    // What fires since before the start was told by an earlier run; reconcile() finds what was not.
    for (const Alert &alert : live)
        if (fires(alert.state))
            told[idOf(alert)] = Quiet::Kind::No;
    for (const AlertChange &change : changes)
        if (fires(change.from))
            told[idOf(change.alert)] = Quiet::Kind::No;
        else
            told.erase(idOf(change.alert));
}

void Alerting::Private::takeIncidents(const std::vector<AlertChange> &changes)
{
    for (const AlertChange &change : changes) {
        const Rule *rule = ruleOf(change.alert);
        if (!fires(change.from) && !fires(change.alert.state))
            continue;
        const Rule gone{.name = change.alert.rule}; // switched off or taken out of the workspace meanwhile
        takeIncident(change, rule ? *rule : gone);
    }
    // What was explained until now, and is no longer, is an incident of its own.
    for (const JudgedAlert &alert : judged()) {
        const AlertId id = idOf(*alert.alert);
        if (fires(alert.alert->state) && !quieting.inhibition(id) && !incidents.of(id))
            takeIncident({.at = now(), .from = State::Pending, .alert = *alert.alert}, *alert.rule);
    }
}

void Alerting::Private::takeIncident(const AlertChange &change, const Rule &rule)
{
    for (const IncidentChange &made : incidents.take(change, rule, facts, quieting.inhibition(idOf(change.alert))))
        tell(made);
}

void Alerting::Private::judgeAcks()
{
    std::map<AlertId, const Alert *> byId;
    for (const Alert &alert : live)
        byId.emplace(idOf(alert), &alert);
    std::erase_if(acks.acks, [&](const Acknowledgement &ack) {
        const auto found = byId.find(ack.alert);
        const Alert gone{.service = ack.alert.service, .rule = ack.alert.rule};
        const Alert &alert = found == byId.end() ? gone : *found->second;
        const Rule *rule = ruleOf(alert);
        const AckEnd end = rule ? judgeAck(ack, alert, *rule) : AckEnd::Resolved;
        if (end == AckEnd::Holds)
            return false;
        const QString why = end == AckEnd::Worse ? worseText(ack, alert, *rule) : QStringLiteral("resolved");
        tell({.at = now(),
              .kind = Event::Kind::Acknowledge,
              .service = ack.alert.service,
              .subject = ack.alert.rule,
              .from = ack.owner,
              .to = end == AckEnd::Worse ? QStringLiteral("worse") : QStringLiteral("ended"),
              .text = QStringLiteral("acknowledgement by %1 ended: %2").arg(ack.owner, why)});
        if (const Incident *incident = end == AckEnd::Worse ? incidents.of(ack.alert) : nullptr)
            if (const auto change = incidents.unacknowledge(incident->id, why, now()))
                tell(*change);
        if (end == AckEnd::Worse)
            grown.insert(ack.alert);
        return true;
    });
}

void Alerting::Private::reconcile()
{
    if (reconciledAt && now() - *reconciledAt < reconcileEvery && *reconciledAt - now() < believeAbsenceAfter)
        return;
    reconciledAt = now();
    alerting->notifier().reconcile(firing());
}

void Alerting::Private::trim()
{
    if (trimmedAt && now() - *trimmedAt < trimEvery && now() >= *trimmedAt)
        return;
    trimmedAt = now();
    incidents.trim(now());
    std::erase_if(mutes.mutes, [this](const Mute &mute) { return ended(mute, now() - endedShown); });
    remember();
}

Alerting::Alerting(AlertingParts parts, QObject *parent)
    : QObject(parent)
{
    d = std::make_unique<Private>(Private{.alerting = this, .parts = std::move(parts)});
    const AlertingParts &own = d->parts;
    m_notifier = std::make_unique<Notifier>(
        NotifierParts{.directory = own.dataDirectory, .clock = own.clock, .makeCourier = own.makeCourier});
    d->silences = std::make_unique<Silences>(own.wire, own.secrets, own.clock);
    d->heartbeat = std::make_unique<Heartbeat>(own.wire, own.secrets, own.clock, own.alive);
    connect(m_notifier.get(), &Notifier::attempted, this, [this](const LedgerEntry &entry) {
        d->tellDelivery(entry);
        emit delivered(entry);
    });
    connect(m_notifier.get(), &Notifier::tested, this, [this](const QString &route, bool good, const QString &words) {
        emit done({.command = AlertOutcome::Command::TestFire, .subject = route, .good = good, .words = words});
    });
    connect(m_notifier.get(), &Notifier::changed, this, &Alerting::changed);
    connect(d->silences.get(), &Silences::changed, this, [this] {
        look(d->live);
        emit changed();
    });
    connect(d->heartbeat.get(), &Heartbeat::changed, this, &Alerting::changed);
    d->restore();
}

Alerting::~Alerting()
{
    d->remember();
}

void Alerting::apply(const Workspace &workspace, const std::vector<Rule> &rules)
{
    d->workspace = workspace;
    d->rules = rules;
    d->ruleAt.clear();
    for (size_t i = 0; i < rules.size(); ++i)
        d->ruleAt.insert(rules[i].name, i);
    m_notifier->setRoutes(workspace.routes);
    m_notifier->setPeers(workspace.console.peers, consoleName(workspace.console));
    d->silences->setRoutes(workspace.routes);
    d->heartbeat->set({.key = workspace.console.heartbeat,
                       .url = workspace.console.heartbeatUrl,
                       .interval = workspace.console.heartbeatInterval});
}

void Alerting::doubtAbsence()
{
    d->reconciledAt = d->now() + believeAbsenceAfter - reconcileEvery;
}

void Alerting::take(const std::vector<AlertChange> &changes, const std::vector<Alert> &live)
{
    d->live = live;
    const bool anew = d->refresh();
    if (!d->applied)
        d->recall(changes);
    d->takeIncidents(changes);
    std::vector<AlertNews> news;
    for (const AlertChange &change : changes) {
        const AlertId id = idOf(change.alert);
        if (fires(change.alert.state))
            continue; // by changedQuiet(), since nobody knows it yet
        if (d->told.erase(id) == 0)
            continue;
        const Rule *rule = d->ruleOf(change.alert);
        news.push_back(d->newsOf(change.alert, rule ? *rule : Rule{.name = id.rule}));
    }
    d->judgeAcks();
    for (AlertNews &changed : d->changedQuiet())
        news.push_back(std::move(changed));
    if (!news.empty())
        m_notifier->take(news);
    d->incidents.refresh(d->judged());
    d->applied = true;
    d->reconcile();
    if (anew || !changes.empty())
        d->countMutes();
    if (!changes.empty())
        d->remember();
    emit changed();
}

void Alerting::look(const std::vector<Alert> &live)
{
    if (!d->applied)
        return; // nothing was evaluated since the start: what fires is not known
    d->live = live;
    d->incidents.refresh(d->judged());
    d->judgeAcks();
    if (d->refresh() || !d->grown.empty()
        || d->told.size()
            != std::size_t(std::ranges::count_if(live, [](const Alert &alert) { return fires(alert.state); }))) {
        d->takeIncidents({});
        if (const std::vector<AlertNews> news = d->changedQuiet(); !news.empty())
            m_notifier->take(news);
        d->countMutes();
        emit changed();
    }
    d->reconcile();
    d->trim();
}

void Alerting::pause()
{
    m_notifier->pause();
}

void Alerting::resume()
{
    m_notifier->resume();
    d->heartbeat->beatNow();
    d->silences->pollNow();
}

} // namespace hubwatch
