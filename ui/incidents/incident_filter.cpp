#include "ui/incidents/incident_filter.h"

#include <algorithm>

namespace hubwatch::ui {

namespace {

/// Parts the line at spaces and commas outside quotation marks.
QStringList filterTokens(const QString &line)
{
    QStringList tokens;
    QString token;
    bool quoted = false;
    for (int at = 0; at < line.size(); ++at) {
        const QChar letter = line[at];
        if (letter == u'"' && (at == 0 || line[at - 1] != u'\\'))
            quoted = !quoted;
        if (!quoted && (letter.isSpace() || letter == u',')) {
            if (!token.isEmpty())
                tokens << std::exchange(token, {});
            continue;
        }
        token += letter;
    }
    if (!token.isEmpty())
        tokens << token;
    return tokens;
}

/// Outside quotation marks: "error=5" in quotes is a word.
bool hasOperator(const QString &token)
{
    const QStringView head = QStringView(token).left(token.indexOf(u'"'));
    const QStringView all = token.contains(u'"') ? head : QStringView(token);
    return all.contains(u'=') || all.contains(QStringLiteral("!~"));
}

bool standsAlone(const QString &token)
{
    return token.startsWith(u'=') || token.startsWith(u'!');
}

bool saysWord(const Incident &incident, const QString &word)
{
    const auto says = [&](const QString &text) { return text.contains(word, Qt::CaseInsensitive); };
    if (says(incident.title) || says(incident.owner) || says(incident.cause.words) || says(stateText(incident.state))
        || says(QStringLiteral("#%1").arg(incident.id)))
        return true;
    return std::ranges::any_of(incident.services, says)
        || std::ranges::any_of(incident.parts,
                               [&](const Incident::Part &part) {
                                   return says(part.alert.service) || says(part.alert.rule) || says(part.signal);
                               })
        || std::ranges::any_of(incident.notes, [&](const IncidentNote &note) { return says(note.text); });
}

AlertLabels labelsOf(const Incident &incident)
{
    AlertLabels labels{{QStringLiteral("id"), QString::number(incident.id)},
                       {QStringLiteral("state"), stateText(incident.state)},
                       {QStringLiteral("severity"), severityText(incident.severity)},
                       {QStringLiteral("cause"), causeKindText(incident.cause.kind)},
                       {QStringLiteral("title"), incident.title}};
    if (!incident.owner.isEmpty())
        labels.insert(QStringLiteral("owner"), incident.owner);
    return labels;
}

} // namespace

Result<IncidentFilter> IncidentFilter::parsed(const QString &line)
{
    IncidentFilter filter;
    QStringList conditions;
    const QStringList tokens = filterTokens(line);
    const bool spaced = std::ranges::any_of(tokens, standsAlone);
    for (const QString &token : tokens) {
        if (hasOperator(token))
            conditions << token;
        else
            filter.m_words << QString(token).remove(u'"');
    }
    if (conditions.isEmpty())
        return filter;
    // Columns are counted in what was typed where nothing but matchers stands there.
    const bool whole = spaced || filter.m_words.isEmpty();
    if (whole)
        filter.m_words.clear();
    Result<std::vector<Matcher>> matchers = parseMatchers(whole ? line : conditions.join(QStringLiteral(", ")));
    if (!matchers)
        return tl::unexpected(matchers.error());
    filter.m_matchers = MatcherSet(std::move(*matchers));
    return filter;
}

bool IncidentFilter::matches(const Incident &incident) const
{
    if (!std::ranges::all_of(m_words, [&](const QString &word) { return saysWord(incident, word); }))
        return false;
    if (m_matchers.matchers().empty())
        return true;
    AlertLabels labels = labelsOf(incident);
    if (incident.parts.empty()) {
        const QStringList services = incident.services.isEmpty() ? QStringList{QString()} : incident.services;
        return std::ranges::any_of(services, [&](const QString &service) {
            labels.insert(QStringLiteral("service"), service);
            return m_matchers.matches(labels);
        });
    }
    return std::ranges::any_of(incident.parts, [&](const Incident::Part &part) {
        labels.insert(QStringLiteral("service"), part.alert.service);
        labels.insert(QStringLiteral("rule"), part.alert.rule);
        labels.insert(QStringLiteral("signal"), part.signal);
        return m_matchers.matches(labels);
    });
}

} // namespace hubwatch::ui
