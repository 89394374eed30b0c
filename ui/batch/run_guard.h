// RunGuard: the one question that stands in the way: is this portal meant, with so many rows?
#pragma once

#include "snapshot/batch_commands.h"
#include "snapshot/snapshot.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace hubwatch::ui {

/// What the guard asks about.
struct GuardedRun {
    JobSpec spec = {};
    std::int64_t rows = 0;  ///< that will be sent: of a trial, its own
    QStringList names = {}; ///< what may be typed, as the engine takes it: the portal's id or its name
    QString when = {};      ///< "now", "in the window 00:00-05:00 Asia/Tokyo"

    bool operator==(const GuardedRun &) const = default;
};
/// What is asked before the order goes out; nullopt where nothing needs to be: a sandbox, or a read.
std::optional<GuardedRun> guardedRun(const Plan &plan, const RunOrder &order, const Snapshot &snapshot);

/// Modal, and alone in that: nothing else may be clicked by a hand in a hurry. Confirms only what matches.
class RunGuard : public QDialog
{
    Q_OBJECT

public:
    explicit RunGuard(const GuardedRun &run, QWidget *parent = nullptr);

signals:
    void confirmed(const QString &typed);

private:
    QLineEdit *m_typed = nullptr;
    QPushButton *m_confirm = nullptr;
};

} // namespace hubwatch::ui
