// Batch brief: all jobs in a few words, for the rail, the tray, the task bar and what happens next. Pure.
#pragma once

#include "snapshot/snapshot.h"

namespace hubwatch::ui {

struct BatchBrief {
    int waiting = 0; ///< jobs that need a person
    int running = 0;
    std::optional<double> progress = {}; ///< of all rows of the running jobs, 0..1
    QString words = {};                  ///< "Batch: 41 %, 2:27 left"; empty: nothing is under way
    QString job = {};                    ///< that the words are of

    bool operator==(const BatchBrief &) const = default;
};
BatchBrief batchBrief(const Snapshot &snapshot);

/// What a job will do by itself: begin, go on, end.
struct BatchNext {
    TimePoint at = {};
    QString text = {};
    QString details = {};

    bool operator==(const BatchNext &) const = default;
};
std::vector<BatchNext> batchNext(const Snapshot &snapshot);

} // namespace hubwatch::ui
