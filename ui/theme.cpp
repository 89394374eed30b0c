#include "ui/theme.h"

#include <QGuiApplication>
#include <QPalette>
#include <QWidget>

namespace hubwatch::ui {

const Theme &darkTheme()
{
    static const Theme theme{
        .dark = true,
        .window = QColor(0x11161b),
        .panel = QColor(0x181f26),
        .raised = QColor(0x212a33),
        .line = QColor(0x2d3843),
        .text = QColor(0xe7ecf0),
        .textDim = QColor(0x9fadba),
        .textMute = QColor(0x758391),
        .accent = QColor(0x5fb0ee),
        .good = QColor(0x43b884),
        .warn = QColor(0xe2a63a),
        .bad = QColor(0xee6a5f),
        .blind = QColor(0xb292ea),
        .series
        = {QColor(0x5fb0ee), QColor(0xe2a63a), QColor(0x43b884), QColor(0xd588c4), QColor(0x8fd0c8), QColor(0xb292ea)},
    };
    return theme;
}

const Theme &lightTheme()
{
    static const Theme theme{
        .dark = false,
        .window = QColor(0xf3f5f7),
        .panel = QColor(0xffffff),
        .raised = QColor(0xeef1f4),
        .line = QColor(0xd6dde3),
        .text = QColor(0x1a222a),
        .textDim = QColor(0x566370),
        .textMute = QColor(0x7b8894),
        .accent = QColor(0x1a6cb0),
        .good = QColor(0x1a7f4f),
        .warn = QColor(0x9a6200),
        .bad = QColor(0xc02b26),
        .blind = QColor(0x6747b3),
        .series
        = {QColor(0x1a6cb0), QColor(0xb06f00), QColor(0x1a7f4f), QColor(0xa8478f), QColor(0x2b7f79), QColor(0x6747b3)},
    };
    return theme;
}

const Theme &themeOf(const QWidget *widget)
{
    QColor ground = widget->palette().color(QPalette::Window);
    // A stylesheet's "transparent" is black to lightness().
    if (ground.alpha() < 255)
        ground = QGuiApplication::palette().color(QPalette::Window);
    return ground.lightness() < 128 ? darkTheme() : lightTheme();
}

QPalette paletteOf(const Theme &theme)
{
    QPalette palette;
    palette.setColor(QPalette::Window, theme.window);
    palette.setColor(QPalette::Base, theme.panel);
    palette.setColor(QPalette::AlternateBase, theme.raised);
    palette.setColor(QPalette::Button, theme.raised);
    palette.setColor(QPalette::Mid, theme.line);
    palette.setColor(QPalette::Dark, theme.line);
    palette.setColor(QPalette::Midlight, theme.line);
    palette.setColor(QPalette::Light, theme.raised);
    palette.setColor(QPalette::Shadow, theme.line);
    palette.setColor(QPalette::ToolTipBase, theme.raised);
    palette.setColor(QPalette::Highlight, theme.accent);
    palette.setColor(QPalette::HighlightedText, theme.dark ? theme.window : theme.panel);
    palette.setColor(QPalette::Link, theme.accent);
    palette.setColor(QPalette::PlaceholderText, theme.textMute);
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText, QPalette::BrightText}) {
        palette.setColor(role, theme.text);
        palette.setColor(QPalette::Disabled, role, theme.textMute);
    }
    return palette;
}

} // namespace hubwatch::ui
