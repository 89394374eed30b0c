// PageExport: writes a panel or the whole page into a file the person names.
#pragma once

#include "ui/charts/chart_export.h"

namespace hubwatch::ui {

/// The bytes of one export of `widget` with `panels` in it; `ending`: "png", "svg" or "csv".
QByteArray exportBytes(QWidget &widget, const std::vector<ExportPanel> &panels, const ExportStamp &stamp,
                       const QString &title, const QString &ending);

/// Asks for a name and writes; tells in a box of its own, never modal, when that failed.
void exportWithDialog(QWidget &parent, QWidget &widget, const std::vector<ExportPanel> &panels,
                      const ExportStamp &stamp, const QString &title, const QString &ending);

} // namespace hubwatch::ui
