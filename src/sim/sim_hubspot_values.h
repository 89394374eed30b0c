// valueRefusal: what the simulated HubSpot lets a property hold, and in which form it keeps it.
#pragma once

#include "sim/sim_hubspot_properties.h"

#include <optional>

namespace hubwatch {

/// Why one record was not written.
struct SimRefusal {
    int status = 400;
    QString category = QStringLiteral("VALIDATION_ERROR");
    QString message = {};
    QString code = {};     ///< "PROPERTY_DOESNT_EXIST"; empty where there is none
    QString property = {}; ///< which property is wrong

    bool operator==(const SimRefusal &) const = default;
};

/// Nothing when the property may hold the value; an empty one may always be.
std::optional<SimRefusal> valueRefusal(const SimProperty &property, const QString &value);
/// What is kept of a value that may be written over `before`: e-mail in small letters, dates and instants as HubSpot
/// gives them back, and of a value that begins with ";" the union with what is there.
QString storedValue(const SimProperty &property, const QString &value, const QString &before);

} // namespace hubwatch
