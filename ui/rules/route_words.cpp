#include "ui/rules/route_words.h"

#include "ui/format.h"
#include "ui/rules/ledger_words.h"
#include "ui/rules/rule_words.h"
#include "ui/severity_word.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString routeWord(const char *text)
{
    return QCoreApplication::translate("routes", text);
}

/// "202 in 180 ms", "no answer"
QString answerText(const LedgerEntry &entry)
{
    if (entry.status == 0)
        return entry.words.isEmpty() ? routeWord("no answer") : entry.words;
    return routeWord("%1 in %2").arg(entry.status).arg(tookText(entry.took));
}

bool slackBot(const Route &route)
{
    return route.kind == Route::Kind::Slack && !route.channel.isEmpty();
}

/// How long a proof is worth something: a week.
constexpr Duration proofHolds = 7 * 24h;

} // namespace

QString routeKindTitle(const Route &route)
{
    switch (route.kind) {
    case Route::Kind::Desktop: return routeWord("desktop notification");
    case Route::Kind::PagerDuty: return QStringLiteral("PagerDuty");
    case Route::Kind::Slack:
        return slackBot(route) ? routeWord("Slack, bot token") : routeWord("Slack, incoming webhook");
    case Route::Kind::Alertmanager: return QStringLiteral("Alertmanager");
    case Route::Kind::Webhook: return routeWord("webhook");
    }
    Q_UNREACHABLE();
}

MarkedWord routeStateWord(const RouteState &state, TimePoint now)
{
    if (state.testing)
        return {Mark::Pending, routeWord("testing…")};
    if (state.refused > 0)
        return {Mark::Bad,
                state.refused == 1 ? routeWord("1 notice refused")
                                   : routeWord("%1 notices refused").arg(state.refused)};
    if (state.waiting > 0 && !state.fault.isEmpty())
        return {Mark::Warn, routeWord("%1 held back").arg(state.waiting)};
    if (!state.fault.isEmpty())
        return {Mark::Bad, routeWord("nothing gets through")};
    if (state.waiting > 0)
        return {Mark::Pending, routeWord("%1 on the way").arg(state.waiting)};
    if (!state.lastGood)
        return {Mark::NotYet, routeWord("never used")};
    return {Mark::Good, routeWord("delivering, last %1 ago").arg(ageText(now - state.lastGood->at))};
}

QString severitiesText(const std::vector<Rule::Severity> &severities)
{
    QStringList words;
    for (const Rule::Severity severity : severities)
        words << severityWord(severity);
    return words.join(QStringLiteral(", "));
}

QString routeTakesText(const Route &route, const std::vector<Rule> &rules)
{
    const std::vector<Rule::Severity> taken
        = route.severities.empty() ? defaultSeverities(route.kind) : route.severities;
    int bySeverity = 0;
    QStringList naming;
    for (const Rule &rule : rules) {
        if (!rule.enabled)
            continue;
        if (rule.routes.contains(route.name))
            naming << ruleTitle(rule);
        else if (rule.routes.isEmpty() && std::ranges::find(taken, rule.severity) != taken.end())
            ++bySeverity;
    }
    const QString rulesWord = bySeverity == 1 ? routeWord("1 rule") : routeWord("%1 rules").arg(bySeverity);
    QString text = routeWord("Takes %1: %2").arg(severitiesText(taken), rulesWord);
    if (!naming.isEmpty())
        text += routeWord("; and named by %1").arg(naming.join(QStringLiteral(", ")));
    return text;
}

QString routeQueueText(const RouteState &state, TimePoint now)
{
    if (state.waiting == 0)
        return routeWord("Nothing waits.");
    QString text = state.waiting == 1 ? routeWord("1 notice waits") : routeWord("%1 notices wait").arg(state.waiting);
    if (state.oldest)
        text += routeWord(", the oldest %1").arg(ageText(now - *state.oldest));
    if (state.nextTry)
        text += *state.nextTry > now ? routeWord("; next try in %1").arg(ageText(*state.nextTry - now))
                                     : routeWord("; next try now");
    return text + u'.';
}

QString routeLastText(const RouteState &state, TimePoint now)
{
    if (!state.lastGood)
        return routeWord("Nothing was told on it yet.");
    const LedgerEntry &last = *state.lastGood;
    return routeWord("Last told %1 ago: %2, %3.")
        .arg(ageText(now - last.at), reasonWord(last.reason), answerText(last));
}

MarkedWord routeProofWord(const RouteState &state, TimePoint now)
{
    if (!state.proof)
        return {Mark::Warn, routeWord("Never proved: fire a TEST to see that it reaches somebody.")};
    const Duration age = now - state.proof->at;
    const QString words = routeWord("Proved %1 ago by a TEST, %2.").arg(ageText(age), answerText(*state.proof));
    return {age > proofHolds ? Mark::Warn : Mark::Good, words};
}

QString routeLimitText(const Route &route)
{
    switch (route.kind) {
    case Route::Kind::Desktop: return routeWord("Shows only while a window or its tray is open.");
    case Route::Kind::Slack:
        return slackBot(route)
            ? routeWord("Updates its one message a group and threads the rest.")
            : routeWord(
                "An incoming webhook can neither update its message nor thread; a bot token with a channel can.");
    case Route::Kind::PagerDuty: return routeWord("One event an alert, at once; PagerDuty does the grouping.");
    case Route::Kind::Alertmanager: return routeWord("Told again each minute; whom it tells is its own configuration.");
    case Route::Kind::Webhook:
        return route.key.isEmpty() ? routeWord("Not signed: give it a key, so that the receiver can tell it is us.")
                                   : routeWord("Signed with HMAC-SHA256.");
    }
    Q_UNREACHABLE();
}

MarkedWord heartbeatWord(const HeartbeatState &state, TimePoint now)
{
    if (!state.on)
        return {Mark::None, routeWord("off")};
    if (state.failures > 0)
        return {Mark::Bad, routeWord("%1 beats failed in a row").arg(state.failures)};
    if (!state.lastGood)
        return {Mark::NotYet, routeWord("no beat yet")};
    const bool late = now - *state.lastGood > 3 * state.interval;
    return {late ? Mark::Warn : Mark::Good, routeWord("beat %1 ago").arg(ageText(now - *state.lastGood))};
}

QString heartbeatText(const HeartbeatState &state, TimePoint now)
{
    if (!state.on)
        return routeWord("Nobody notices when this console sleeps or stops. Give a dead man's switch the job: it "
                         "alarms when the beat ends.");
    QStringList words{
        routeWord("Every %1 to a dead man's switch, which alarms when it ends.").arg(spanText(state.interval))};
    if (!state.words.isEmpty())
        words << state.words;
    if (state.failures > 0 && state.lastGood)
        words << routeWord("Last good beat %1 ago.").arg(ageText(now - *state.lastGood));
    return words.join(u'\n');
}

MarkedWord peersWord(const PeerState &state)
{
    if (!state.on)
        return {Mark::None, routeWord("this console alone")};
    if (!state.fault.isEmpty())
        return {Mark::Warn, routeWord("alone: the folder cannot be used")};
    return state.position == 0 ? MarkedWord{Mark::Good, routeWord("this console tells")}
                               : MarkedWord{Mark::NotYet, routeWord("stands by, position %1").arg(state.position + 1)};
}

QStringList peerLines(const PeerState &state, TimePoint now)
{
    if (!state.on)
        return {
            routeWord("Two consoles on one workspace would both tell. With a shared folder, [console] peers, one of "
                      "them does, and another takes over when it stops.")};
    QStringList lines;
    if (!state.fault.isEmpty())
        lines << state.fault;
    int at = 0;
    for (const PeerState::Peer &peer : state.peers) {
        const QString name = peer.self ? routeWord("%1 (this one)").arg(peer.name) : peer.name;
        const QString stands = !peer.alive && peer.seenAt
            ? routeWord("not seen for %1").arg(ageText(now - *peer.seenAt))
            : !peer.alive ? routeWord("not seen")
            : at == 0     ? routeWord("tells at once")
                          : routeWord("tells after %1 if nobody did").arg(spanText(at * 15s));
        lines << routeWord("%1. %2: %3").arg(++at).arg(name, stands);
    }
    return lines;
}

} // namespace hubwatch::ui
