// What the window may ask about the production checklist, and what comes back.
#pragma once

#include "checklist/reports/report.h"
#include "snapshot/readiness_state.h"

namespace hubwatch {

struct CheckOrder {
    QString service = {};
    QStringList items = {};        ///< empty: all
    QByteArray standardInput = {}; ///< a sample of logs, where the target's is stdin

    bool operator==(const CheckOrder &) const = default;
};

/// What became of a command.
struct ReadinessOutcome {
    enum class Command { Run, Cancel, Waive, EndWaiver, AddProof, RemoveProof, Baseline, Report, SetUp };

    Command command = Command::Run;
    QString service = {};
    QString item = {};
    QString problem = {};   ///< a sentence with the way out; empty: it is done
    QString path = {};      ///< of a report
    QByteArray report = {}; ///< of one without a path: its text

    bool operator==(const ReadinessOutcome &) const = default;
};

struct ReportOrder {
    QString service = {};
    ReportFormat format = ReportFormat::Html;
    QString path = {}; ///< empty: the text comes back

    bool operator==(const ReportOrder &) const = default;
};

} // namespace hubwatch
