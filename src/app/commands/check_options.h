// What hubwatchctl check was asked for.
#pragma once

#include "base/result.h"
#include "checklist/reports/report.h"

#include <QStringList>
#include <vector>

namespace hubwatch {

struct CheckOptions {
    struct Report {
        ReportFormat format = ReportFormat::Html;
        QString path = {}; ///< "-": standard output

        bool operator==(const Report &) const = default;
    };

    QString service = {};
    QStringList items = {}; ///< empty: all
    std::vector<Report> reports = {};
    bool baseline = false;           ///< what it comes to is what later runs are compared with
    std::optional<double> pace = {}; ///< of the bench

    bool operator==(const CheckOptions &) const = default;
};

/// Rejected with what is wrong and what would be right.
Result<CheckOptions> readCheckOptions(QStringList arguments);

} // namespace hubwatch
