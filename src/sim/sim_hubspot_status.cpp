#include "sim/sim_hubspot_status.h"

#include "base/time_text.h"

#include <QJsonArray>
#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView pageId("simulatedpage");

QJsonObject componentJson(const SimStatus &status, size_t index, const QString &changedAt)
{
    const auto &[name, state] = status.components[index];
    return {{"id"_L1, QStringLiteral("component%1").arg(index + 1)},
            {"name"_L1, name},
            {"status"_L1, state},
            {"description"_L1, QJsonValue::Null},
            {"position"_L1, int(index) + 1},
            {"group"_L1, false},
            {"group_id"_L1, QJsonValue::Null},
            {"showcase"_L1, false},
            {"only_show_if_degraded"_L1, false},
            {"created_at"_L1, changedAt},
            {"updated_at"_L1, changedAt},
            {"page_id"_L1, pageId}};
}

QJsonObject incidentJson(const SimStatus &status, const SimIncident &incident, size_t index, TimePoint now)
{
    const QString id
        = QStringLiteral("%1%2").arg(incident.isMaintenance ? "maintenance"_L1 : "incident"_L1).arg(index + 1);
    const QString begun = utcText(incident.isMaintenance ? std::min(incident.from, now) : incident.from);
    QJsonArray components;
    for (size_t i = 0; i < status.components.size(); ++i) {
        if (status.components[i].first == incident.component)
            components.append(componentJson(status, i, begun));
    }
    const QJsonObject update{{"id"_L1, id + "update"_L1},
                             {"status"_L1, incident.state},
                             {"body"_L1, incident.words},
                             {"incident_id"_L1, id},
                             {"created_at"_L1, begun},
                             {"display_at"_L1, begun},
                             {"affected_components"_L1, QJsonArray()}};
    QJsonObject json{{"id"_L1, id},
                     {"name"_L1, incident.name},
                     {"status"_L1, incident.state},
                     {"impact"_L1, incident.impact},
                     {"shortlink"_L1, QStringLiteral("https://stspg.example.test/%1").arg(id)},
                     {"created_at"_L1, begun},
                     {"updated_at"_L1, begun},
                     {"started_at"_L1, begun},
                     {"monitoring_at"_L1, QJsonValue::Null},
                     {"resolved_at"_L1, QJsonValue::Null},
                     {"page_id"_L1, pageId},
                     {"incident_updates"_L1, QJsonArray{update}},
                     {"components"_L1, components}};
    if (incident.isMaintenance) {
        json.insert("scheduled_for"_L1, utcText(incident.from));
        json.insert("scheduled_until"_L1, utcText(incident.until.value_or(incident.from + 1h)));
    }
    return json;
}

} // namespace

void SimStatus::setComponent(const QString &name, const QString &state)
{
    const auto at = std::ranges::find(components, name, [](const auto &known) { return known.first; });
    if (at == components.end())
        components.emplace_back(name, state);
    else
        at->second = state;
}

QJsonObject statusSummary(const SimStatus &status, TimePoint now)
{
    QJsonArray components;
    QJsonArray incidents;
    QJsonArray maintenances;
    for (size_t i = 0; i < status.components.size(); ++i)
        components.append(componentJson(status, i, utcText(now)));
    for (size_t i = 0; i < status.incidents.size(); ++i) {
        const QJsonObject json = incidentJson(status, status.incidents[i], i, now);
        (status.incidents[i].isMaintenance ? maintenances : incidents).append(json);
    }
    return {{"page"_L1,
             QJsonObject{{"id"_L1, pageId},
                         {"name"_L1, "HubSpot"_L1},
                         {"url"_L1, "https://status.example.test"_L1},
                         {"time_zone"_L1, "America/New_York"_L1},
                         {"updated_at"_L1, utcText(now)}}},
            {"status"_L1, QJsonObject{{"indicator"_L1, status.indicator}, {"description"_L1, status.description}}},
            {"components"_L1, components},
            {"incidents"_L1, incidents},
            {"scheduled_maintenances"_L1, maintenances}};
}

} // namespace hubwatch
