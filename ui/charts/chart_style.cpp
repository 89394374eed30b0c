#include "ui/charts/chart_style.h"

#include "ui/theme.h"

namespace hubwatch::ui {

QString barStyle(const Theme &theme)
{
    return QStringLiteral(R"(
QToolButton { color: %1; background: %2; border: 1px solid %3; border-radius: 4px; padding: 4px 10px; min-height: 18px; }
QToolButton:hover { background: %4; color: %5; }
QToolButton:checked { background: %4; color: %5; }
QToolButton:focus { border: 1px solid %6; }
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

} // namespace hubwatch::ui
