// Silence: what an Alertmanager has been told to keep quiet.
#pragma once

#include "alerts/matcher.h"

namespace hubwatch {

struct Silence {
    QString route = {}; ///< whose Alertmanager
    QString id = {};
    std::vector<Matcher> matchers = {};
    TimePoint startsAt = {};
    TimePoint endsAt = {};
    QString author = {};
    QString comment = {};
    bool active = false; ///< else pending

    bool operator==(const Silence &) const = default;
};

} // namespace hubwatch
