#include "app/accounts/status_news.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace hubwatch {

namespace {

constexpr Duration farthestBack = 24h;

Event newsEvent(TimePoint at, const KnownIncident &incident, const QString &from, const QString &words)
{
    return {.at = at,
            .kind = Event::Kind::HubSpot,
            .subject = incident.maintenance ? QStringLiteral("maintenance") : QStringLiteral("incident"),
            .from = from,
            .to = incident.state,
            .text = QStringLiteral("HubSpot: %1, %2").arg(incident.name, words)};
}

QString wordsOf(const StatusPage::Incident &incident)
{
    if (incident.maintenance || incident.impact.isEmpty() || incident.impact == QStringLiteral("none"))
        return incident.state;
    return QStringLiteral("%1 impact, %2").arg(incident.impact, incident.state);
}

} // namespace

StatusNews statusNews(const KnownIncidents &known, const StatusPage &page, TimePoint now)
{
    StatusNews news;
    const auto look = [&](const StatusPage::Incident &incident) {
        const KnownIncident is{.name = incident.name, .state = incident.state, .maintenance = incident.maintenance};
        news.known[incident.id] = is;
        const auto was = known.find(incident.id);
        if (was == known.end()) {
            // A maintenance is announced days ahead: it is news now, and again when it begins.
            const TimePoint at = incident.startedAt > now ? now : std::max(incident.startedAt, now - farthestBack);
            news.events.push_back(newsEvent(at, is, {}, wordsOf(incident)));
        } else if (was->second.state != incident.state) {
            news.events.push_back(newsEvent(now, is, was->second.state, wordsOf(incident)));
        }
    };
    std::ranges::for_each(page.incidents, look);
    std::ranges::for_each(page.maintenances, look);
    for (const auto &[id, was] : known) {
        if (news.known.contains(id))
            continue;
        KnownIncident over = was;
        over.state = QStringLiteral("resolved");
        news.events.push_back(newsEvent(now, over, was.state, QStringLiteral("over")));
    }
    return news;
}

QByteArray toBytes(const KnownIncidents &known)
{
    QJsonObject all;
    for (const auto &[id, incident] : known)
        all[id] = QJsonObject{{QStringLiteral("name"), incident.name},
                              {QStringLiteral("state"), incident.state},
                              {QStringLiteral("maintenance"), incident.maintenance}};
    return QJsonDocument(all).toJson(QJsonDocument::Compact);
}

KnownIncidents knownIncidentsOf(const QByteArray &bytes)
{
    KnownIncidents known;
    const QJsonObject all = QJsonDocument::fromJson(bytes).object();
    for (auto it = all.begin(); it != all.end(); ++it) {
        const QJsonObject incident = it.value().toObject();
        known[it.key()] = {.name = incident[QStringLiteral("name")].toString(),
                           .state = incident[QStringLiteral("state")].toString(),
                           .maintenance = incident[QStringLiteral("maintenance")].toBool()};
    }
    return known;
}

} // namespace hubwatch
