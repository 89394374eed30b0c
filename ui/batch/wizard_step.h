// WizardStep: one step of a new job.
#pragma once

#include "snapshot/console.h"
#include "ui/batch/job_draft.h"

#include <QWidget>

namespace hubwatch::ui {

/// Shows its part of the draft and writes what is chosen into it. The draft outlives the step.
class WizardStep : public QWidget
{
    Q_OBJECT

public:
    WizardStep(Console &console, JobDraft &draft, QWidget *parent)
        : QWidget(parent)
        , m_console(console)
        , m_draft(draft)
    { }

    /// It is shown: takes over what other steps changed, and asks for what it needs.
    virtual void enter() = 0;
    /// What it still lacks before the next step can begin, as a sentence; empty: nothing.
    virtual QString lack() const = 0;
    /// An answer is awaited.
    virtual bool isWorking() const { return false; }
    /// Something it asked for went wrong.
    virtual bool hasFailed() const { return false; }

signals:
    void changed();

protected:
    Console &m_console;
    JobDraft &m_draft;
};

} // namespace hubwatch::ui
