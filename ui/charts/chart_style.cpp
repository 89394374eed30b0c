#include "ui/charts/chart_style.h"

#include "ui/theme.h"

namespace hubwatch::ui {

QString barStyle(const Theme &theme)
{
    return QStringLiteral(R"(
QToolButton { color: %1; background: %2; border: 1px solid %3; border-radius: 4px; padding: 4px 10px; min-height: 18px; }
QToolButton:hover { background: %4; color: %5; }
QToolButton:checked { background: %4; color: %5; }
QToolButton:focus { border: 2px solid %6; padding: 3px 9px; }
QToolButton:disabled { color: %7; }
QToolButton[segment="first"] { border-top-right-radius: 0; border-bottom-right-radius: 0; border-right: none; }
QToolButton[segment="middle"] { border-radius: 0; border-right: none; }
QToolButton[segment="last"] { border-top-left-radius: 0; border-bottom-left-radius: 0; }
QToolButton[action="true"] { color: %5; background: %4; }
QToolButton::menu-indicator { image: none; }
)")
        .arg(theme.textDim.name(), theme.panel.name(), theme.line.name(), theme.raised.name(), theme.text.name(),
             theme.accent.name(), theme.textMute.name());
}

QString panelsStyle()
{
    // Roles of the palette, so that it follows light and dark by itself.
    return QStringLiteral(R"(
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: palette(mid); border-radius: 4px; min-height: 32px; margin: 0 1px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QHeaderView { background: palette(base); }
QHeaderView::section { background: palette(base); border: none; border-bottom: 1px solid palette(mid); padding: 4px 9px; }
QTableView { background: palette(base); }
QTableView::item { border-bottom: 1px solid palette(mid); padding: 0 6px; }
QTableView::item:selected { background: palette(alternate-base); color: palette(text); }
)");
}

QString emptyStyle()
{
    return QStringLiteral(
        "QPushButton { background: palette(highlight); color: palette(highlighted-text); border: none; "
        "border-radius: 4px; padding: 7px 16px; font-weight: 600; }"
        "QPushButton:focus { border: 2px solid palette(text); padding: 5px 14px; }");
}

} // namespace hubwatch::ui
