#include "ui/readiness/report_pdf.h"

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QTextDocument>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr int pdfResolution = 300;
constexpr double screenResolution = 96; ///< what the text's sizes are meant for
constexpr double marginMillimetres = 12;
/// Smaller letters nobody reads on paper; longer reports take more pages.
constexpr double smallestScale = 0.6;
constexpr double largestScale = 0.85;

/// Pictures, styles and fonts from elsewhere stay there.
class ClosedDocument : public QTextDocument
{
public:
    using QTextDocument::QTextDocument;

protected:
    QVariant loadResource(int, const QUrl &) override { return QByteArray(); }
};

/// The largest scale at which all of it fits one page, within what can be read.
double scaleFor(QTextDocument &document, const QSizeF &page)
{
    for (double scale = largestScale; scale > smallestScale; scale -= 0.025) {
        document.setTextWidth(page.width() / scale);
        if (document.size().height() * scale <= page.height())
            return scale;
    }
    return smallestScale;
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
    QFont font;
    font.setPixelSize(13);
    document.setDefaultFont(font);
    document.setMetaInformation(QTextDocument::CssMedia, QStringLiteral("print"));
    document.setHtml(QString::fromUtf8(html));
    if (!draw(writer, document)) {
        file.cancelWriting();
        return fail(Error::Kind::Storage, QStringLiteral("the page could not be drawn"));
    }
    if (!file.commit())
        return fail(Error::Kind::Storage, file.errorString());
    return {};
}

} // namespace hubwatch::ui
