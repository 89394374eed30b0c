#include "ui/readiness/report_pdf.h"

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QTextBlock>
#include <QTextDocument>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr int pdfResolution = 300;
constexpr double screenResolution = 96; ///< what the text's sizes are meant for
constexpr double marginMillimetres = 12;
/// Smaller letters nobody reads on paper; longer reports take more pages.
constexpr int smallestPercent = 65;
constexpr int comfortablePercent = 80;

/// Pictures, styles and fonts from elsewhere stay there.
class ClosedDocument : public QTextDocument
{
public:
    using QTextDocument::QTextDocument;

protected:
    QVariant loadResource(int, const QUrl &) override { return QByteArray(); }
};

/// How many pages the sheet takes: what begins a page of its own behind it is not counted.
int sheetPages(const QTextDocument &document)
{
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        if (!(block.blockFormat().pageBreakPolicy() & QTextFormat::PageBreak_AlwaysBefore))
            continue;
        const double top = document.documentLayout()->blockBoundingRect(block).top();
        return int(top / document.pageSize().height());
    }
    return document.pageCount();
}

/// The largest scale at which the sheet fits one page, within what can be read; a little less where that saves a page.
double scaleFor(QTextDocument &document, const QSizeF &page)
{
    double best = 0;
    int fewest = 0;
    for (int percent = 100; percent >= smallestPercent; percent -= 5) {
        if (best > 0 && percent < comfortablePercent)
            break;
        const double scale = percent / 100.0;
        document.setPageSize(page / scale);
        if (sheetPages(document) > 1 || (best > 0 && document.pageCount() >= fewest))
            continue;
        best = scale;
        fewest = document.pageCount();
    }
    return best > 0 ? best : smallestPercent / 100.0;
}

bool draw(QPdfWriter &writer, QTextDocument &document)
{
    const double dots = pdfResolution / screenResolution;
    const QSizeF page(writer.width() / dots, writer.height() / dots);
    const double scale = scaleFor(document, page);
    const QSizeF room = page / scale;
    document.setPageSize(room);
    QPainter painter;
    if (!painter.begin(&writer))
        return false;
    painter.scale(dots * scale, dots * scale);
    const int pages = std::max(1, document.pageCount());
    bool good = true;
    for (int at = 0; good && at < pages; ++at) {
        if (at > 0)
            good = writer.newPage();
        painter.save();
        const QRectF seen(0, at * room.height(), room.width(), room.height());
        painter.translate(0, -seen.top());
        QAbstractTextDocumentLayout::PaintContext context;
        context.clip = seen;
        context.palette.setColor(QPalette::Text, Qt::black);
        painter.setClipRect(seen);
        document.documentLayout()->draw(&painter, context);
        painter.restore();
    }
    return painter.end() && good;
}

} // namespace

Result<void> writeReportPdf(const QString &path, const QByteArray &html, const QString &title)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(Error::Kind::Storage, file.errorString());
    QPdfWriter writer(&file);
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("Hubwatch"));
    writer.setResolution(pdfResolution);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(marginMillimetres, marginMillimetres, marginMillimetres, marginMillimetres),
                          QPageLayout::Millimeter);
    ClosedDocument document;
    document.setDocumentMargin(0);
    document.setMetaInformation(QTextDocument::CssMedia, QStringLiteral("print"));
    document.setHtml(QString::fromUtf8(html));
    if (!draw(writer, document)) {
        file.cancelWriting();
        return fail(Error::Kind::Storage, QStringLiteral("the page could not be drawn"));
    }
    if (!file.flush() || !file.commit()) // commit() does not see a disk that filled up
        return fail(Error::Kind::Storage, file.errorString());
    return {};
}

} // namespace hubwatch::ui
