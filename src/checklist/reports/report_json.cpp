#include "base/time_text.h"
#include "checklist/evidence_json.h"
#include "checklist/reports/report_parts.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

constexpr int reportSchema = 1; ///< changes when a key changes its meaning or goes

QJsonValue reportInstant(const std::optional<TimePoint> &at)
{
    return at ? QJsonValue(utcText(*at)) : QJsonValue(QJsonValue::Null);
}

QString standingName(WaiverStanding standing)
{
    switch (standing) {
    case WaiverStanding::None: return QStringLiteral("none");
    case WaiverStanding::Holds: return QStringLiteral("holds");
    case WaiverStanding::NotYet: return QStringLiteral("notYet");
    case WaiverStanding::Expired: return QStringLiteral("expired");
    }
    Q_UNREACHABLE();
}

QString changeName(ItemChange::Kind kind)
{
    switch (kind) {
    case ItemChange::Kind::Regressed: return QStringLiteral("regressed");
    case ItemChange::Kind::Mended: return QStringLiteral("mended");
    case ItemChange::Kind::Appeared: return QStringLiteral("appeared");
    case ItemChange::Kind::Gone: return QStringLiteral("gone");
    }
    Q_UNREACHABLE();
}

QJsonValue waiverJson(const ItemStanding &standing)
{
    if (!standing.waiver)
        return QJsonValue::Null;
    const Waiver &waiver = *standing.waiver;
    return QJsonObject{{"standing"_L1, standingName(standing.waived)},
                       {"reason"_L1, waiver.reason},
                       {"owner"_L1, waiver.owner},
                       {"approver"_L1, waiver.approver},
                       {"granted"_L1, dayText(waiver.granted)},
                       {"until"_L1, dayText(waiver.until)}};
}

QJsonValue changeJson(const std::optional<ItemChange> &change)
{
    if (!change)
        return QJsonValue::Null;
    return QJsonObject{{"kind"_L1, changeName(change->kind)},
                       {"before"_L1, outcomeName(change->before)},
                       {"now"_L1, outcomeName(change->now)}};
}

QJsonObject reportItemJson(const ItemStanding &standing)
{
    QJsonObject evidence = evidenceJson(standing.verdict.evidence);
    evidence.insert("at"_L1, utcText(standing.verdict.evidence.at));
    evidence.insert("staleAt"_L1, reportInstant(standing.verdict.evidence.staleAt));
    return {{"id"_L1, standing.item.id},
            {"group"_L1, standing.item.group},
            {"title"_L1, standing.item.title},
            {"asked"_L1, standing.asked},
            {"outcome"_L1, outcomeName(standing.verdict.outcome)},
            {"words"_L1, standing.verdict.words},
            {"holdsBack"_L1, holdsBack(standing)},
            {"owner"_L1, standing.owner},
            {"waived"_L1, isWaived(standing)},
            {"waiver"_L1, waiverJson(standing)},
            {"change"_L1, changeJson(standing.change)},
            {"remedy"_L1, standing.item.remedy},
            {"effort"_L1, standing.item.effort},
            {"evidence"_L1, evidence}};
}

QJsonObject reportCountsJson(const ReadinessCounts &counts)
{
    return {{"all"_L1, counts.all},
            {"pass"_L1, counts.pass},
            {"warn"_L1, counts.warn},
            {"fail"_L1, counts.fail},
            {"error"_L1, counts.error},
            {"notRun"_L1, counts.notRun},
            {"waived"_L1, counts.waived},
            {"notApplicable"_L1, counts.notApplicable},
            {"holdingBack"_L1, counts.holdingBack}};
}

} // namespace

QByteArray jsonReport(const Readiness &readiness)
{
    QJsonArray items;
    for (const ItemStanding &standing : readiness.items)
        items.append(reportItemJson(standing));
    const QJsonObject json{{"schema"_L1, reportSchema},
                           {"service"_L1, readiness.service},
                           {"level"_L1, levelName(readiness.level)},
                           {"account"_L1, readiness.account},
                           {"portal"_L1, qint64(readiness.portal)},
                           {"zone"_L1, readiness.zone},
                           {"at"_L1, utcText(readiness.at)},
                           {"by"_L1, readiness.by},
                           {"baselineAt"_L1, reportInstant(readiness.baselineAt)},
                           {"ready"_L1, isReady(readiness)},
                           {"counts"_L1, reportCountsJson(countsOf(readiness))},
                           {"items"_L1, items}};
    return QJsonDocument(json).toJson(QJsonDocument::Indented);
}

} // namespace hubwatch
