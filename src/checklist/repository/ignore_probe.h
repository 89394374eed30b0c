// The probe of ".env is ignored by git".
#pragma once

#include "checklist/probe.h"

namespace hubwatch {

struct IgnoreOrder {
    QString item = {};
    QString repository = {}; ///< absolute; empty: none is named
    Duration fresh = {};
};

/// Asks git itself: is .env ignored (in the root and in every folder that holds a package), is one tracked, was one
/// ever. Files such as .env.example are meant to be tracked and are let be.
Probe ignoreProbe(ProbeDoors doors, IgnoreOrder order);

} // namespace hubwatch
