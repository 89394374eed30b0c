// Console verdict: whether this console sees, keeps and tells. Pure.
#pragma once

#include "ui/shell/verdicts.h"

namespace hubwatch::ui {

/// The worst first: what cannot be kept, then who cannot be told, then what is to be mended.
Verdict verdictOnConsole(const Snapshot &snapshot);

/// "deliveries 0 waiting", as the status line has it: refused ones are bad, waiting ones pending; without a route a
/// warning as soon as a rule pages.
struct DeliveryWords {
    Mark mark = Mark::NotYet;
    QString words = {};
    QString details = {};

    bool operator==(const DeliveryWords &) const = default;
};
DeliveryWords deliveryWords(const AlertingState &alerting, const std::vector<Rule> &rules);

} // namespace hubwatch::ui
