#include "ui/shell/verdicts.h"

#include "ui/format.h"
#include "ui/now/service_words.h"
#include "ui/shell/console_verdict.h"
#include "ui/shell/hubspot_verdicts.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString verdictWord(const char *text)
{
    return QCoreApplication::translate("verdicts", text);
}

/// The team's own: HubSpot's accounts have chips of their own.
std::vector<const ServiceState *> ownServices(const Snapshot &snapshot)
{
    std::vector<const ServiceState *> own;
    for (const ServiceState &service : snapshot.services) {
        if (service.kind == ServiceState::Kind::Service)
            own.push_back(&service);
    }
    return own;
}

/// Services whose metrics cannot be seen at this moment.
std::vector<const ServiceState *> unseenServices(const Snapshot &snapshot)
{
    std::vector<const ServiceState *> unseen = ownServices(snapshot);
    std::erase_if(unseen, [](const ServiceState *service) { return summaryOf(*service).mark != Mark::Blind; });
    return unseen;
}

/// "contacts-sync 7.2 % error rate, 3 min", with who has taken it on.
QString briefWithAge(const AlertView &view, TimePoint now)
{
    return QStringLiteral("%1, %2").arg(alertBrief(view), ageText(now - view.alert->since));
}

/// Of alerts that nobody need mend here: muted ones, and those that a cause outside explains. False when there are
/// none.
bool sayQuieted(Verdict &us, const AlertBoard &board)
{
    size_t explained = 0;
    for (const HiddenAlerts &hidden : board.hidden) {
        if (hidden.cause.kind == Cause::Kind::Us)
            continue;
        explained += hidden.alerts.size();
        us.details += verdictWord("%1 follow from: %2").arg(hidden.alerts.size()).arg(hidden.why) + u'\n';
    }
    for (const AlertView &view : board.muted)
        us.details += verdictWord("muted: %1").arg(alertBrief(view)) + u'\n';
    us.details.chop(1);
    if (explained > 0) {
        us.evidence = explained == 1 ? verdictWord("1 alert, of another cause")
                                     : verdictWord("%1 alerts, of another cause").arg(explained);
        if (!board.muted.empty())
            us.evidence += verdictWord(", %1 muted").arg(board.muted.size());
    } else if (!board.muted.empty()) {
        us.evidence = board.muted.size() == 1 ? verdictWord("%1, muted").arg(alertBrief(board.muted.front()))
                                              : verdictWord("%1 alerts, all muted").arg(board.muted.size());
    } else {
        return false;
    }
    us.mark = Mark::None;
    us.brief = explained > 0 ? verdictWord("other cause") : verdictWord("muted");
    return true;
}

} // namespace

Verdict verdictOnUs(const Snapshot &snapshot, const AlertBoard &board)
{
    Verdict us{.id = QStringLiteral("us"), .word = verdictWord("Us")};
    const std::vector<const ServiceState *> services = ownServices(snapshot);
    if (services.empty()) {
        us.evidence = verdictWord("no services yet");
        return us;
    }
    std::vector<const AlertGroup *> own;
    for (const AlertGroup &group : board.groups) {
        if (group.worst().service->kind == ServiceState::Kind::Service)
            own.push_back(&group);
    }
    if (!own.empty()) {
        const AlertGroup &first = *own.front();
        const AlertView &worst = first.worst();
        us.mark = first.fires() ? Mark::Bad : Mark::Pending;
        us.evidence = briefWithAge(worst, snapshot.at);
        us.brief = alertFigure(worst);
        if (first.ack)
            us.evidence += verdictWord(", acknowledged by %1").arg(first.ack->owner);
        if (own.size() > 1)
            us.evidence += verdictWord(", %1 more").arg(own.size() - 1);
        constexpr size_t mostNamed = 12;
        for (size_t i = 0; i < std::min(own.size(), mostNamed); ++i)
            us.details += alertTitle(own[i]->worst()) + u'\n';
        us.details.chop(1);
        us.service = worst.service->config.name;
        us.signal = worst.rule->signal;
        return us;
    }
    if (sayQuieted(us, board))
        return us;
    int good = 0;
    int waiting = 0;
    int blind = 0;
    for (const ServiceState *service : services) {
        const ServiceSummary summary = summaryOf(*service);
        good += summary.mark == Mark::Good ? 1 : 0;
        waiting += summary.mark == Mark::NotYet ? 1 : 0;
        blind += summary.mark == Mark::Blind ? 1 : 0;
        if (summary.mark != Mark::Good)
            us.details += QStringLiteral("%1: %2\n").arg(service->config.name, summary.word);
    }
    us.details.chop(1);
    const int all = int(services.size());
    us.evidence = waiting == all ? verdictWord("nothing to judge yet")
                                 : verdictWord("%1 of %2 within goals").arg(good).arg(all);
    us.brief = verdictWord("%1 of %2").arg(good).arg(all);
    if (good == all)
        us.mark = Mark::Good;
    else if (blind > 0)
        us.mark = Mark::Blind;
    else
        us.mark = waiting > 0 ? Mark::NotYet : Mark::Warn;
    return us;
}

Verdict verdictOnNetwork(const Snapshot &snapshot)
{
    Verdict network{.id = QStringLiteral("network"), .word = verdictWord("Network"), .page = Page::Sources};
    if (snapshot.console.network == ConsoleState::Network::Lost) {
        network.mark = Mark::Blind;
        network.evidence = snapshot.console.networkLostSince
            ? verdictWord("lost since %1").arg(minuteText(*snapshot.console.networkLostSince))
            : verdictWord("lost");
        network.brief = verdictWord("lost");
        network.details = verdictWord("This machine has no network. Polling goes on by itself when it is back.");
        return network;
    }
    const auto unseen = unseenServices(snapshot);
    if (!unseen.empty()) {
        network.mark = Mark::Blind;
        network.service = unseen.front()->config.name;
        network.evidence = unseen.size() == 1 ? verdictWord("%1 unseen").arg(network.service)
                                              : verdictWord("%1 services unseen").arg(unseen.size());
        network.brief = verdictWord("%1 unseen").arg(unseen.size());
        if (unseen.size() == 1 && unseen.front()->metrics.since)
            network.evidence += u' ' + ageText(snapshot.at - *unseen.front()->metrics.since);
        for (const ServiceState *service : unseen)
            network.details += QStringLiteral("%1: %2\n").arg(service->config.name, summaryOf(*service).word);
        network.details.chop(1);
        return network;
    }
    const std::vector<const ServiceState *> services = ownServices(snapshot);
    int answered = 0;
    for (const ServiceState *service : services)
        answered += anyAnswered(*service) ? 1 : 0;
    if (answered == 0) {
        network.evidence = services.empty() ? verdictWord("nothing asked yet") : verdictWord("asking");
        return network;
    }
    const int all = int(services.size());
    network.mark = answered == all ? Mark::Good : Mark::NotYet;
    network.evidence = answered == all ? verdictWord("all services answer")
                                       : verdictWord("%1 of %2 answered").arg(answered).arg(all);
    network.brief = verdictWord("%1 of %2").arg(answered).arg(all);
    return network;
}

std::vector<Verdict> verdictsOf(const Snapshot &snapshot, std::optional<TimePoint> blindSince)
{
    return verdictsOf(snapshot, boardOf(snapshot), blindSince);
}

std::vector<Verdict> verdictsOf(const Snapshot &snapshot, const AlertBoard &board, std::optional<TimePoint> blindSince)
{
    std::vector<Verdict> all;
    if (snapshot.loading) {
        all = {{.id = QStringLiteral("us"), .word = verdictWord("Us")},
               {.id = QStringLiteral("hubspot"), .word = QStringLiteral("HubSpot")},
               {.id = QStringLiteral("token"), .word = verdictWord("Token")},
               {.id = QStringLiteral("quota"), .word = verdictWord("Quota")},
               {.id = QStringLiteral("network"), .word = verdictWord("Network")},
               {.id = QStringLiteral("console"), .word = verdictWord("Console"), .evidence = verdictWord("starting")}};
    } else {
        all = {verdictOnUs(snapshot, board), verdictOnHubSpot(snapshot), verdictOnToken(snapshot),
               verdictOnQuota(snapshot),     verdictOnNetwork(snapshot), verdictOnConsole(snapshot)};
    }
    if (!blindSince)
        return all;
    for (Verdict &verdict : all) {
        verdict.mark = Mark::Blind;
        verdict.evidence = verdictWord("unknown");
        verdict.brief.clear();
        verdict.details = verdictWord("The engine has not been heard of since %1. What is shown is the last it said.")
                              .arg(clockText(*blindSince));
    }
    all.back().evidence = verdictWord("blind since %1").arg(minuteText(*blindSince));
    all.back().brief = verdictWord("blind");
    return all;
}

} // namespace hubwatch::ui
