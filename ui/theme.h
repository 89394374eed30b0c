// Theme: the colour tokens of the interface, named by meaning, in dark and light.
#pragma once

#include <QColor>
#include <array>

class QPalette;
class QWidget;

namespace hubwatch::ui {

struct Theme {
    bool dark = true;
    QColor window = {};
    QColor panel = {};
    QColor raised = {};
    QColor line = {}; ///< hairlines and grid
    QColor text = {};
    QColor textDim = {};
    QColor textMute = {}; ///< only for what may be missed
    QColor accent = {};   ///< only for what can be clicked
    QColor good = {};
    QColor warn = {};
    QColor bad = {};
    QColor blind = {}; ///< unknown, no data, unseen: always with the hatch
    std::array<QColor, 6> series = {};
};

const Theme &darkTheme();
const Theme &lightTheme();

/// The theme a widget is drawn in, told from its palette: a palette change is a theme change, so widgets that paint
/// themselves need only repaint on QEvent::PaletteChange.
const Theme &themeOf(const QWidget *widget);

QPalette paletteOf(const Theme &theme);

} // namespace hubwatch::ui
