// One sentence for an alert that changed its state.
#pragma once

#include "alerts/alert_book.h"
#include "store/event.h"

namespace hubwatch {

/// "API error rate firing at 7.2 %, n 2451": for the events list; English, with the alert's note. `rule` is null when
/// it is gone.
QString changeText(const AlertChange &change, const Rule *rule);

/// The change as the events list and the ribbons under charts know it.
Event alertEvent(const AlertChange &change, const Rule *rule);

} // namespace hubwatch
