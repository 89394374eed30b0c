#include "hubspot/status_page.h"

#include "hubspot/json_fields.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <algorithm>

namespace hubwatch {

namespace {

using Level = StatusPage::Level;

constexpr qsizetype longestWords = 500;

Level indicatorLevel(const QString &word)
{
    if (word == u"none")
        return Level::Operational;
    if (word == u"maintenance")
        return Level::Maintenance;
    if (word == u"minor")
        return Level::Degraded;
    if (word == u"major")
        return Level::PartialOutage;
    return word == u"critical" ? Level::MajorOutage : Level::Unknown;
}

Level componentLevel(const QString &word)
{
    if (word == u"operational")
        return Level::Operational;
    if (word == u"under_maintenance")
        return Level::Maintenance;
    if (word == u"degraded_performance")
        return Level::Degraded;
    if (word == u"partial_outage")
        return Level::PartialOutage;
    return word == u"major_outage" ? Level::MajorOutage : Level::Unknown;
}

/// What an update says, without markup and on one line.
QString plainWords(QString body)
{
    static const QRegularExpression tag(QStringLiteral("<[^>]*>"));
    body.replace(tag, QStringLiteral(" "));
    body.replace(QStringLiteral("&nbsp;"), QStringLiteral(" "));
    body.replace(QStringLiteral("&lt;"), QStringLiteral("<"));
    body.replace(QStringLiteral("&gt;"), QStringLiteral(">"));
    body.replace(QStringLiteral("&quot;"), QStringLiteral("\""));
    body.replace(QStringLiteral("&#39;"), QStringLiteral("'"));
    body.replace(QStringLiteral("&amp;"), QStringLiteral("&"));
    body = body.simplified();
    return body.size() <= longestWords ? body : body.left(longestWords - 1) + u'…';
}

QString newestUpdate(const QJsonArray &updates)
{
    QString words;
    std::optional<TimePoint> newest;
    for (const QJsonValue &update : updates) {
        const auto shown = instantField(update[QStringLiteral("display_at")]);
        const TimePoint at = shown ? *shown : instantField(update[QStringLiteral("created_at")]).value_or(TimePoint());
        if (newest && at <= *newest) // the page lists the newest first
            continue;
        newest = at;
        words = plainWords(update[QStringLiteral("body")].toString());
    }
    return words;
}

StatusPage::Incident incidentOf(const QJsonObject &json, bool maintenance)
{
    const auto instant = [&](const char *name) { return instantField(json[QLatin1StringView(name)]); };
    const TimePoint created = instant("created_at").value_or(TimePoint());
    StatusPage::Incident incident{.id = textField(json[QStringLiteral("id")]),
                                  .name = textField(json[QStringLiteral("name")]),
                                  .state = textField(json[QStringLiteral("status")]),
                                  .impact = textField(json[QStringLiteral("impact")]),
                                  .link = textField(json[QStringLiteral("shortlink")]),
                                  .maintenance = maintenance,
                                  .startedAt = instant(maintenance ? "scheduled_for" : "started_at").value_or(created),
                                  .resolvedAt = instant(maintenance ? "scheduled_until" : "resolved_at"),
                                  .lastWords = newestUpdate(json[QStringLiteral("incident_updates")].toArray())};
    for (const QJsonValue &component : json[QStringLiteral("components")].toArray())
        incident.components += textField(component[QStringLiteral("name")]);
    return incident;
}

bool isOver(const StatusPage::Incident &incident)
{
    return incident.state == u"resolved" || incident.state == u"postmortem" || incident.state == u"completed";
}

std::vector<StatusPage::Incident> incidentsOf(const QJsonValue &list, bool maintenance)
{
    std::vector<StatusPage::Incident> incidents;
    for (const QJsonValue &entry : list.toArray())
        incidents.push_back(incidentOf(entry.toObject(), maintenance));
    std::erase_if(incidents, isOver);
    std::ranges::stable_sort(incidents, std::ranges::greater(), &StatusPage::Incident::startedAt);
    return incidents;
}

} // namespace

Result<StatusPage> parseStatusPage(const QByteArray &json)
{
    const auto root = jsonObject(json, "status page");
    if (!root)
        return tl::unexpected(root.error());
    const QJsonValue status = (*root)[QStringLiteral("status")];
    if (!status[QStringLiteral("indicator")].isString())
        return fail(Error::Kind::Malformed,
                    QStringLiteral("status page: status.indicator: expected text, found %1")
                        .arg(jsonTypeName(status[QStringLiteral("indicator")])));
    StatusPage page{.level = indicatorLevel(status[QStringLiteral("indicator")].toString()),
                    .description = textField(status[QStringLiteral("description")]),
                    .updatedAt
                    = instantField((*root)[QStringLiteral("page")][QStringLiteral("updated_at")]).value_or(TimePoint()),
                    .incidents = incidentsOf((*root)[QStringLiteral("incidents")], false),
                    .maintenances = incidentsOf((*root)[QStringLiteral("scheduled_maintenances")], true)};
    for (const QJsonValue &component : (*root)[QStringLiteral("components")].toArray())
        if (!component[QStringLiteral("group")].toBool())
            page.components.push_back({.name = textField(component[QStringLiteral("name")]),
                                       .level = componentLevel(component[QStringLiteral("status")].toString())});
    return page;
}

std::optional<double> statusGauge(StatusPage::Level level)
{
    switch (level) {
    case Level::Unknown: return std::nullopt;
    case Level::Operational: return 1;
    case Level::Maintenance:
    case Level::Degraded: return 0;
    case Level::PartialOutage:
    case Level::MajorOutage: return -1;
    }
    Q_UNREACHABLE();
}

} // namespace hubwatch
