// Exports of a chart or of the whole page: PNG, SVG and CSV, each stamped with range, zone and source.
#pragma once

#include "base/result.h"
#include "ui/charts/panel_spec.h"

#include <QImage>

class QWidget;

namespace hubwatch::ui {

struct ExportStamp {
    TimePoint from = {};
    TimePoint to = {};
    Zone zone = Zone::Local;
    QString source = {}; ///< "hubwatch.toml, 5 services"
    TimePoint madeAt = {};

    bool operator==(const ExportStamp &) const = default;
};

struct ExportPanel {
    PanelSpec spec = {};
    QString summary = {};
    ChartAnswerPtr answer = {}; ///< may be null: nothing was read yet
};

/// "2026-11-23 08:41:10 – 09:41:10 JST · hubwatch.toml, 5 services · Hubwatch, made 2026-11-23 09:41:07 JST"
QString stampText(const ExportStamp &stamp);

/// UTF-8, one row a point and one a gap, values unrounded; the stamp and each panel's sentence stand before the header
/// in lines that begin with "#".
QByteArray csvOf(const std::vector<ExportPanel> &panels, const ExportStamp &stamp);

/// Quotes what needs it, and disarms text that a spreadsheet would take for a formula.
QString csvCell(const QString &text);

QImage imageOf(QWidget &widget, const ExportStamp &stamp, qreal scale = 2);
QByteArray svgOf(QWidget &widget, const ExportStamp &stamp, const QString &title);

/// "hubwatch-api-error-rate-2026-11-23-0941.png"
QString exportName(const QString &title, const ExportStamp &stamp, const QString &ending);

/// Whole or not at all.
Result<void> writeExport(const QString &path, const QByteArray &bytes);

} // namespace hubwatch::ui
