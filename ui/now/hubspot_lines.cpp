#include "ui/now/hubspot_lines.h"

#include "ui/credentials/account_words.h"
#include "ui/error_text.h"
#include "ui/format.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

using Level = StatusPage::Level;

constexpr Duration staleAfter = 15min; // three polls of the slowest rhythm
constexpr Duration remindBefore = 15 * 24h;

QString hubspotWord(const char *text)
{
    return QCoreApplication::translate("hubspot", text);
}

Mark markOf(Level level)
{
    switch (level) {
    case Level::Unknown: return Mark::Blind;
    case Level::Operational: return Mark::Good;
    case Level::Maintenance: return Mark::None;
    case Level::Degraded: return Mark::Warn;
    case Level::PartialOutage:
    case Level::MajorOutage: return Mark::Bad;
    }
    Q_UNREACHABLE();
}

QString levelWord(Level level)
{
    switch (level) {
    case Level::Unknown: return hubspotWord("unknown");
    case Level::Operational: return hubspotWord("operational");
    case Level::Maintenance: return hubspotWord("maintenance");
    case Level::Degraded: return hubspotWord("degraded");
    case Level::PartialOutage: return hubspotWord("partial outage");
    case Level::MajorOutage: return hubspotWord("major outage");
    }
    Q_UNREACHABLE();
}

Mark markOfImpact(const StatusPage::Incident &incident)
{
    return incident.impact == u"major" || incident.impact == u"critical" ? Mark::Bad : Mark::Warn;
}

/// The page, when it was read lately enough to be believed.
const StatusPage *seenPage(const Snapshot &snapshot)
{
    const HubSpotStatus &status = snapshot.hubspot;
    const bool lost = snapshot.console.network == ConsoleState::Network::Lost;
    return status.page && status.readAt && snapshot.at - *status.readAt <= staleAfter && !lost ? &*status.page
                                                                                               : nullptr;
}

/// What integrations stand on comes before what marketing looks at.
int importanceOf(const StatusPage::Component &component)
{
    int place = 0;
    for (const char *word : {"api", "webhook", "crm", "oauth", "login", "search"}) {
        if (component.name.contains(QLatin1StringView(word), Qt::CaseInsensitive))
            return place;
        ++place;
    }
    return place;
}

EventLine dueLine(Mark mark, const QString &text, TimePoint at, TimePoint now)
{
    EventLine line{.mark = mark, .text = text};
    line.time = at > now ? hubspotWord("in %1").arg(ageText(at - now)) : hubspotWord("now");
    line.details = QStringLiteral("%1\n%2").arg(text, instantText(at));
    return line;
}

void addDue(std::vector<std::pair<TimePoint, EventLine>> &due, const AccountState &account, TimePoint now)
{
    const QString &name = account.config.name;
    const CredentialRecord &record = account.credential;
    if (const auto at = rotationDue(record); at && *at - now <= remindBefore && !record.rotation) {
        const bool late = *at <= now;
        EventLine line = dueLine(
            late ? Mark::Bad : Mark::Warn,
            (late ? hubspotWord("Token %1 is overdue for rotation") : hubspotWord("Token %1 is due for rotation"))
                .arg(name),
            *at, now);
        if (late)
            line.time = hubspotWord("since %1").arg(ageText(now - *at));
        due.emplace_back(*at, std::move(line));
    }
    if (record.rotation && record.rotation->graceEndsAt && *record.rotation->graceEndsAt > now) {
        const TimePoint at = *record.rotation->graceEndsAt;
        due.emplace_back(at, dueLine(Mark::Pending, hubspotWord("Old token of %1 stops working").arg(name), at, now));
    }
    if (!quotaShare(account, now))
        return;
    const QuotaForecast &quota = *account.quota;
    if (quota.runsOutAt && *quota.runsOutAt > now)
        due.emplace_back(*quota.runsOutAt,
                         dueLine(Mark::Warn, hubspotWord("Quota of %1 runs out").arg(name), *quota.runsOutAt, now));
    else if (quota.resetsAt && *quota.resetsAt > now && quota.used * 2 > quota.limit)
        due.emplace_back(*quota.resetsAt,
                         dueLine(Mark::None, hubspotWord("Quota of %1 resets").arg(name), *quota.resetsAt, now));
}

} // namespace

MarkedWord hubspotLevel(const Snapshot &snapshot)
{
    const HubSpotStatus &status = snapshot.hubspot;
    const StatusPage *page = seenPage(snapshot);
    if (!page) {
        if (status.page && status.readAt)
            return {Mark::Blind, hubspotWord("unseen %1").arg(ageText(snapshot.at - *status.readAt))};
        return status.error ? MarkedWord{Mark::Blind, hubspotWord("unseen")}
                            : MarkedWord{Mark::NotYet, hubspotWord("not asked yet")};
    }
    const QString age = ageText(snapshot.at - *status.readAt);
    if (page->level == Level::Operational && page->incidents.empty())
        return {Mark::Good, hubspotWord("all operational, %1").arg(age)};
    Mark mark = markOf(page->level);
    if (page->level == Level::Operational)
        mark = markOfImpact(page->incidents.front());
    const QString word = page->level == Level::Operational ? hubspotWord("incident") : levelWord(page->level);
    return {mark,
            page->incidents.empty() ? QStringLiteral("%1, %2").arg(word, age)
                                    : QStringLiteral("%1: %2, %3").arg(word, page->incidents.front().name, age)};
}

QString hubspotDetails(const Snapshot &snapshot)
{
    const HubSpotStatus &status = snapshot.hubspot;
    QStringList lines;
    if (status.error)
        lines << errorText(*status.error, hubspotWord("read status.hubspot.com")).sentence;
    if (status.page) {
        lines << status.page->description;
        for (const StatusPage::Incident &incident : status.page->incidents)
            lines << QStringLiteral("%1 (%2): %3").arg(incident.name, incident.state, incident.lastWords);
    }
    lines.removeAll(QString());
    return lines.join(u'\n');
}

QString hubspotNote(const Snapshot &snapshot)
{
    const QString place = QStringLiteral("status.hubspot.com");
    if (!snapshot.hubspot.readAt)
        return place;
    return hubspotWord("%1, %2 ago").arg(place, ageText(snapshot.at - *snapshot.hubspot.readAt));
}

std::vector<EventLine> hubspotLines(const Snapshot &snapshot, int most)
{
    std::vector<EventLine> lines;
    const StatusPage *page = seenPage(snapshot);
    if (!page) {
        if (!snapshot.hubspot.error && !snapshot.hubspot.page)
            return lines;
        lines.push_back({.mark = Mark::Blind, .text = hubspotWord("HubSpot's status is unseen")});
        lines.back().details = hubspotDetails(snapshot);
        return lines;
    }
    for (const StatusPage::Incident &incident : page->incidents) {
        EventLine line{.mark = markOfImpact(incident), .text = incident.name, .time = incident.state};
        line.details = QStringLiteral("%1\n%2").arg(incident.lastWords,
                                                    hubspotWord("since %1").arg(instantText(incident.startedAt)));
        lines.push_back(std::move(line));
    }
    std::vector<StatusPage::Component> components = page->components;
    std::ranges::stable_sort(components, [](const auto &a, const auto &b) {
        const bool fineA = a.level == Level::Operational;
        const bool fineB = b.level == Level::Operational;
        return fineA != fineB ? fineB : importanceOf(a) < importanceOf(b);
    });
    int left = int(components.size());
    for (const StatusPage::Component &component : components) {
        const bool fine = component.level == Level::Operational;
        if (int(lines.size()) >= most - 1 && fine && left > 1)
            break;
        lines.push_back({.mark = markOf(component.level), .text = component.name, .time = levelWord(component.level)});
        lines.back().details = QStringLiteral("%1: %2").arg(component.name, levelWord(component.level));
        --left;
    }
    if (left > 0)
        lines.push_back(
            {.mark = Mark::Good, .text = hubspotWord("%1 more").arg(left), .time = levelWord(Level::Operational)});
    return lines;
}

std::vector<std::pair<TimePoint, EventLine>> dueLines(const Snapshot &snapshot)
{
    std::vector<std::pair<TimePoint, EventLine>> due;
    for (const AccountState &account : snapshot.accounts)
        addDue(due, account, snapshot.at);
    if (const StatusPage *page = seenPage(snapshot)) {
        for (const StatusPage::Incident &maintenance : page->maintenances) {
            if (maintenance.startedAt > snapshot.at && maintenance.startedAt - snapshot.at < 48h)
                due.emplace_back(maintenance.startedAt,
                                 dueLine(Mark::None, hubspotWord("HubSpot maintenance: %1").arg(maintenance.name),
                                         maintenance.startedAt, snapshot.at));
        }
    }
    return due;
}

} // namespace hubwatch::ui
