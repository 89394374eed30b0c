#include "ui/charts/chart_export.h"

#include "base/time_text.h"
#include "base/write_file.h"
#include "ui/charts/chart_table.h"
#include "ui/theme.h"

#include <QBuffer>
#include <QGraphicsView>
#include <QPainter>
#include <QRegularExpression>
#include <QSvgGenerator>
#include <QWidget>

namespace hubwatch::ui {

namespace {

constexpr int stampHeight = 44;

QString unitName(Unit unit)
{
    switch (unit) {
    case Unit::Ratio: return QStringLiteral("ratio");
    case Unit::Count: return QStringLiteral("count");
    case Unit::Seconds: return QStringLiteral("s");
    case Unit::State:
    case Unit::Status: return QStringLiteral("state");
    case Unit::Factor: return QStringLiteral("factor");
    case Unit::Polls: return QStringLiteral("polls");
    case Unit::Days: return QStringLiteral("d");
    case Unit::Number: return QStringLiteral("1");
    case Unit::PerSecond: return QStringLiteral("1/s");
    case Unit::Bytes: return QStringLiteral("B");
    case Unit::BytesPerSecond: return QStringLiteral("B/s");
    }
    Q_UNREACHABLE();
}

/// Shortest digits that read back to the same value.
QString csvNumber(std::optional<double> value)
{
    return value ? QString::number(*value, 'g', QLocale::FloatingPointShortest) : QString();
}

void paintStamped(QPainter &painter, QWidget &widget, const ExportStamp &stamp)
{
    const Theme &theme = themeOf(&widget);
    const QRect all(0, 0, widget.width(), widget.height() + stampHeight);
    painter.fillRect(all, theme.window);
    // What a view has cached was drawn for the screen: a picture twice as fine needs it drawn anew.
    const QList<QGraphicsView *> views = widget.findChildren<QGraphicsView *>();
    for (QGraphicsView *view : views)
        view->setCacheMode(QGraphicsView::CacheNone);
    widget.render(&painter, QPoint(), QRegion(), QWidget::DrawWindowBackground | QWidget::DrawChildren);
    for (QGraphicsView *view : views)
        view->setCacheMode(QGraphicsView::CacheBackground);
    QFont small = widget.font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    painter.setFont(small);
    painter.setPen(theme.textDim);
    // Range and source in the first line, the rest below: a narrow panel must not lose any of it.
    QStringList parts = stampText(stamp).split(QStringLiteral(" · "));
    const QString made = parts.takeLast();
    const QRect foot(12, widget.height() + 4, widget.width() - 24, stampHeight - 8);
    const QString range
        = painter.fontMetrics().elidedText(parts.join(QStringLiteral(" · ")), Qt::ElideRight, foot.width());
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignTop, range);
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignBottom, made);
}

} // namespace

QString stampText(const ExportStamp &stamp)
{
    const QString format = QStringLiteral("yyyy-MM-dd HH:mm:ss");
    return QStringLiteral("%1 – %2 %3 · %4 · Hubwatch, made %5")
        .arg(dateTimeOf(stamp.from, stamp.zone).toString(format), dateTimeOf(stamp.to, stamp.zone).toString(format),
             zoneText(stamp.zone, stamp.to), stamp.source, instantText(stamp.madeAt, stamp.zone));
}

QString csvCell(const QString &text)
{
    QString cell = text;
    if (!cell.isEmpty() && QStringLiteral("=+-@\t\r").contains(cell.front()))
        cell.prepend(u'\'');
    if (cell.contains(u',') || cell.contains(u'"') || cell.contains(u'\n') || cell.contains(u'\r'))
        cell = u'"' + cell.replace(QStringLiteral("\""), QStringLiteral("\"\"")) + u'"';
    return cell;
}

QByteArray csvOf(const std::vector<ExportPanel> &panels, const ExportStamp &stamp)
{
    QString csv = QStringLiteral("# ") + stampText(stamp) + u'\n';
    for (const ExportPanel &panel : panels)
        csv += QStringLiteral("# ") + QString(panel.summary).replace(u'\n', u' ') + u'\n';
    csv += QStringLiteral("time_utc,time_%1,panel,line,service,value,low,high,n,unit,note\n")
               .arg(zoneText(stamp.zone, stamp.to)
                        .toLower()
                        .replace(QRegularExpression(QStringLiteral("[^a-z0-9]")), QStringLiteral("_")));
    for (const ExportPanel &panel : panels) {
        if (!panel.answer)
            continue;
        for (const TableRow &row : tableRows(*panel.answer)) {
            const ChartPoint point = row.point.value_or(ChartPoint{});
            const QStringList cells{utcText(row.at),
                                    dateTimeOf(row.at, stamp.zone).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz")),
                                    csvCell(panel.spec.key.startsWith(u"explore") ? panel.spec.title : panel.spec.key),
                                    csvCell(row.line),
                                    csvCell(row.service),
                                    row.point ? csvNumber(point.value) : QString(),
                                    csvNumber(point.low),
                                    csvNumber(point.high),
                                    row.point ? QString::number(point.n) : QString(),
                                    unitName(panel.spec.unit),
                                    csvCell(row.point ? QString() : QStringLiteral("no data: ") + row.why)};
            csv += cells.join(u',') + u'\n';
        }
    }
    return csv.toUtf8();
}

QImage imageOf(QWidget &widget, const ExportStamp &stamp, qreal scale)
{
    const QSize size = (QSizeF(widget.width(), widget.height() + stampHeight) * scale).toSize();
    QImage image(size, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.setText(QStringLiteral("Description"), stampText(stamp));
    QPainter painter(&image);
    paintStamped(painter, widget, stamp);
    return image;
}

QByteArray svgOf(QWidget &widget, const ExportStamp &stamp, const QString &title)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setTitle(title);
    generator.setDescription(stampText(stamp));
    const QSize size(widget.width(), widget.height() + stampHeight);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(), size));
    generator.setResolution(widget.logicalDpiX());
    QPainter painter(&generator);
    paintStamped(painter, widget, stamp);
    painter.end();
    return bytes;
}

QString exportName(const QString &title, const ExportStamp &stamp, const QString &ending)
{
    QString name = title.toLower();
    name.replace(QRegularExpression(QStringLiteral("[^a-z0-9]+")), QStringLiteral("-"));
    while (name.endsWith(u'-'))
        name.chop(1);
    return QStringLiteral("hubwatch-%1-%2.%3")
        .arg(name.left(60), dateTimeOf(stamp.to, stamp.zone).toString(QStringLiteral("yyyy-MM-dd-HHmm")), ending);
}

Result<void> writeExport(const QString &path, const QByteArray &bytes)
{
    if (const Result<void> written = writeFile(path, bytes); !written)
        return fail(Error::Kind::Storage, path + QStringLiteral(": ") + written.error().detail);
    return {};
}

} // namespace hubwatch::ui
