#include "checklist/evidence_json.h"

#include "base/time_text.h"

#include <QJsonArray>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

QJsonValue millis(std::optional<TimePoint> at)
{
    return at ? QJsonValue(qint64(at->time_since_epoch().count())) : QJsonValue(QJsonValue::Null);
}

std::optional<TimePoint> instant(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(TimePoint(Duration(value.toInteger()))) : std::nullopt;
}

QJsonObject factJson(const Fact &fact)
{
    QJsonObject json{{"name"_L1, fact.name}, {"expected"_L1, fact.expected}, {"got"_L1, fact.got}};
    if (fact.outcome)
        json.insert("outcome"_L1, outcomeName(*fact.outcome));
    return json;
}

Fact factOf(const QJsonObject &json)
{
    return {.name = json.value("name"_L1).toString(),
            .expected = json.value("expected"_L1).toString(),
            .got = json.value("got"_L1).toString(),
            .outcome = outcomeNamed(json.value("outcome"_L1).toString())};
}

QJsonObject findingJson(const Finding &finding)
{
    return {{"rule"_L1, finding.rule},     {"file"_L1, finding.file},     {"line"_L1, finding.line},
            {"column"_L1, finding.column}, {"end"_L1, finding.endColumn}, {"commit"_L1, finding.commit},
            {"text"_L1, finding.text},     {"shown"_L1, finding.shown},   {"fingerprint"_L1, finding.fingerprint}};
}

Finding findingOf(const QJsonObject &json)
{
    return {.rule = json.value("rule"_L1).toString(),
            .file = json.value("file"_L1).toString(),
            .line = json.value("line"_L1).toInt(),
            .column = json.value("column"_L1).toInt(),
            .endColumn = json.value("end"_L1).toInt(),
            .commit = json.value("commit"_L1).toString(),
            .text = json.value("text"_L1).toString(),
            .shown = json.value("shown"_L1).toString(),
            .fingerprint = json.value("fingerprint"_L1).toString()};
}

tl::unexpected<Error> malformed(const QString &what)
{
    return fail(Error::Kind::Malformed, what);
}

Result<Evidence> evidenceOf(const QJsonObject &json)
{
    const std::optional<Evidence::Kind> kind = evidenceKindNamed(json.value("kind"_L1).toString());
    const std::optional<TimePoint> at = instant(json.value("at"_L1));
    if (!kind)
        return malformed(QStringLiteral("evidence.kind: unknown \"%1\"").arg(json.value("kind"_L1).toString()));
    if (!at)
        return malformed(QStringLiteral("evidence.at: expected milliseconds since 1970"));
    Evidence evidence{.kind = *kind,
                      .at = *at,
                      .staleAt = instant(json.value("staleAt"_L1)),
                      .source = json.value("source"_L1).toString()};
    for (const QJsonValue &fact : json.value("facts"_L1).toArray())
        evidence.facts.push_back(factOf(fact.toObject()));
    for (const QJsonValue &finding : json.value("findings"_L1).toArray())
        evidence.findings.push_back(findingOf(finding.toObject()));
    evidence.findingsLeftOut = json.value("findingsLeftOut"_L1).toInteger();
    for (const QJsonValue &note : json.value("notes"_L1).toArray())
        evidence.notes += note.toString();
    evidence.hash = json.value("hash"_L1).toString();
    return evidence;
}

} // namespace

QJsonObject evidenceJson(const Evidence &evidence)
{
    QJsonArray facts;
    for (const Fact &fact : evidence.facts)
        facts.append(factJson(fact));
    QJsonArray findings;
    for (const Finding &finding : evidence.findings)
        findings.append(findingJson(finding));
    QJsonObject json{{"kind"_L1, evidenceKindWord(evidence.kind)},
                     {"at"_L1, millis(evidence.at)},
                     {"staleAt"_L1, millis(evidence.staleAt)},
                     {"source"_L1, evidence.source},
                     {"facts"_L1, facts},
                     {"findings"_L1, findings},
                     {"findingsLeftOut"_L1, qint64(evidence.findingsLeftOut)},
                     {"notes"_L1, QJsonArray::fromStringList(evidence.notes)}};
    if (!evidence.hash.isEmpty())
        json.insert("hash"_L1, evidence.hash);
    return json;
}

QJsonObject verdictJson(const Verdict &verdict)
{
    return {{"item"_L1, verdict.item},
            {"outcome"_L1, outcomeName(verdict.outcome)},
            {"words"_L1, verdict.words},
            {"evidence"_L1, evidenceJson(verdict.evidence)},
            {"lookedAt"_L1, verdict.lookedAt}};
}

Result<Verdict> verdictFromJson(const QJsonObject &json)
{
    const QString name = json.value("outcome"_L1).toString();
    const std::optional<Outcome> outcome = outcomeNamed(name);
    if (json.value("item"_L1).toString().isEmpty())
        return malformed(QStringLiteral("item: expected an item's id"));
    if (!outcome)
        return malformed(QStringLiteral("outcome: unknown \"%1\"").arg(name));
    Result<Evidence> evidence = evidenceOf(json.value("evidence"_L1).toObject());
    if (!evidence)
        return tl::unexpected(evidence.error());
    return Verdict{.item = json.value("item"_L1).toString(),
                   .outcome = *outcome,
                   .words = json.value("words"_L1).toString(),
                   .evidence = std::move(*evidence),
                   .lookedAt = json.value("lookedAt"_L1).toString()};
}

} // namespace hubwatch
