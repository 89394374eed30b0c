#include "alerts/incident_json.h"

#include "alerts/json_values.h"

namespace hubwatch {

namespace {

QJsonObject partObject(const Incident::Part &part)
{
    QJsonObject object{{QStringLiteral("severity"), severityText(part.severity)},
                       {QStringLiteral("signal"), part.signal},
                       {QStringLiteral("firing"), part.firing},
                       {QStringLiteral("firedAt"), jsonTime(part.firedAt)}};
    putAlertId(object, part.alert);
    putTime(object, QStringLiteral("resolvedAt"), part.resolvedAt);
    putFigure(object, QStringLiteral("value"), part.value);
    putFigure(object, QStringLiteral("worst"), part.worst);
    return object;
}

std::optional<Incident::Part> partOf(const QJsonObject &object)
{
    const std::optional<AlertId> alert = alertIdOf(object);
    const auto severity = parseSeverity(object[QStringLiteral("severity")].toString());
    if (!alert || !severity)
        return std::nullopt;
    return Incident::Part{.alert = *alert,
                          .severity = *severity,
                          .signal = object[QStringLiteral("signal")].toString(),
                          .firing = object[QStringLiteral("firing")].toBool(),
                          .firedAt = timeOfJson(object[QStringLiteral("firedAt")]),
                          .resolvedAt = optionalTimeOf(object, QStringLiteral("resolvedAt")),
                          .value = optionalFigureOf(object, QStringLiteral("value")),
                          .worst = optionalFigureOf(object, QStringLiteral("worst"))};
}

QJsonObject noteObject(const IncidentNote &note)
{
    return {{QStringLiteral("at"), jsonTime(note.at)},
            {QStringLiteral("author"), note.author},
            {QStringLiteral("text"), note.text}};
}

IncidentNote noteOf(const QJsonObject &object)
{
    return {.at = timeOfJson(object[QStringLiteral("at")]),
            .author = object[QStringLiteral("author")].toString(),
            .text = object[QStringLiteral("text")].toString()};
}

QJsonObject causeObject(const Cause &cause)
{
    return {{QStringLiteral("kind"), causeKindText(cause.kind)},
            {QStringLiteral("scope"), cause.scope},
            {QStringLiteral("words"), cause.words}};
}

std::optional<Cause> causeOfJson(const QJsonObject &object)
{
    const auto kind = parseCauseKind(object[QStringLiteral("kind")].toString());
    if (!kind)
        return std::nullopt;
    return Cause{.kind = *kind,
                 .scope = object[QStringLiteral("scope")].toString(),
                 .words = object[QStringLiteral("words")].toString()};
}

} // namespace

QJsonObject incidentJson(const Incident &incident)
{
    QJsonArray parts;
    for (const Incident::Part &part : incident.parts)
        parts.append(partObject(part));
    QJsonArray notes;
    for (const IncidentNote &note : incident.notes)
        notes.append(noteObject(note));
    QJsonObject object{{QStringLiteral("id"), incident.id},
                       {QStringLiteral("key"), incident.key},
                       {QStringLiteral("title"), incident.title},
                       {QStringLiteral("cause"), causeObject(incident.cause)},
                       {QStringLiteral("severity"), severityText(incident.severity)},
                       {QStringLiteral("state"), stateText(incident.state)},
                       {QStringLiteral("owner"), incident.owner},
                       {QStringLiteral("openedAt"), jsonTime(incident.openedAt)},
                       {QStringLiteral("openedBy"), incident.openedBy},
                       {QStringLiteral("parts"), parts},
                       {QStringLiteral("notes"), notes},
                       {QStringLiteral("services"), QJsonArray::fromStringList(incident.services)}};
    putTime(object, QStringLiteral("acknowledgedAt"), incident.acknowledgedAt);
    putTime(object, QStringLiteral("resolvedAt"), incident.resolvedAt);
    return object;
}

std::optional<Incident> incidentOf(const QJsonObject &object)
{
    const auto state = parseIncidentState(object[QStringLiteral("state")].toString());
    const auto severity = parseSeverity(object[QStringLiteral("severity")].toString());
    const auto cause = causeOfJson(object[QStringLiteral("cause")].toObject());
    const qint64 id = object[QStringLiteral("id")].toInteger();
    if (!state || !severity || !cause || id <= 0)
        return std::nullopt;
    Incident incident{.id = id,
                      .key = object[QStringLiteral("key")].toString(),
                      .title = object[QStringLiteral("title")].toString(),
                      .cause = *cause,
                      .severity = *severity,
                      .state = *state,
                      .owner = object[QStringLiteral("owner")].toString(),
                      .openedAt = timeOfJson(object[QStringLiteral("openedAt")]),
                      .openedBy = object[QStringLiteral("openedBy")].toString(),
                      .acknowledgedAt = optionalTimeOf(object, QStringLiteral("acknowledgedAt")),
                      .resolvedAt = optionalTimeOf(object, QStringLiteral("resolvedAt"))};
    for (const QJsonValue &value : object[QStringLiteral("parts")].toArray()) {
        std::optional<Incident::Part> part = partOf(value.toObject());
        if (!part)
            return std::nullopt;
        incident.parts.push_back(*std::move(part));
    }
    for (const QJsonValue &note : object[QStringLiteral("notes")].toArray())
        incident.notes.push_back(noteOf(note.toObject()));
    for (const QJsonValue &service : object[QStringLiteral("services")].toArray())
        incident.services += service.toString();
    return incident;
}

} // namespace hubwatch
