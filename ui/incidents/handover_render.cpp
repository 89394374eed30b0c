#include "ui/incidents/handover.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QImage>
#include <QPageLayout>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QTextDocument>
#include <QUrl>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr int paperDpi = 96;

/// What people write must stay what they wrote, whatever Markdown would make of it.
QString markdownText(const QString &text)
{
    static const QRegularExpression special(QStringLiteral(R"(([\\`*_\[\]|<>]))"));
    QString shown = text;
    shown.replace(u'\n', u' ');
    shown.replace(special, QStringLiteral("\\\\1"));
    if (shown.startsWith(u'#') || shown.startsWith(u'-') || shown.startsWith(u'+'))
        shown.prepend(u'\\');
    return shown;
}

QString markdownRow(const QStringList &cells)
{
    return QStringLiteral("| %1 |\n").arg(cells.join(QStringLiteral(" | ")));
}

QString markdownTable(const HandoverTable &table)
{
    QStringList head;
    QStringList rule;
    for (int at = 0; at < table.head.size(); ++at) {
        head << markdownText(table.head[at]);
        const bool last = at == table.head.size() - 1;
        rule << (at >= table.rightFrom && !last ? QStringLiteral("---:") : QStringLiteral("---"));
    }
    QString text = markdownRow(head) + markdownRow(rule);
    for (const QStringList &row : table.rows) {
        QStringList cells;
        for (const QString &cell : row)
            cells << markdownText(cell);
        text += markdownRow(cells);
    }
    return text + u'\n';
}

QString pictureData(const HandoverChart &chart)
{
    return QStringLiteral("data:image/png;base64,") + QString::fromLatin1(chart.png.toBase64());
}

QString htmlText(const QString &text)
{
    return text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
}

QString htmlTable(const HandoverTable &table)
{
    const auto row = [&](const QStringList &cells, const char *tag) {
        QString text = QStringLiteral("<tr>");
        for (int at = 0; at < cells.size(); ++at) {
            const bool number = at >= table.rightFrom && at < table.head.size() - 1;
            text += QStringLiteral("<%1%2>%3</%1>")
                        .arg(QLatin1StringView(tag), number ? QStringLiteral(" align=\"right\"") : QString(),
                             htmlText(cells[at]));
        }
        return text + QStringLiteral("</tr>\n");
    };
    QString text
        = QStringLiteral("<table cellspacing=\"0\" cellpadding=\"4\" width=\"100%\">\n") + row(table.head, "th");
    for (const QStringList &cells : table.rows)
        text += row(cells, "td");
    return text + QStringLiteral("</table>\n");
}

/// `picture` says where a chart's image is found.
template<class Picture>
QString htmlBody(const HandoverDocument &document, Picture picture)
{
    QString text = QStringLiteral("<h1>%1</h1>\n<p class=\"sub\">%2</p>\n")
                       .arg(htmlText(document.title), htmlText(document.subtitle));
    for (const HandoverSection &section : document.sections) {
        text += QStringLiteral("<h2>%1</h2>\n").arg(htmlText(section.heading));
        for (const QString &paragraph : section.paragraphs)
            text += QStringLiteral("<p>%1</p>\n").arg(htmlText(paragraph));
        if (!section.bullets.isEmpty()) {
            text += QStringLiteral("<ul>\n");
            for (const QString &bullet : section.bullets)
                text += QStringLiteral("<li>%1</li>\n").arg(htmlText(bullet));
            text += QStringLiteral("</ul>\n");
        }
        if (!section.table.rows.empty()) {
            text += htmlTable(section.table);
            if (!section.after.isEmpty())
                text += QStringLiteral("<p class=\"sub\">%1</p>\n").arg(htmlText(section.after));
        }
        for (const HandoverChart &chart : section.charts) {
            text += QStringLiteral("<p><img src=\"%1\" width=\"%2\" height=\"%3\" alt=\"%4\"><br><span class=\"sub\">%4"
                                   "</span></p>\n")
                        .arg(picture(chart))
                        .arg(chart.size.width())
                        .arg(chart.size.height())
                        .arg(htmlText(chart.summary));
        }
    }
    return text;
}

constexpr auto pageStyle = R"(
body { font: 15px/1.5 system-ui, sans-serif; color: #1a222a; background: #ffffff; max-width: 860px; margin: 32px auto; padding: 0 20px; }
h1 { font-size: 22px; margin: 0 0 4px; } h2 { font-size: 16px; margin: 28px 0 8px; border-bottom: 1px solid #d6dde3; padding-bottom: 4px; }
.sub { color: #566370; font-size: 13px; margin: 4px 0; }
table { border-collapse: collapse; width: 100%; font-size: 13px; font-variant-numeric: tabular-nums; }
th { text-align: left; color: #566370; font-weight: 600; } th[align=right], td[align=right] { text-align: right; }
th, td { border-bottom: 1px solid #d6dde3; padding: 5px 8px; vertical-align: top; overflow-wrap: anywhere; }
img { max-width: 100%; height: auto; border: 1px solid #d6dde3; border-radius: 6px; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } h2 { break-after: avoid; } tr, img { break-inside: avoid; } }
)";

// Qt's rich text knows little of CSS; this is what it draws well.
constexpr auto paperStyle = R"(
h1 { font-size: 16pt; margin-bottom: 2px; } h2 { font-size: 12pt; margin-top: 14px; margin-bottom: 4px; }
body, p, li, td { font-size: 9pt; color: #1a222a; } .sub { color: #566370; font-size: 8pt; }
th { font-size: 8pt; color: #566370; text-align: left; background-color: #eef1f4; } td { font-size: 8pt; }
)";

} // namespace

QByteArray handoverMarkdown(const HandoverDocument &document)
{
    QString text = QStringLiteral("# %1\n\n%2\n\n").arg(markdownText(document.title), markdownText(document.subtitle));
    QString pictures;
    int number = 0;
    for (const HandoverSection &section : document.sections) {
        text += QStringLiteral("## %1\n\n").arg(markdownText(section.heading));
        for (const QString &paragraph : section.paragraphs)
            text += markdownText(paragraph) + QStringLiteral("\n\n");
        for (const QString &bullet : section.bullets)
            text += QStringLiteral("- %1\n").arg(markdownText(bullet));
        if (!section.bullets.isEmpty())
            text += u'\n';
        if (!section.table.rows.empty()) {
            text += markdownTable(section.table);
            if (!section.after.isEmpty())
                text += markdownText(section.after) + QStringLiteral("\n\n");
        }
        for (const HandoverChart &chart : section.charts) {
            // The bytes stand at the end, so that the text can be read as it is.
            text += QStringLiteral("![%1][chart-%2]\n\n").arg(markdownText(chart.summary)).arg(++number);
            pictures += QStringLiteral("[chart-%1]: %2\n").arg(number).arg(pictureData(chart));
        }
    }
    return (text + pictures).toUtf8();
}

QByteArray handoverHtml(const HandoverDocument &document)
{
    const QString head
        = QStringLiteral("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n<meta "
                         "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; "
                         "style-src 'unsafe-inline'\">\n<title>%1</title>\n<style>%2</style></head>\n<body>\n")
              .arg(htmlText(document.title), QLatin1StringView(pageStyle));
    return (head + htmlBody(document, pictureData) + QStringLiteral("</body></html>\n")).toUtf8();
}

QByteArray handoverPdf(const HandoverDocument &document)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setTitle(document.title);
        writer.setCreator(QStringLiteral("Hubwatch"));
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(16, 16, 16, 16), QPageLayout::Millimeter);
        QTextDocument paper;
        paper.documentLayout()->setPaintDevice(&writer);
        paper.setDefaultStyleSheet(QString::fromLatin1(paperStyle));
        int number = 0;
        const double dots = double(writer.resolution()) / paperDpi;
        const QSizeF page = writer.pageLayout().paintRectPixels(writer.resolution()).size();
        HandoverDocument scaled = document;
        for (HandoverSection &section : scaled.sections) {
            for (HandoverChart &chart : section.charts) {
                // The layout itself turns pixels of the screen into those of the paper.
                const double fit = std::min(1.0, page.width() / (chart.size.width() * dots));
                chart.size = (QSizeF(chart.size) * fit).toSize();
            }
        }
        const QString body = htmlBody(scaled, [&](const HandoverChart &chart) {
            const QString name = QStringLiteral("chart-%1").arg(++number);
            paper.addResource(QTextDocument::ImageResource, QUrl(name), QImage::fromData(chart.png, "PNG"));
            return name;
        });
        paper.setHtml(QStringLiteral("<body>%1</body>").arg(body));
        paper.setPageSize(page);
        paper.print(&writer);
    }
    return bytes;
}

} // namespace hubwatch::ui
