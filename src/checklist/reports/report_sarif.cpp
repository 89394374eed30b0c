#include "base/time_text.h"
#include "checklist/reports/report_parts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

QJsonObject sarifText(const QString &text)
{
    return {{"text"_L1, text.isEmpty() ? QStringLiteral("–") : text}};
}

QJsonObject sarifRule(const ItemStanding &standing)
{
    const ChecklistItem &item = standing.item;
    QStringList help = {item.how, item.remedy.isEmpty() ? QString() : QStringLiteral("Remedy: %1").arg(item.remedy)};
    help.removeAll(QString());
    return {{"id"_L1, item.id},
            {"shortDescription"_L1, sarifText(item.title.isEmpty() ? item.id : item.title)},
            {"fullDescription"_L1, sarifText(item.why.isEmpty() ? item.title : item.why)},
            {"help"_L1, sarifText(help.join(u' '))},
            {"defaultConfiguration"_L1, QJsonObject{{"level"_L1, "error"_L1}}},
            {"properties"_L1, QJsonObject{{"tags"_L1, QJsonArray{item.group}}, {"effort"_L1, item.effort}}}};
}

/// By the standard a level above "none" is only for what was found to be wrong. What nobody could look at needs a
/// person: "review", and a notification of the run, so that nobody takes it for a pass.
QString sarifKind(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Pass: return QStringLiteral("pass");
    case Outcome::NotApplicable: return QStringLiteral("notApplicable");
    case Outcome::Warn:
    case Outcome::Fail: return QStringLiteral("fail");
    case Outcome::NotRun:
    case Outcome::Error: return QStringLiteral("review");
    }
    Q_UNREACHABLE();
}

QString sarifLevel(const ItemStanding &standing)
{
    if (sarifKind(standing.verdict.outcome) != u"fail")
        return QStringLiteral("none");
    if (!standing.asked)
        return QStringLiteral("note");
    return standing.verdict.outcome == Outcome::Warn && !holdsBack(standing) ? QStringLiteral("warning")
                                                                             : QStringLiteral("error");
}

QJsonArray sarifSuppressions(const ItemStanding &standing)
{
    if (standing.waived != WaiverStanding::Holds && standing.waived != WaiverStanding::NotYet)
        return {};
    const bool holds = standing.waived == WaiverStanding::Holds;
    return {QJsonObject{{"kind"_L1, "external"_L1},
                        {"status"_L1, holds ? "accepted"_L1 : "underReview"_L1},
                        {"justification"_L1, waiverWords(standing)}}};
}

QJsonObject sarifRegion(const Finding &finding)
{
    QJsonObject region{{"startLine"_L1, finding.line}};
    if (finding.column > 0)
        region.insert("startColumn"_L1, finding.column);
    if (finding.column > 0 && finding.endColumn > finding.column)
        region.insert("endColumn"_L1, finding.endColumn);
    return region;
}

QJsonObject sarifPlace(const Finding &finding)
{
    const QString uri = QString::fromLatin1(QUrl::toPercentEncoding(finding.file, "/"));
    QJsonObject place{{"artifactLocation"_L1, QJsonObject{{"uri"_L1, uri}, {"uriBaseId"_L1, "%SRCROOT%"_L1}}}};
    if (finding.line > 0)
        place.insert("region"_L1, sarifRegion(finding));
    return {{"physicalLocation"_L1, place}};
}

QJsonObject sarifService(const Readiness &readiness)
{
    return {{"logicalLocations"_L1, QJsonArray{QJsonObject{{"name"_L1, readiness.service}, {"kind"_L1, "module"_L1}}}}};
}

/// Without its place, message and fingerprint.
QJsonObject sarifResult(const ItemStanding &standing, int rule)
{
    QJsonObject result{{"ruleId"_L1, standing.item.id},
                       {"ruleIndex"_L1, rule},
                       {"kind"_L1, sarifKind(standing.verdict.outcome)},
                       {"level"_L1, sarifLevel(standing)},
                       {"properties"_L1,
                        QJsonObject{{"outcome"_L1, outcomeName(standing.verdict.outcome)},
                                    {"holdsBack"_L1, holdsBack(standing)},
                                    {"evidenceSha256"_L1, standing.verdict.evidence.hash}}}};
    if (const QJsonArray suppressions = sarifSuppressions(standing); !suppressions.isEmpty())
        result.insert("suppressions"_L1, suppressions);
    if (standing.change)
        result.insert("baselineState"_L1,
                      standing.change->kind == ItemChange::Kind::Appeared ? "new"_L1 : "updated"_L1);
    return result;
}

QString sarifMessage(const Finding &finding)
{
    QString text = finding.text;
    if (!finding.shown.isEmpty())
        text += QStringLiteral(" %1").arg(finding.shown);
    if (!finding.commit.isEmpty())
        text += QStringLiteral(" (in commit %1 of the history)").arg(finding.commit.left(12));
    return text;
}

void addSarifResults(QJsonArray &results, const ItemStanding &standing, int rule, const Readiness &readiness)
{
    const QJsonObject common = sarifResult(standing, rule);
    if (standing.verdict.evidence.findings.empty()) {
        QJsonObject result = common;
        result.insert("message"_L1, sarifText(standing.verdict.words));
        result.insert("locations"_L1, QJsonArray{sarifService(readiness)});
        result.insert(
            "partialFingerprints"_L1,
            QJsonObject{{"hubwatchItem/v1"_L1, QStringLiteral("%1/%2").arg(readiness.service, standing.item.id)}});
        results.append(result);
    }
    for (const Finding &finding : standing.verdict.evidence.findings) {
        QJsonObject result = common;
        result.insert("message"_L1, sarifText(sarifMessage(finding)));
        result.insert("locations"_L1,
                      QJsonArray{finding.file.isEmpty() ? sarifService(readiness) : sarifPlace(finding)});
        result.insert("partialFingerprints"_L1,
                      QJsonObject{{"hubwatchFinding/v1"_L1,
                                   QStringLiteral("%1/%2/%3").arg(finding.rule, finding.fingerprint, finding.file)}});
        results.append(result);
    }
}

bool sarifCouldNotLook(const ItemStanding &standing)
{
    return standing.asked && sarifKind(standing.verdict.outcome) == u"review";
}

QJsonObject sarifInvocation(const Readiness &readiness)
{
    QJsonArray notifications;
    bool successful = true;
    for (const ItemStanding &standing : readiness.items) {
        if (!sarifCouldNotLook(standing))
            continue;
        successful = successful && standing.verdict.outcome != Outcome::Error;
        notifications.append(QJsonObject{
            {"level"_L1, isWaived(standing) ? "note"_L1 : "error"_L1},
            {"associatedRule"_L1, QJsonObject{{"id"_L1, standing.item.id}}},
            {"message"_L1,
             sarifText(QStringLiteral("%1: %2").arg(outcomeWord(standing.verdict.outcome), standing.verdict.words))}});
    }
    return {{"executionSuccessful"_L1, successful},
            {"endTimeUtc"_L1, utcText(readiness.at)},
            {"toolExecutionNotifications"_L1, notifications}};
}

} // namespace

QByteArray sarifReport(const Readiness &readiness)
{
    QJsonArray rules;
    QJsonArray results;
    for (const ItemStanding &standing : readiness.items) {
        if (standing.verdict.outcome != Outcome::Pass)
            addSarifResults(results, standing, int(rules.size()), readiness);
        rules.append(sarifRule(standing));
    }
    const QJsonObject driver{
        {"name"_L1, "Hubwatch"_L1}, {"version"_L1, QStringLiteral(HUBWATCH_VERSION)}, {"rules"_L1, rules}};
    const QJsonObject run{
        {"tool"_L1, QJsonObject{{"driver"_L1, driver}}},
        {"automationDetails"_L1, QJsonObject{{"id"_L1, QStringLiteral("hubwatch/%1/").arg(readiness.service)}}},
        {"invocations"_L1, QJsonArray{sarifInvocation(readiness)}},
        {"originalUriBaseIds"_L1,
         QJsonObject{{"%SRCROOT%"_L1,
                      QJsonObject{{"description"_L1, sarifText(QStringLiteral("The service's repository."))}}}}},
        {"properties"_L1,
         QJsonObject{{"ready"_L1, isReady(readiness)},
                     {"level"_L1, levelName(readiness.level)},
                     {"counts"_L1, countsText(countsOf(readiness))}}},
        {"results"_L1, results}};
    const QJsonObject log{{"$schema"_L1, "https://json.schemastore.org/sarif-2.1.0.json"_L1},
                          {"version"_L1, "2.1.0"_L1},
                          {"runs"_L1, QJsonArray{run}}};
    return QJsonDocument(log).toJson(QJsonDocument::Indented);
}

} // namespace hubwatch
