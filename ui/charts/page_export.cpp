#include "ui/charts/page_export.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QMessageBox>
#include <QStandardPaths>

namespace hubwatch::ui {

QByteArray exportBytes(QWidget &widget, const std::vector<ExportPanel> &panels, const ExportStamp &stamp,
                       const QString &title, const QString &ending)
{
    if (ending == u"csv")
        return csvOf(panels, stamp);
    if (ending == u"svg")
        return svgOf(widget, stamp, title);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    imageOf(widget, stamp).save(&buffer, "PNG");
    return bytes;
}

void exportWithDialog(QWidget &parent, QWidget &widget, const std::vector<ExportPanel> &panels,
                      const ExportStamp &stamp, const QString &title, const QString &ending)
{
    // What is on the screen now is what is written, however long the person looks for a folder.
    const QByteArray bytes = exportBytes(widget, panels, stamp, title, ending);
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    auto *dialog = new QFileDialog(&parent, QCoreApplication::translate("PageExport", "Export"), folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(ending);
    dialog->selectFile(QDir(folder).filePath(exportName(title, stamp, ending)));
    QObject::connect(dialog, &QFileDialog::fileSelected, &parent, [&parent, bytes](const QString &path) {
        const Result<void> written = writeExport(path, bytes);
        if (written)
            return;
        auto *box = new QMessageBox(
            QMessageBox::Warning, QCoreApplication::translate("PageExport", "Export"),
            QCoreApplication::translate("PageExport", "The export was not written. %1. Choose another folder.")
                .arg(written.error().detail),
            QMessageBox::Ok, &parent);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->setModal(false);
        box->show();
    });
    dialog->setModal(false);
    dialog->show();
}

} // namespace hubwatch::ui
