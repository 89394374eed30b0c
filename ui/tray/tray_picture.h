// Tray picture: the worst state's mark, with how many.
#pragma once

#include "ui/mark.h"

namespace hubwatch::ui {

/// Of every size a tray asks for. Inverted: the other half of a flash.
QIcon trayPicture(Mark mark, int count, bool inverted);

} // namespace hubwatch::ui
