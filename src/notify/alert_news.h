// AlertNews: an alert as it stands now, for the notifier.
#pragma once

#include "notify/notice.h"

namespace hubwatch {

/// Why an alert is not to be told.
struct Quiet {
    enum class Kind { No, Muted, Inhibited, Silenced };

    Kind kind = Kind::No;
    QString why = {};

    bool operator==(const Quiet &) const = default;
};

/// An alert as it stands now, for the notifier.
struct AlertNews {
    ToldAlert told = {};
    Rule rule = {};
    Quiet quiet = {};
    bool acknowledged = false; ///< repeats are not sent
    bool worse = false;        ///< than when somebody took it on: told again, whatever was told
};

} // namespace hubwatch
