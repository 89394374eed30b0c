// JobWizard: the steps of a new job up to its dry run: object, file, mapping, review, dry run.
#pragma once

#include "snapshot/console.h"
#include "ui/batch/step_bar.h"

#include <QWidget>

namespace hubwatch::ui {

/// Every step goes back without losing what was chosen. Emits runWanted() when the guard has been passed and the order
/// was sent.
class JobWizard : public QWidget
{
    Q_OBJECT

public:
    explicit JobWizard(Console &console, QWidget *parent = nullptr);

    /// Begins anew, at the object.
    void startNew();
    /// A job that is planned and not begun: at its review.
    void openPlanned(const QString &job);
    JobStep step() const;
    void goTo(JobStep step);
    bool settled() const;

signals:
    void stepChanged(hubwatch::ui::JobStep step);
    void runOrdered(const QString &job);
    void closed();

private:
    Console &m_console;
};

} // namespace hubwatch::ui
