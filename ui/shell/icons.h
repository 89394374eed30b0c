// Icons: one-colour pictures from the resources, drawn in any colour of the theme.
#pragma once

#include <QColor>
#include <QPixmap>

namespace hubwatch::ui {

/// The picture `name` ("home", "chart", "globe", "theme") in `color`; null for a name nobody drew.
QPixmap iconPixmap(const QString &name, const QColor &color, int side, qreal pixelRatio);

/// Makes the compiled-in pictures available; a static library does not do it by itself.
void loadIcons();

} // namespace hubwatch::ui
