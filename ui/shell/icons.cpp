#include "ui/shell/icons.h"

#include <QFile>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

static void initHubwatchResources() // Q_INIT_RESOURCE must stand outside every namespace
{
    Q_INIT_RESOURCE(resources);
}

namespace hubwatch::ui {

void loadIcons()
{
    initHubwatchResources();
}

QPixmap iconPixmap(const QString &name, const QColor &color, int side, qreal pixelRatio)
{
    const QString key = QStringLiteral("hubwatch-icon/%1/%2/%3/%4").arg(name, color.name()).arg(side).arg(pixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    loadIcons();
    QFile file(QStringLiteral(":/hubwatch/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QSvgRenderer renderer(file.readAll().replace("#000", color.name().toLatin1()));
    pixmap = QPixmap(QSize(side, side) * pixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(pixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace hubwatch::ui
