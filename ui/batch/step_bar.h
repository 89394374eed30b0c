// StepBar: where a job stands among its steps.
#pragma once

#include "ui/mark.h"

#include <QWidget>

namespace hubwatch::ui {

enum class JobStep { Object, File, Mapping, Review, DryRun, Run, Results };
QString stepWord(JobStep step);

/// A mark and a word each; the ones that may be gone to are links. Buttons of the step stand at the right.
class StepBar : public QWidget
{
    Q_OBJECT

public:
    explicit StepBar(QWidget *parent = nullptr);

    /// Steps before `current` are done, those after it not yet; `last` is the furthest that may be gone to.
    void setStep(JobStep current, JobStep last);
    /// Of one step: Pending while it works, Bad when it failed.
    void setMark(JobStep step, Mark mark);
    void addButton(QWidget *button);

signals:
    void chosen(hubwatch::ui::JobStep step);
};

} // namespace hubwatch::ui
