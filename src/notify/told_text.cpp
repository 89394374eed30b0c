#include "notify/told_text.h"

#include <algorithm>

namespace hubwatch {

using Reason = Notice::Reason;

namespace {

QString alertCount(qsizetype count)
{
    return count == 1 ? QStringLiteral("1 alert") : QStringLiteral("%1 alerts").arg(count);
}

QString acknowledgedText(const Notice &notice)
{
    const QString by = notice.by.isEmpty() ? QStringLiteral("somebody") : notice.by;
    return notice.note.isEmpty() ? QStringLiteral("acknowledged by %1").arg(by)
                                 : QStringLiteral("acknowledged by %1: %2").arg(by, notice.note);
}

/// The worst of those that fire, which a headline should name.
const ToldAlert *leadingAlert(const Notice &notice)
{
    const ToldAlert *lead = nullptr;
    for (const ToldAlert &alert : notice.alerts) {
        const bool better = !lead || (alert.firing && !lead->firing)
            || (alert.firing == lead->firing && alert.severity < lead->severity);
        if (better)
            lead = &alert;
    }
    return lead;
}

} // namespace

QString cutLine(const QString &text, qsizetype most)
{
    const QString line = text.simplified();
    const qsizetype points = std::ranges::count_if(line, [](QChar c) { return !c.isLowSurrogate(); });
    if (points <= most)
        return line;
    qsizetype units = 0;
    for (qsizetype kept = 0; kept < most - 1; ++kept)
        units += line[units].isHighSurrogate() && units + 1 < line.size() && line[units + 1].isLowSurrogate() ? 2 : 1;
    return line.left(units) + QChar(0x2026);
}

QString headline(const Notice &notice)
{
    const ToldAlert *lead = leadingAlert(notice);
    QString what = lead ? lead->title : notice.group;
    if (what.isEmpty())
        what = notice.key;
    if (notice.alerts.size() > 1)
        what += QStringLiteral(" (+ %1 more)").arg(notice.alerts.size() - 1);
    switch (notice.event) {
    case Notice::Event::Trigger: return what;
    case Notice::Event::Acknowledge: return QStringLiteral("Acknowledged: ") + what;
    case Notice::Event::Resolve: return QStringLiteral("Resolved: ") + what;
    case Notice::Event::Test: return QStringLiteral("TEST of route %1: nothing is wrong").arg(notice.route);
    }
    Q_UNREACHABLE();
}

QString changeLine(const Notice &notice)
{
    const qsizetype firing = firingCount(notice);
    const qsizetype over = qsizetype(notice.alerts.size()) - firing;
    switch (notice.reason) {
    case Reason::FirstNotification: return QStringLiteral("%1 firing").arg(alertCount(firing));
    case Reason::NewAlerts: return QStringLiteral("new alerts; %1 firing now").arg(alertCount(firing));
    case Reason::NewResolved: return QStringLiteral("%1 resolved, %2 still firing").arg(alertCount(over)).arg(firing);
    case Reason::AllResolved: return QStringLiteral("all is resolved");
    case Reason::Repeat:
    case Reason::Resend: return QStringLiteral("still firing: %1").arg(alertCount(firing));
    case Reason::Acknowledged: return acknowledgedText(notice);
    case Reason::Worse: return QStringLiteral("worse than before: %1").arg(severityName(worstSeverity(notice)));
    case Reason::Test: return QStringLiteral("a test, sent by hand");
    }
    Q_UNREACHABLE();
}

Rule::Severity worstSeverity(const Notice &notice)
{
    const ToldAlert *lead = leadingAlert(notice);
    return lead ? lead->severity : Rule::Severity::Ticket;
}

QString severityName(Rule::Severity severity)
{
    switch (severity) {
    case Rule::Severity::Page: return QStringLiteral("page");
    case Rule::Severity::Notify: return QStringLiteral("notify");
    case Rule::Severity::Ticket: return QStringLiteral("ticket");
    }
    Q_UNREACHABLE();
}

qsizetype firingCount(const Notice &notice)
{
    return std::ranges::count_if(notice.alerts, &ToldAlert::firing);
}

} // namespace hubwatch
