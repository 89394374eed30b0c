// Limit words: what a running job may take of the account's limit, and which limit holds it. Pure.
#pragma once

#include "snapshot/batch_state.h"
#include "ui/mark.h"

namespace hubwatch::ui {

struct LimitWords {
    QString window = {};     ///< "74 / 80"
    QString windowName = {}; ///< "requests in the last 10 s"
    double filled = 0;       ///< of the window, 0..1
    QString inFlight = {};   ///< "4 / 5"
    QString binds = {};      ///< "the bucket binds"
    Mark mark = Mark::Good;  ///< Warn while a 429 or a park holds it
    QStringList sentences = {};
    QString details = {}; ///< the forecast's own words

    bool operator==(const LimitWords &) const = default;
};

LimitWords limitWords(const BatchJob &job, TimePoint now);
/// What the job could do by its limit, rows a second; 0: not known.
double goalOf(const BatchJob &job);

} // namespace hubwatch::ui
