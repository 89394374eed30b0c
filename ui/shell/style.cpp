#include "ui/shell/style.h"

#include "ui/shell/icons.h"
#include "ui/theme.h"

#include <QApplication>
#include <QPalette>
#include <QPushButton>
#include <QStyle>

namespace hubwatch::ui {

namespace {

// %name% is replaced by the token's colour.
constexpr auto sheetTemplate = R"(
QToolTip { background: %raised%; color: %text%; border: 1px solid %line%; padding: 4px 6px; }
QLabel[tone="dim"] { color: %dim%; }
QLabel[tone="mute"] { color: %mute%; }
QLabel[tone="bad"] { color: %bad%; }
QLabel[tone="warn"] { color: %warn%; }
QLabel[heading="true"] { font-weight: 600; }
QLabel#demoMark { background: %warn%; color: %onAccent%; font-weight: 600; border-radius: 4px; padding: 3px 8px; }
QLabel[key="true"] { border: 1px solid %line%; border-radius: 3px; padding: 0 4px; color: %dim%; }

QPushButton, QToolButton { background: %raised%; color: %text%; border: 1px solid %line%; border-radius: 5px;
  padding: 4px 11px; min-height: 17px; }
QPushButton:hover, QToolButton:hover { border-color: %mute%; }
QPushButton:pressed, QToolButton:pressed { background: %line%; }
QPushButton:checked, QToolButton:checked { background: %line%; }
QPushButton:disabled, QToolButton:disabled { color: %mute%; background: transparent; }
QPushButton:focus, QToolButton:focus { border: 2px solid %accent%; padding: 3px 10px; }
QToolButton { padding: 3px 5px; }
QToolButton:focus { padding: 2px 4px; }
QToolButton::menu-indicator { image: none; }
QPushButton[primary="true"] { background: %accent%; color: %onAccent%; border-color: %accent%; font-weight: 600; }
QPushButton[primary="true"]:hover { background: %accentHover%; border-color: %accentHover%; }
QPushButton[primary="true"]:focus { border-color: %text%; }
QPushButton[primary="true"]:disabled { background: %raised%; color: %mute%; border-color: %line%; }
QPushButton[danger="true"] { background: transparent; color: %bad%; border-color: %bad%; }
QPushButton[danger="true"]:hover { background: %raised%; }
QPushButton[danger="true"]:focus { border-color: %accent%; }
QPushButton[danger="true"]:disabled { color: %mute%; border-color: %line%; }
QPushButton[quiet="true"], QToolButton[quiet="true"] { background: transparent; border-color: transparent; color: %dim%; }
QPushButton[quiet="true"]:hover, QToolButton[quiet="true"]:hover { color: %text%; border-color: %line%; }
QPushButton[quiet="true"]:focus, QToolButton[quiet="true"]:focus { border-color: %accent%; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox { background: %field%; color: %text%;
  border: 1px solid %fieldLine%; border-radius: 4px; padding: 3px 6px; selection-background-color: %accent%;
  selection-color: %onAccent%; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus { border: 2px solid %accent%;
  padding: 2px 5px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled {
  color: %mute%; border-color: %line%; }
QLineEdit[wrong="true"] { border: 2px solid %bad%; padding: 2px 5px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(:/hubwatch/icons/down-%side%.svg); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: %raised%; border: 1px solid %line%; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {
  background: transparent; border: none; width: 20px; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url(:/hubwatch/icons/up-%side%.svg); width: 10px; height: 10px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url(:/hubwatch/icons/down-%side%.svg); width: 10px;
  height: 10px; }
QTreeView::item { height: 24px; border: none; padding: 0 5px; }
QTreeView::item:hover, QTreeView::item:selected { background: %raised%; color: %text%; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid %mute%; border-radius: 3px; background: %field%; }
QCheckBox::indicator:hover { border-color: %text%; }
QCheckBox::indicator:focus { border: 2px solid %accent%; width: 12px; height: 12px; }
QCheckBox::indicator:checked { background: %accent%; border-color: %accent%; image: url(:/hubwatch/icons/tick-%side%.svg); }
QCheckBox::indicator:disabled { border-color: %line%; }

QMenu { background: %raised%; color: %text%; border: 1px solid %line%; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 3px; }
QMenu::item:selected { background: %accent%; color: %onAccent%; }
QMenu::item:disabled { color: %mute%; }
QMenu::separator { height: 1px; background: %line%; margin: 4px 6px; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: %line%; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: %mute%; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTableView, QListView, QTreeView { background: %panel%; border: none; color: %text%; gridline-color: %line%;
  selection-background-color: %raised%; selection-color: %text%; outline: none; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: %dim%; border: none; border-bottom: 1px solid %line%;
  padding: 0 8px; height: 26px; }
QTableCornerButton::section { background: transparent; border: none; }
QDialog { background: %window%; }
)";

QColor mixed(const QColor &a, const QColor &b, qreal part)
{
    return QColor::fromRgbF(float(a.redF() * (1 - part) + b.redF() * part),
                            float(a.greenF() * (1 - part) + b.greenF() * part),
                            float(a.blueF() * (1 - part) + b.blueF() * part));
}

} // namespace

QString styleSheetOf(const Theme &theme)
{
    QString sheet = QString::fromLatin1(sheetTemplate);
    const QColor onAccent = theme.dark ? theme.window : theme.panel;
    const std::initializer_list<std::pair<const char *, QColor>> tokens{
        {"window", theme.window},
        {"panel", theme.panel},
        {"raised", theme.raised},
        {"line", theme.line},
        {"text", theme.text},
        {"dim", theme.textDim},
        {"mute", theme.textMute},
        {"accentHover", mixed(theme.accent, theme.text, 0.2)},
        {"accent", theme.accent},
        {"onAccent", onAccent},
        {"good", theme.good},
        {"warn", theme.warn},
        {"bad", theme.bad},
        {"fieldLine", mixed(theme.line, theme.textMute, 0.6)},
        {"field", theme.dark ? theme.window : theme.panel},
    };
    for (const auto &[name, color] : tokens)
        sheet.replace(QStringLiteral("%%1%").arg(QLatin1StringView(name)), color.name());
    return sheet.replace(QStringLiteral("%side%"), theme.dark ? QStringLiteral("dark") : QStringLiteral("light"));
}

void setDanger(QPushButton &button, bool danger)
{
    if (danger) {
        button.setAutoDefault(false);
        button.setDefault(false);
    }
    if (button.property("danger").toBool() == danger)
        return;
    button.setProperty("danger", danger);
    if (danger)
        button.setProperty("primary", false);
    button.style()->unpolish(&button);
    button.style()->polish(&button);
}

void applyTheme(const Theme &theme)
{
    loadIcons();
    // A stylesheet replaces style() by its proxy; asking again for Fusion below it would undo and redo everything.
    if (qApp->styleSheet().isEmpty())
        QApplication::setStyle(QStringLiteral("fusion"));
    QApplication::setPalette(paletteOf(theme));
    qApp->setStyleSheet(styleSheetOf(theme));
}

} // namespace hubwatch::ui
