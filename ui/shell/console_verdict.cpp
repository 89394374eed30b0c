#include "ui/shell/console_verdict.h"

#include "ui/format.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString consoleWord(const char *text)
{
    return QCoreApplication::translate("verdicts", text);
}

int refusedNotices(const AlertingState &alerting)
{
    int refused = 0;
    for (const RouteState &route : alerting.routes)
        refused += route.refused;
    return refused;
}

/// What keeps people from being told; the first line is the evidence.
QStringList tellingTroubles(const AlertingState &alerting, TimePoint now)
{
    QStringList troubles;
    for (const RouteState &route : alerting.routes) {
        if (route.fault.isEmpty() && route.refused == 0)
            continue;
        const QString &name = route.route.name;
        QString words = route.refused > 0 && route.waiting == 0 ? consoleWord("%1 refuses what it is told").arg(name)
                                                                : consoleWord("%1 cannot be told").arg(name);
        if (!route.fault.isEmpty())
            words += QStringLiteral(": ") + route.fault;
        // Who hears nothing at all comes before a route that is only slow.
        if (route.refused > 0 || !route.nextTry)
            troubles.prepend(words);
        else
            troubles << words;
    }
    const HeartbeatState &heartbeat = alerting.heartbeat;
    if (heartbeat.on && heartbeat.failures > 0) {
        QString words = heartbeat.lastGood
            ? consoleWord("heartbeat fails, last heard %1 ago").arg(ageText(now - *heartbeat.lastGood))
            : consoleWord("heartbeat fails, never heard");
        if (!heartbeat.words.isEmpty())
            words += QStringLiteral(": ") + heartbeat.words;
        troubles << words;
    }
    if (!alerting.peers.fault.isEmpty())
        troubles << consoleWord("other consoles cannot be seen: %1").arg(alerting.peers.fault);
    if (!alerting.notice.isEmpty())
        troubles << alerting.notice;
    return troubles;
}

Verdict keepingVerdict(const Snapshot &snapshot, Verdict console)
{
    console.mark = Mark::Bad;
    if (!snapshot.alerting.fault.isEmpty()) {
        console.evidence = consoleWord("nothing is told safely");
        console.brief = consoleWord("not safe");
        console.details = consoleWord("The outbox cannot be written: %1. What fires is told at once where it can be, "
                                      "and is lost if this console stops.")
                              .arg(snapshot.alerting.fault);
    }
    if (!snapshot.console.storeFault.isEmpty()) {
        if (console.evidence.isEmpty()) {
            console.evidence = consoleWord("samples are not stored");
            console.brief = consoleWord("not storing");
        }
        if (!console.details.isEmpty())
            console.details += u'\n';
        console.details += snapshot.console.storeFault;
    }
    return console;
}

} // namespace

Verdict verdictOnConsole(const Snapshot &snapshot)
{
    Verdict console{.id = QStringLiteral("console"), .word = consoleWord("Console"), .page = Page::Now};
    if (!snapshot.alerting.fault.isEmpty() || !snapshot.console.storeFault.isEmpty())
        return keepingVerdict(snapshot, std::move(console));
    const QStringList troubles = tellingTroubles(snapshot.alerting, snapshot.at);
    const bool lost = snapshot.console.network == ConsoleState::Network::Lost;
    if (!troubles.isEmpty() && !lost) {
        console.mark = Mark::Warn;
        console.evidence = troubles.front();
        if (troubles.size() > 1)
            console.evidence += consoleWord(", %1 more").arg(troubles.size() - 1);
        console.brief = consoleWord("cannot tell");
        console.details = troubles.join(u'\n');
        console.page = Page::Rules;
    } else if (!snapshot.workspaceProblems.empty()) {
        console.mark = Mark::Warn;
        console.evidence = snapshot.workspaceProblems.size() == 1
            ? consoleWord("1 mistake in the workspace")
            : consoleWord("%1 mistakes in the workspace").arg(snapshot.workspaceProblems.size());
        console.brief = consoleWord("%1 wrong").arg(snapshot.workspaceProblems.size());
        console.details = consoleWord("The last good configuration stays in force.");
    } else if (snapshot.services.empty()) {
        console.evidence = consoleWord("nothing to poll");
    } else if (lost) {
        console.mark = Mark::None;
        console.evidence = snapshot.alerting.waiting > 0
            ? consoleWord("waiting for the network, %1 to tell").arg(snapshot.alerting.waiting)
            : consoleWord("waiting for the network");
        console.brief = consoleWord("waiting");
        console.details = troubles.join(u'\n');
    } else {
        console.mark = Mark::Good;
        console.evidence = snapshot.alerting.waiting > 0
            ? consoleWord("polling, %1 to tell").arg(snapshot.alerting.waiting)
            : consoleWord("polling");
        console.brief = consoleWord("polling");
        console.page = Page::Sources;
    }
    return console;
}

DeliveryWords deliveryWords(const AlertingState &alerting, const std::vector<Rule> &rules)
{
    if (!alerting.fault.isEmpty())
        return {Mark::Bad, consoleWord("deliveries are not safe"), alerting.fault};
    if (const int refused = refusedNotices(alerting); refused > 0)
        return {Mark::Bad,
                refused == 1 ? consoleWord("1 delivery refused") : consoleWord("%1 deliveries refused").arg(refused),
                consoleWord("Rules, Routes says why, and tries again or gives up.")};
    if (alerting.routes.empty() && alerting.waiting == 0)
        // Once a rule would call a person out of bed, that nobody is told is no mere lack any more.
        return {std::ranges::any_of(
                    rules, [](const Rule &rule) { return rule.enabled && rule.severity == Rule::Severity::Page; })
                    ? Mark::Warn
                    : Mark::NotYet,
                consoleWord("no routes: nobody is told"),
                consoleWord("The workspace names no route; what fires is seen in this window alone.")};
    return {alerting.waiting > 0 ? Mark::Pending : Mark::Good,
            consoleWord("deliveries %1 waiting").arg(alerting.waiting),
            {}};
}

} // namespace hubwatch::ui
