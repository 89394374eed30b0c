#include "app/commands/check_lines.h"

#include "base/time_text.h"
#include "checklist/evidence_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <algorithm>

namespace hubwatch {

using namespace Qt::StringLiterals;

namespace {

std::vector<ItemStanding> chosen(const Readiness &readiness, const QStringList &items)
{
    std::vector<ItemStanding> standings;
    std::ranges::copy_if(readiness.items, std::back_inserter(standings), [&items](const ItemStanding &standing) {
        return items.isEmpty() || items.contains(standing.item.id);
    });
    for (ItemStanding &standing : standings)
        standing.asked = standing.asked || !items.isEmpty(); // by name, whatever the level asks for
    return standings;
}

QJsonObject waiverJson(const Waiver &waiver)
{
    return {{"reason"_L1, waiver.reason},
            {"owner"_L1, waiver.owner},
            {"approver"_L1, waiver.approver},
            {"until"_L1, dayText(waiver.until)}};
}

QJsonObject standingJson(const ItemStanding &standing)
{
    QJsonObject json = verdictJson(standing.verdict);
    json.remove("item"_L1);
    json.remove("lookedAt"_L1);
    json.insert("id"_L1, standing.item.id);
    json.insert("group"_L1, standing.item.group);
    json.insert("title"_L1, standing.item.title);
    json.insert("asked"_L1, standing.asked);
    json.insert("holdsBack"_L1, holdsBack(standing));
    json.insert("waived"_L1, standing.waived == WaiverStanding::Holds);
    if (standing.waiver)
        json.insert("waiver"_L1, waiverJson(*standing.waiver));
    if (standing.change)
        json.insert("before"_L1, outcomeName(standing.change->before));
    return json;
}

QJsonObject countsJson(const ReadinessCounts &counts)
{
    return {{"all"_L1, counts.all},
            {"pass"_L1, counts.pass},
            {"warn"_L1, counts.warn},
            {"fail"_L1, counts.fail},
            {"error"_L1, counts.error},
            {"notRun"_L1, counts.notRun},
            {"notApplicable"_L1, counts.notApplicable},
            {"waived"_L1, counts.waived},
            {"holdingBack"_L1, counts.holdingBack}};
}

QString standingWord(const ItemStanding &standing)
{
    switch (standing.waived) {
    case WaiverStanding::Holds: return QStringLiteral("waived");
    case WaiverStanding::Expired:
    case WaiverStanding::NotYet:
    case WaiverStanding::None: return outcomeWord(standing.verdict.outcome);
    }
    Q_UNREACHABLE();
}

QString waiverWords(const ItemStanding &standing)
{
    if (!standing.waiver)
        return {};
    const QString until = dayText(standing.waiver->until);
    switch (standing.waived) {
    case WaiverStanding::Holds:
        return QStringLiteral(" (waived until %1 by %2: %3)")
            .arg(until, standing.waiver->approver, standing.waiver->reason);
    case WaiverStanding::Expired: return QStringLiteral(" (its waiver expired on %1)").arg(until);
    case WaiverStanding::NotYet: return QStringLiteral(" (its waiver has not begun; is the clock right?)");
    case WaiverStanding::None: return {};
    }
    Q_UNREACHABLE();
}

} // namespace

bool isGood(const Readiness &readiness, const QStringList &items)
{
    return items.isEmpty() ? isReady(readiness) : std::ranges::none_of(chosen(readiness, items), holdsBack);
}

QByteArray readinessLine(const Readiness &readiness, const QStringList &items)
{
    QJsonArray list;
    for (const ItemStanding &standing : chosen(readiness, items))
        list.append(standingJson(standing));
    const QJsonObject json{{"service"_L1, readiness.service},
                           {"level"_L1, levelName(readiness.level)},
                           {"account"_L1, readiness.account},
                           {"portal"_L1, qint64(readiness.portal)},
                           {"at"_L1, utcText(readiness.at)},
                           {"by"_L1, readiness.by},
                           {"ready"_L1, isGood(readiness, items)},
                           {"counts"_L1, countsJson(countsOf(readiness))},
                           {"items"_L1, list}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QString readinessText(const Readiness &readiness, const QStringList &items)
{
    const std::vector<ItemStanding> standings = chosen(readiness, items);
    QString text;
    QString group;
    for (const ItemStanding &standing : standings) {
        if (std::exchange(group, standing.item.group) != standing.item.group)
            text += standing.item.group + u'\n';
        text += QStringLiteral("  %1  %2  %3%4\n")
                    .arg(standingWord(standing), -14)
                    .arg(standing.item.id, -20)
                    .arg(standing.verdict.words, waiverWords(standing));
    }
    const auto isBad = [](const ItemStanding &standing) { return holdsBack(standing); };
    if (std::ranges::any_of(standings, isBad))
        text += QStringLiteral("What to do\n");
    for (const ItemStanding &standing : standings)
        if (isBad(standing) && !standing.item.remedy.isEmpty())
            text += QStringLiteral("  %1  %2 (%3)\n")
                        .arg(standing.item.id, -20)
                        .arg(standing.item.remedy, standing.item.effort);
    text += QStringLiteral("%1, level %2: %3. %4\n")
                .arg(readiness.service, levelName(readiness.level), countsText(countsOf(readiness)),
                     isGood(readiness, items) ? QStringLiteral("Nothing holds a release back.")
                                              : QStringLiteral("A release is held back."));
    return text;
}

} // namespace hubwatch
