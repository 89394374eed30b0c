// Tray words: what the tray says of everything, in a mark, a count and three lines. Pure.
#pragma once

#include "ui/now/alert_groups.h"

#include <QHash>

namespace hubwatch::ui {

struct TrayWords {
    struct Trouble {
        QString key = {}; ///< the group's
        Mark mark = Mark::Bad;
        QString text = {}; ///< "contacts-sync error rate 7.2 %, 3 min"
        std::vector<AlertId> alerts = {};
        std::vector<AlertId> toTakeOn = {}; ///< what Acknowledge acknowledges

        bool operator==(const Trouble &) const = default;
    };

    Mark mark = Mark::NotYet; ///< the worst of everything
    int count = 0;            ///< groups that fire and that nobody has taken on
    QString tip = {};
    std::vector<Trouble> worst = {}; ///< at most three
    QString batch = {};              ///< "Batch: 41 %, 2:27 left"; empty: no job is under way
    QString batchJob = {};           ///< its id

    bool operator==(const TrayWords &) const = default;
};

TrayWords trayWords(const Snapshot &snapshot, const AlertBoard &board, std::optional<TimePoint> blindSince);

/// How bad each thing is that somebody should hear of: 1 ticket, 2 notify, 3 page; by the group's key. Blind is 3.
QHash<QString, int> troubleLevels(const AlertBoard &board, std::optional<TimePoint> blindSince);

/// "(2) Hubwatch"
QString titleWithCount(const QString &title, int count);

} // namespace hubwatch::ui
