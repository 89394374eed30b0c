#include "ui/format.h"
#include "ui/now/alert_card.h"
#include "ui/now/alert_groups.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace hubwatch::ui {

namespace {

QString cardWord(const char *text)
{
    return QCoreApplication::translate("card", text);
}

} // namespace

std::vector<CardText> alertCards(const Snapshot &snapshot)
{
    std::vector<CardText> cards;
    for (const AlertGroup &group : alertGroups(snapshot)) {
        const AlertView &worst = group.worst();
        CardText card{.key = group.key};
        card.mark = worst.alert->state == Alert::State::Firing ? Mark::Bad : Mark::Pending;
        card.title = alertTitle(worst);
        card.line = alertClock(worst, snapshot.at);
        if (const QString also = alsoText(group, snapshot.at); !also.isEmpty())
            card.line += u'\n' + also;
        card.facts = explanation(group, snapshot.at);
        card.service = worst.service->config.name;
        card.signal = worst.rule->signal;
        cards.push_back(std::move(card));
    }
    return cards;
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
