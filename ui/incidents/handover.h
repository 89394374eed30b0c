// Handover: an incident written down for the next shift, or as a post-mortem. Pure.
#pragma once

#include "snapshot/alert_commands.h"
#include "snapshot/snapshot.h"
#include "ui/format.h"

#include <QByteArray>
#include <QSize>

namespace hubwatch::ui {

struct HandoverChart {
    QString title = {};
    QString summary = {}; ///< a sentence, for those who cannot see it
    QByteArray png = {};
    QSize size = {}; ///< on paper, in pixels of the screen

    bool operator==(const HandoverChart &) const = default;
};

/// All that is known of it.
struct HandoverFacts {
    Incident incident = {};
    SnapshotPtr snapshot = {};
    std::optional<TriageAnswer> triage = {};
    std::optional<MovedAnswer> moved = {};
    std::optional<LedgerAnswer> ledger = {}; ///< of its alerts; nullopt: the engine did not answer
    std::vector<HubSpotProbe> probes = {};
    std::vector<HandoverChart> charts = {};
    TimePoint madeAt = {};
    QString madeBy = {};
    Zone zone = Zone::Local;
};

struct HandoverTable {
    QStringList head = {};
    std::vector<QStringList> rows = {};
    int rightFrom = 99; ///< columns from this one on are numbers

    bool operator==(const HandoverTable &) const = default;
};

/// Paragraphs, then bullets, then a table, then charts; what is empty is left out.
struct HandoverSection {
    QString heading = {};
    QStringList paragraphs = {};
    QStringList bullets = {};
    HandoverTable table = {};
    std::vector<HandoverChart> charts = {};
    QString after = {}; ///< below the table

    bool operator==(const HandoverSection &) const = default;
};

struct HandoverDocument {
    QString title = {};
    QString subtitle = {};
    std::vector<HandoverSection> sections = {};

    bool operator==(const HandoverDocument &) const = default;
};

/// Summary, timeline, impact, calls, what moved, playbook, deliveries, notes, open questions. Freed of secrets: every
/// text of it has gone through withoutSecrets(), whoever wrote it.
HandoverDocument handoverDocument(const HandoverFacts &facts);

QByteArray handoverMarkdown(const HandoverDocument &document);
/// One file: charts inside, nothing fetched, no script, fit to be printed.
QByteArray handoverHtml(const HandoverDocument &document);
QByteArray handoverPdf(const HandoverDocument &document);

} // namespace hubwatch::ui
