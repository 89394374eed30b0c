// IncidentActions: what can be done about an incident, each with its key.
#pragma once

#include "snapshot/snapshot.h"

#include <QString>

class QAction;
class QWidget;

namespace hubwatch::ui {

struct IncidentActions {
    /// Their keys work while the keyboard is inside `page`, and never while something is typed.
    explicit IncidentActions(QWidget *page);

    /// Enables what can be done; the tool tip of the rest says why not.
    void weigh(const Incident *incident, const Snapshot &snapshot);

    QAction *acknowledge = nullptr;
    QAction *note = nullptr;
    QAction *mute = nullptr;
    QAction *probe = nullptr;
    QAction *handover = nullptr;
    QAction *copy = nullptr;
    QAction *own = nullptr;
    QAction *close = nullptr;
    QAction *explain = nullptr;
    QAction *create = nullptr;
    QAction *filter = nullptr;
};

} // namespace hubwatch::ui
