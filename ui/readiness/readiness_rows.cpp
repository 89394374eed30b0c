#include "ui/readiness/readiness_rows.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString rowWord(const char *text)
{
    return QCoreApplication::translate("readiness", text);
}

QString headingKey(const QString &group)
{
    return QStringLiteral("group/") + group;
}

Cell stateCell(const ItemStanding &standing, const ItemProgress *progress)
{
    const MarkedWord stood = standingWord(standing);
    const bool holds = holdsBack(standing);
    if (!progress)
        return {.text = standing.verdict.outcome == Outcome::NotApplicable ? rowWord("n/a") : stood.word,
                .mark = stood.mark,
                .tone = standingTone(standing),
                .strong = holds,
                .tip = holds ? rowWord("It keeps a release back until it passes or is waived.") : stood.word};
    const QString word = progress->waiting ? rowWord("waiting") : rowWord("running");
    return {.text = word,
            .mark = progress->waiting ? Mark::NotYet : Mark::Pending,
            .tone = progress->waiting ? Tone::Dim : Tone::Normal,
            .tip = rowWord("%1; before this run: %2").arg(word, stood.word)};
}

/// What was measured, with what changed before it: the change is what a reader looks for.
Cell wordsCell(const ItemStanding &standing, const ItemProgress *progress)
{
    if (progress) {
        const QString words = benchText(progress->words);
        const QString before = rowWord("before: %1").arg(standingWords(standing));
        return {.text = words.isEmpty() ? (progress->waiting ? rowWord("waits for its turn") : before) : words,
                .tone = progress->waiting ? Tone::Dim : Tone::Normal,
                .tip = before};
    }
    const QString words = standingWords(standing);
    const bool regressed
        = !isWaived(standing) && standing.change && standing.change->kind == ItemChange::Kind::Regressed;
    Cell cell{.text = regressed ? rowWord("regressed: %1").arg(words) : words,
              .tone = standing.asked ? Tone::Normal : Tone::Dim};
    const MarkedWord stood = standingWord(standing);
    if (stood.mark == Mark::NotYet || stood.mark == Mark::None)
        cell.tone = Tone::Dim;
    return cell;
}

} // namespace

std::vector<CellColumn> checklistColumns()
{
    return {{rowWord("State"), QStringLiteral("running ▲▲")},
            {rowWord("Item"), QStringLiteral("Webhook handling is idempotent ")},
            {rowWord("Measured"), {}},
            {rowWord("Evidence"), QStringLiteral("imported 59 min ago")}};
}

std::vector<CellRow> checklistRows(const ServiceReadiness &service, TimePoint now)
{
    std::vector<CellRow> rows;
    for (const QString &group : groupsOf(service.readiness)) {
        rows.push_back({.key = headingKey(group), .cells = {{.text = oneLine(group, 60)}}, .heading = true});
        for (const ItemStanding &standing : service.readiness.items) {
            if (standing.item.group != group)
                continue;
            const ItemProgress *progress = progressOf(service, standing.item.id);
            CellRow row{.key = standing.item.id};
            row.cells = {stateCell(standing, progress),
                         {.text = oneLine(standing.item.title, 120),
                          .tone = standing.asked ? Tone::Normal : Tone::Dim,
                          .tip = oneLine(standing.item.title) + u'\n' + standing.item.id},
                         wordsCell(standing, progress),
                         {.text = evidenceText(standing, now), .tip = evidenceDetails(standing, now)}};
            if (progress) {
                const std::optional<int> percent = percentOf(*progress);
                row.cells[3] = {.text = percent ? rowWord("%1 %").arg(*percent) : QString(), .tone = Tone::Normal};
            }
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

QString groupText(const Readiness &readiness, const QString &group)
{
    Readiness part = readiness;
    std::erase_if(part.items, [&](const ItemStanding &standing) { return standing.item.group != group; });
    const StandingCounts counts = standingCounts(part);
    if (counts.judged == 0)
        return counts.notApplicable > 0 ? rowWord("not applicable") : rowWord("not asked for");
    return rowWord("%1 of %2 pass").arg(counts.pass).arg(counts.judged);
}

QStringList itemsOf(const Readiness &readiness, const QString &group)
{
    QStringList items;
    for (const ItemStanding &standing : readiness.items)
        if (standing.item.group == group)
            items << standing.item.id;
    return items;
}

const ItemStanding *standingOf(const Readiness &readiness, const QString &item)
{
    const auto found
        = std::ranges::find_if(readiness.items, [&](const ItemStanding &standing) { return standing.item.id == item; });
    return found == readiness.items.end() ? nullptr : &*found;
}

std::optional<int> percentOf(const ItemProgress &progress)
{
    if (progress.waiting || progress.share < 0)
        return {};
    return int(std::clamp(progress.share, 0.0, 1.0) * 100);
}

} // namespace hubwatch::ui
