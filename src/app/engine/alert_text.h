// One sentence for an alert that changed its state.
#pragma once

#include "alerts/alert_book.h"

namespace hubwatch {

/// "firing: 0.072 (n 2451)" in the words of the events list; English, with the alert's note.
QString changeText(const AlertChange &change);

} // namespace hubwatch
