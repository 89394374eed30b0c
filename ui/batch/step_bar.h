// StepBar: where a job stands among its steps.
#pragma once

#include "ui/shell/text_line.h"

#include <array>

class QHBoxLayout;
class QToolButton;

namespace hubwatch::ui {

enum class JobStep { Object, File, Mapping, Review, DryRun, Run, Results };
inline constexpr int jobSteps = 7;
QString stepWord(JobStep step);

class StepLink;

/// A mark and a word each; the ones that may be gone to are links. Buttons of the step stand at the right.
class StepBar : public Panel
{
    Q_OBJECT

public:
    explicit StepBar(QWidget *parent = nullptr);

    /// Steps before `current` are done, those after it not yet; `last` is the furthest that may be gone to.
    void setStep(JobStep current, JobStep last);
    /// Of one step: Pending while it works, Bad when it failed. Holds until the next setStep().
    void setMark(JobStep step, Mark mark);
    void addButton(QWidget *button);

signals:
    void chosen(hubwatch::ui::JobStep step);

private:
    QHBoxLayout *m_buttons = nullptr;
    std::array<StepLink *, jobSteps> m_links = {};
};

} // namespace hubwatch::ui
