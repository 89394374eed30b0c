#include "ui/tray/tray_words.h"

#include "ui/batch/batch_brief.h"
#include "ui/format.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr size_t mostTroubles = 3;

QString trayWord(const char *text)
{
    return QCoreApplication::translate("tray", text);
}

int levelOf(Rule::Severity severity)
{
    switch (severity) {
    case Rule::Severity::Page: return 3;
    case Rule::Severity::Notify: return 2;
    case Rule::Severity::Ticket: return 1;
    }
    Q_UNREACHABLE();
}

TrayWords::Trouble troubleOf(const AlertGroup &group, TimePoint now)
{
    const AlertView &worst = group.worst();
    TrayWords::Trouble trouble{.key = group.key, .mark = group.fires() ? Mark::Bad : Mark::Pending};
    trouble.text = QStringLiteral("%1, %2").arg(alertBrief(worst), ageText(now - worst.alert->since));
    if (group.ack)
        trouble.text += trayWord(", acknowledged by %1").arg(group.ack->owner);
    trouble.alerts = idsOf(group);
    if (!group.ack) {
        for (const AlertView &view : group.alerts) {
            if (view.alert->state == Alert::State::Firing)
                trouble.toTakeOn.push_back(idOf(view));
        }
    }
    return trouble;
}

bool anyUnseen(const Snapshot &snapshot)
{
    return snapshot.console.network == ConsoleState::Network::Lost
        || std::ranges::any_of(snapshot.services, [](const ServiceState &service) {
               return service.metrics.reach == EndpointState::Reach::Unreachable;
           });
}

/// Without anything that fires.
Mark calmMark(const Snapshot &snapshot, const AlertBoard &board)
{
    if (snapshot.loading || snapshot.services.empty())
        return Mark::NotYet;
    if (!board.groups.empty())
        return board.groups.front().fires() ? Mark::Warn : Mark::Pending; // firing ones are all taken on
    if (!board.hidden.empty())
        return Mark::Warn;
    return anyUnseen(snapshot) ? Mark::Blind : Mark::Good;
}

QString calmWords(Mark mark)
{
    switch (mark) {
    case Mark::Good: return trayWord("nothing fires");
    case Mark::Blind: return trayWord("not all can be seen");
    case Mark::NotYet: return trayWord("nothing to judge yet");
    case Mark::Bad:
    case Mark::Warn:
    case Mark::Pending:
    case Mark::None: return {};
    }
    Q_UNREACHABLE();
}

} // namespace

TrayWords trayWords(const Snapshot &snapshot, const AlertBoard &board, std::optional<TimePoint> blindSince)
{
    TrayWords words;
    if (blindSince) {
        words.mark = Mark::Blind;
        words.tip = trayWord("Hubwatch is blind since %1: nothing is known").arg(clockText(*blindSince));
        return words;
    }
    words.count = board.loud();
    const bool unsafe = !snapshot.alerting.fault.isEmpty();
    words.mark = words.count > 0 || unsafe ? Mark::Bad : calmMark(snapshot, board);
    for (const AlertGroup &group : board.groups) {
        if (words.worst.size() < mostTroubles)
            words.worst.push_back(troubleOf(group, snapshot.at));
    }
    QStringList lines{words.count > 0 ? trayWord("Hubwatch: %1 firing").arg(words.count) : QStringLiteral("Hubwatch")};
    if (unsafe)
        lines << trayWord("deliveries are not safe: %1").arg(snapshot.alerting.fault);
    for (const TrayWords::Trouble &trouble : words.worst)
        lines << trouble.text;
    if (board.groups.size() > mostTroubles)
        lines << trayWord("%1 more").arg(board.groups.size() - mostTroubles);
    if (const QString calm = calmWords(words.mark); lines.size() == 1 && !calm.isEmpty())
        lines[0] += QStringLiteral(": ") + calm;
    const BatchBrief brief = batchBrief(snapshot);
    words.batch = brief.words;
    words.batchJob = brief.job;
    if (!words.batch.isEmpty())
        lines << words.batch;
    words.tip = lines.join(u'\n');
    return words;
}

QHash<QString, int> troubleLevels(const AlertBoard &board, std::optional<TimePoint> blindSince)
{
    if (blindSince)
        return {{QStringLiteral("blind"), levelOf(Rule::Severity::Page)}};
    QHash<QString, int> levels;
    for (const AlertGroup &group : board.groups) {
        if (group.ack)
            continue;
        for (const AlertView &view : group.alerts) {
            if (view.alert->state == Alert::State::Firing)
                levels[group.key] = std::max(levels.value(group.key), levelOf(view.rule->severity));
        }
    }
    return levels;
}

QString titleWithCount(const QString &title, int count)
{
    return count > 0 ? QStringLiteral("(%1) %2").arg(count).arg(title) : title;
}

} // namespace hubwatch::ui
