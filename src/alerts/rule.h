// Rule: a condition on a signal, how long it must hold, and who is told.
#pragma once

#include "base/clock.h"

#include <QString>
#include <QStringList>
#include <optional>

namespace hubwatch {

struct Rule {
    enum class Side { Above, Below };
    enum class Severity { Page, Notify, Ticket };

    QString name = {};   ///< unique; defaults to the signal's id
    QString signal = {}; ///< SignalDefinition::id
    Side side = Side::Above;
    double threshold = 0;        ///< strict: a value equal to it is good
    Duration holdFor = {};       ///< "for"
    int polls = 0;               ///< instead of holdFor: so many polls in a row
    Duration keepFiringFor = {}; ///< stays firing so long after the last breach
    std::int64_t minimum = 0;    ///< below this n the condition does not hold
    Severity severity = Severity::Ticket;
    QStringList routes = {};
    QStringList services = {}; ///< empty: all
    bool enabled = true;

    bool operator==(const Rule &) const = default;
};

} // namespace hubwatch
