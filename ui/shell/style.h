// Style: the application's palette and stylesheet, made from a theme's tokens.
#pragma once

#include <QString>

class QPushButton;

namespace hubwatch::ui {

struct Theme;

/// Controls as the tokens want them: quiet, hairlines, a 2 px focus ring, check boxes that can be seen in the dark.
/// Dynamic properties it knows: tone = dim | mute | bad | warn on labels, primary = true on the one main button,
/// danger = true on what cannot be taken back, heading = true on a page's or panel's title.
QString styleSheetOf(const Theme &theme);

/// What it does cannot be taken back: it looks so, and Enter never carries it out.
void setDanger(QPushButton &button, bool danger = true);

/// Dresses the whole application; may be called again to change clothes.
void applyTheme(const Theme &theme);

} // namespace hubwatch::ui
