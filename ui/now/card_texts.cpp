#include "ui/now/card_texts.h"

#include "ui/format.h"
#include "ui/now/told_words.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString cardWord(const char *text)
{
    return QCoreApplication::translate("card", text);
}

constexpr size_t mostBelow = 20;

using Lines = std::vector<std::pair<Mark, QString>>;

/// One line an alert, the worst first.
Lines belowLines(const std::vector<AlertView> &views, TimePoint now)
{
    Lines lines;
    for (const AlertView &view : views) {
        if (lines.size() == mostBelow) {
            lines.emplace_back(Mark::None, cardWord("%1 more").arg(views.size() - mostBelow));
            break;
        }
        const bool firing = view.alert->state == Alert::State::Firing;
        lines.emplace_back(firing ? Mark::Bad : Mark::Pending,
                           QStringLiteral("%1 · %2 %3")
                               .arg(alertTitle(view), firing ? cardWord("firing") : cardWord("pending"),
                                    ageText(now - view.alert->since)));
    }
    return lines;
}

QString hidesWord(size_t count)
{
    return count == 1 ? cardWord("hides 1 alert") : cardWord("hides %1 alerts").arg(count);
}

void setBelow(CardText &card, const HiddenAlerts &hidden, TimePoint now)
{
    card.foldWord = hidesWord(hidden.alerts.size());
    card.below = belowLines(hidden.alerts, now);
}

Mark markOfCause(Cause::Kind kind)
{
    switch (kind) {
    case Cause::Kind::Token: return Mark::Bad;
    case Cause::Kind::HubSpot:
    case Cause::Kind::Quota: return Mark::Warn;
    case Cause::Kind::Network:
    case Cause::Kind::Console: return Mark::Blind;
    case Cause::Kind::Us: return Mark::None;
    }
    Q_UNREACHABLE();
}

/// A cause that has no card of its own.
CardText causeCard(const HiddenAlerts &hidden, TimePoint now)
{
    CardText card{.key
                  = QStringLiteral("cause/") + (hidden.by ? hidden.by->service + u'/' + hidden.by->rule : hidden.why)};
    card.mark = markOfCause(hidden.cause.kind);
    card.title = cardWord("Hidden by: %1").arg(hidden.why);
    card.line = hidden.alerts.size() == 1
        ? cardWord("1 alert follows from it; nobody is told of it.")
        : cardWord("%1 alerts follow from it; nobody is told of them.").arg(hidden.alerts.size());
    card.quiet = card.mark == Mark::None;
    setBelow(card, hidden, now);
    return card;
}

CardText groupCard(const AlertGroup &group, const Snapshot &snapshot, const IncidentIndex &incidents)
{
    const AlertView &worst = group.worst();
    CardText card{.key = group.key};
    card.mark = group.fires() ? Mark::Bad : Mark::Pending;
    card.title = alertTitle(worst);
    card.line = alertClock(worst, snapshot.at);
    if (const QString told = toldText(group, snapshot); !told.isEmpty()) {
        // After since when: what was done about it comes before what the rule says.
        const qsizetype at = card.line.indexOf(QStringLiteral(" · "));
        card.line.insert(at < 0 ? card.line.size() : at, QStringLiteral(" · ") + told);
    }
    if (group.ack)
        card.line = acknowledgedText(*group.ack, snapshot.at) + u'\n' + card.line;
    if (const QString also = alsoText(group, snapshot.at); !also.isEmpty())
        card.line += u'\n' + also;
    card.facts = explanation(group, snapshot.at);
    card.service = worst.service->config.name;
    card.signal = worst.rule->signal;
    card.alerts = idsOf(group);
    if (!group.ack) {
        for (const AlertView &view : group.alerts) {
            if (view.alert->state == Alert::State::Firing)
                card.toTakeOn.push_back(idOf(view));
        }
    }
    card.incident = incidents.of(group);
    card.quiet = group.ack != nullptr;
    return card;
}

bool holdsAlert(const CardText &card, const AlertId &id)
{
    return std::ranges::find(card.alerts, id) != card.alerts.end();
}

} // namespace

std::vector<CardText> alertCards(const Snapshot &snapshot, const AlertBoard &board, size_t most)
{
    const IncidentIndex incidents(snapshot.alerting);
    std::vector<CardText> cards;
    std::vector<const HiddenAlerts *> facts;
    for (const HiddenAlerts &hidden : board.hidden)
        facts.push_back(&hidden);
    for (const AlertGroup &group : board.groups) {
        if (cards.size() >= most)
            break;
        cards.push_back(groupCard(group, snapshot, incidents));
        std::erase_if(facts, [&](const HiddenAlerts *hidden) {
            if (!hidden->by || !holdsAlert(cards.back(), *hidden->by))
                return false;
            setBelow(cards.back(), *hidden, snapshot.at);
            return true;
        });
    }
    // A cause stands where what it hides would: above what somebody looks after.
    auto at = std::ranges::find(cards, true, &CardText::quiet);
    for (const HiddenAlerts *hidden : facts)
        at = std::next(cards.insert(at, causeCard(*hidden, snapshot.at)));
    if (cards.size() > most)
        cards.resize(most);
    return cards;
}

std::optional<CardText> mutedCard(const AlertBoard &board, TimePoint now)
{
    if (board.muted.empty())
        return std::nullopt;
    CardText card{.key = QStringLiteral("muted"), .mark = Mark::None};
    card.title = cardWord("%1 muted").arg(board.muted.size());
    card.foldWord = cardWord("show");
    card.quiet = true;
    card.below = belowLines(board.muted, now);
    return card;
}

void hideBelow(std::vector<CardText> &cards, AlertBoard &board, TimePoint now)
{
    std::erase_if(board.hidden, [&](const HiddenAlerts &hidden) {
        if (hidden.by || hidden.cause.kind != Cause::Kind::Network)
            return false;
        const auto card = std::ranges::find(cards, QStringLiteral("network-lost"), &CardText::key);
        if (card == cards.end())
            return false;
        setBelow(*card, hidden, now);
        return true;
    });
}

std::vector<CardText> troubleCards(const Snapshot &snapshot)
{
    std::vector<CardText> cards;
    if (!snapshot.console.storeFault.isEmpty()) {
        CardText card{.key = QStringLiteral("store-fault"), .mark = Mark::Bad};
        card.title = cardWord("Samples are not being stored");
        card.line = cardWord("%1. Polling and rules go on; what is not stored will be a gap in the charts.")
                        .arg(snapshot.console.storeFault);
        if (!snapshot.console.dataDirectory.isEmpty())
            card.facts = {{cardWord("Data folder"), snapshot.console.dataDirectory}};
        cards.push_back(std::move(card));
    }
    if (snapshot.console.network == ConsoleState::Network::Lost) {
        CardText card{.key = QStringLiteral("network-lost"), .mark = Mark::Blind};
        card.title = snapshot.console.networkLostSince
            ? cardWord("This machine has no network since %1").arg(minuteText(*snapshot.console.networkLostSince))
            : cardWord("This machine has no network");
        card.line = cardWord("No service can be seen, and none is judged meanwhile. Polling goes on by itself.");
        cards.push_back(std::move(card));
    }
    if (!snapshot.workspaceProblems.empty()) {
        CardText card{.key = QStringLiteral("workspace"), .mark = Mark::Warn};
        card.unfolded = true;
        const QString file = QFileInfo(snapshot.workspacePath).fileName();
        card.title = snapshot.workspaceProblems.size() == 1
            ? cardWord("%1 has a mistake").arg(file)
            : cardWord("%1 has %2 mistakes").arg(file).arg(snapshot.workspaceProblems.size());
        card.line = cardWord("The last good configuration stays in force. Mend the file and it is read again.");
        for (const WorkspaceProblem &problem : snapshot.workspaceProblems) {
            const QString place = problem.line > 0 ? QStringLiteral("%1:%2").arg(file).arg(problem.line) : file;
            card.facts.push_back(
                {place,
                 problem.key.isEmpty() ? problem.text : QStringLiteral("%1: %2").arg(problem.key, problem.text)});
        }
        cards.push_back(std::move(card));
    }
    if (!snapshot.console.storeNotice.isEmpty()) {
        CardText card{.key = QStringLiteral("store-notice"), .mark = Mark::Warn};
        card.title = cardWord("A damaged store was set aside");
        card.line = snapshot.console.storeNotice;
        cards.push_back(std::move(card));
    }
    return cards;
}

} // namespace hubwatch::ui
