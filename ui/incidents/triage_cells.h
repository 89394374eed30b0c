// Triage cells: the rows of the tables of an incident: calls by endpoint and status, what else moved. Pure.
#pragma once

#include "snapshot/snapshot.h"
#include "snapshot/triage.h"
#include "ui/shell/text_line.h"

namespace hubwatch::ui {

struct TriageColumn {
    QString title = {};
    bool right = false;
    bool wide = false; ///< takes the room that is left, and wraps

    bool operator==(const TriageColumn &) const = default;
};

struct TriageCell {
    QString text = {};
    Tone tone = Tone::Normal;
    std::optional<Mark> mark = {}; ///< before the text
    QString tip = {};

    bool operator==(const TriageCell &) const = default;
};

struct TriageRow {
    QString service = {}; ///< what Enter opens on the charts
    QString signal = {};  ///< empty: none is made of it
    QString key = {};
    std::vector<TriageCell> cells = {};

    bool operator==(const TriageRow &) const = default;
};

struct TriageCells {
    std::vector<TriageColumn> columns = {};
    std::vector<TriageRow> rows = {};

    bool operator==(const TriageCells &) const = default;
};

/// Statuses nobody saw have no column; the service stands in front when there are several.
TriageCells callCells(const TriageAnswer &answer);
TriageCells movedCells(const MovedAnswer &answer, const Snapshot &snapshot);

/// "since 09:38, against the hour before"
QString callsNote(const TriageAnswer &answer);
/// "97,350 series ranked in 0.4 s"
QString movedNote(const MovedAnswer &answer);

} // namespace hubwatch::ui
