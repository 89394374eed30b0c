// The style sheet of the time bar and its like, from the theme's tokens.
#pragma once

#include <QString>

namespace hubwatch::ui {

struct Theme;

/// Buttons of one height with hairlines; `segment` properties ("first", "middle", "last") join neighbours.
QString barStyle(const Theme &theme);

/// Scroll bars and tables of the panels.
QString panelsStyle();

/// The one action of an empty page.
QString emptyStyle();

} // namespace hubwatch::ui
