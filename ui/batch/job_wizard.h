// JobWizard: the steps of a new job up to its dry run: object, file, mapping, review, dry run.
#pragma once

#include "snapshot/console.h"
#include "ui/batch/job_draft.h"
#include "ui/batch/step_bar.h"

#include <QWidget>
#include <array>

class QPushButton;
class QStackedWidget;

namespace hubwatch::ui {

class AccountTag;
class DryRunStep;
class ReviewStep;
class TextLine;
class WizardStep;

/// Every step goes back without losing what was chosen. Emits runOrdered() when the guard has been passed and the
/// order was taken.
class JobWizard : public QWidget
{
    Q_OBJECT

public:
    explicit JobWizard(Console &console, QWidget *parent = nullptr);
    ~JobWizard() override;

    /// Begins anew, at the object.
    void startNew();
    /// A job that is planned and not begun: at its review.
    void openPlanned(const QString &job);
    JobStep step() const;
    /// Only as far as nothing is lacking.
    void goTo(JobStep step);
    bool settled() const;

signals:
    void stepChanged(hubwatch::ui::JobStep step);
    void runOrdered(const QString &job);
    void closed();

private:
    void makeBar();
    void makeKeys();
    void enterStep(JobStep step);
    void goOn();
    void goBack();
    /// The steps that may be gone to: an undo has nothing to choose before its review.
    JobStep first() const;
    JobStep furthest() const;
    WizardStep &current() const;
    void showStanding();
    void enableNext(bool enabled);
    void showSummary();

    Console &m_console;
    JobDraft m_draft = {};
    StepBar *m_bar = nullptr;
    QPushButton *m_back = nullptr;
    QPushButton *m_next = nullptr;
    AccountTag *m_tag = nullptr;
    TextLine *m_summary = nullptr;
    TextLine *m_lack = nullptr;
    QStackedWidget *m_stack = nullptr;
    std::array<WizardStep *, 5> m_steps = {};
    ReviewStep *m_review = nullptr;
    DryRunStep *m_dryRun = nullptr;
    JobStep m_step = JobStep::Object;
};

} // namespace hubwatch::ui
