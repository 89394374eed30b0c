#include "ui/batch/diff_rows.h"

#include "ui/batch/plan_words.h"
#include "ui/format.h"

#include <QCoreApplication>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString diffWord(const char *text)
{
    return QCoreApplication::translate("DiffRows", text);
}

QString beforeOf(const RowDiff &diff, const QString &property)
{
    const auto found = std::ranges::find(diff.before, property, &PropertyValue::property);
    return found == diff.before.end() ? QString() : found->value;
}

std::optional<Mark> verdictMark(RowDiff::Verdict verdict)
{
    switch (verdict) {
    case RowDiff::Verdict::Changes:
    case RowDiff::Verdict::Creates:
    case RowDiff::Verdict::Associates:
    case RowDiff::Verdict::Reads: return Mark::Good;
    case RowDiff::Verdict::Unchanged: return Mark::None;
    case RowDiff::Verdict::Kept: return Mark::Warn;
    case RowDiff::Verdict::NotFound: return Mark::Bad;
    case RowDiff::Verdict::Archives: return Mark::Warn;
    }
    Q_UNREACHABLE();
}

Cell valueCell(const QString &value, Tone tone, bool strong = false)
{
    const QString shown = value.simplified();
    return {.text = shown.isEmpty() ? diffWord("empty") : shown,
            .tone = shown.isEmpty() && !strong ? Tone::Mute : tone,
            .strong = strong,
            .tip = value};
}

std::vector<Cell> frontCells(const RowDiff &diff, Tone tone)
{
    const QString id = diff.recordId.isEmpty() ? QString() : diffWord("HubSpot id %1").arg(diff.recordId);
    return {{.text = countText(diff.row), .tone = Tone::Dim},
            {.text = diff.key, .tone = tone, .tip = id.isEmpty() ? diff.key : id},
            {.text = verdictWord(diff.verdict), .mark = verdictMark(diff.verdict), .tone = tone}};
}

} // namespace

std::vector<CellRow> diffRows(const std::vector<RowDiff> &sample)
{
    std::vector<CellRow> rows;
    for (const RowDiff &diff : sample) {
        const bool still = diff.verdict == RowDiff::Verdict::Unchanged || diff.verdict == RowDiff::Verdict::NotFound;
        const Tone tone = still ? Tone::Mute : Tone::Normal;
        bool first = true;
        for (const PropertyValue &value : diff.after) {
            if (still)
                break;
            const QString before = beforeOf(diff, value.property);
            const bool changes = before != value.value;
            CellRow row{.key = QStringLiteral("%1/%2").arg(diff.row).arg(value.property)};
            row.cells = first ? frontCells(diff, tone) : std::vector<Cell>(3);
            first = false;
            const bool creates = diff.verdict == RowDiff::Verdict::Creates;
            row.cells.push_back({.text = value.property, .tone = changes ? Tone::Normal : Tone::Mute});
            row.cells.push_back(valueCell(creates ? QStringLiteral("–") : before, changes ? Tone::Dim : Tone::Mute));
            row.cells.push_back(changes ? valueCell(value.value, Tone::Normal, true)
                                        : Cell{.text = diffWord("the same"), .tone = Tone::Mute, .tip = value.value});
            if (changes && !creates)
                row.cells.back().mark = value.value.isEmpty() ? Mark::Warn : Mark::Good;
            rows.push_back(std::move(row));
        }
        if (!first)
            continue;
        CellRow row{.key = QString::number(diff.row), .cells = frontCells(diff, tone)};
        row.cells.resize(6);
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace hubwatch::ui
