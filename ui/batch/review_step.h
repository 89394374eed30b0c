// ReviewStep: the plan: what is sent, what is not and why, before anything is.
#pragma once

#include "ui/batch/wizard_step.h"

class QCheckBox;
class QLabel;
class QProgressBar;
class QPushButton;

namespace hubwatch::ui {

class CellTable;
class FigureView;
class MarkedSentence;
class TextLine;
struct WizardPanel;

class ReviewStep : public WizardStep
{
    Q_OBJECT

public:
    ReviewStep(Console &console, JobDraft &draft, QWidget *parent = nullptr);

    void enter() override;
    QString lack() const override;
    bool isWorking() const override { return m_asked != 0; }
    bool hasFailed() const override { return !m_problem.isEmpty(); }

    /// The job that was planned for the draft as it is; nullptr while there is none.
    const BatchJob *job() const;
    /// The draft was made from that job.
    void adopt(const QString &job);
    /// Begins anew; a plan that nobody ran stays in the list of jobs.
    void forget();
    /// Drops the planning that is under way.
    void stop();

private:
    WizardPanel makePlanning();
    WizardPanel makeFigures();
    WizardPanel makeRejects();
    QWidget *makeSide();
    void plan();
    void takePlanned(const PlanAnswer &answer);
    void takeOutcome(const BatchOutcome &outcome);
    void saveRejects();
    void showAll();
    void showPlan(const Plan &plan);

    std::uint64_t m_asked = 0;
    PlanQuestion m_question = {}; ///< what m_job was planned for
    QString m_job = {};
    bool m_ours = false; ///< planned here, and so void when it is planned again
    QString m_problem = {};
    bool m_stopped = false;

    QWidget *m_planning = nullptr;
    QProgressBar *m_bar = nullptr;
    TextLine *m_seen = nullptr;
    MarkedSentence *m_trouble = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_again = nullptr;
    QWidget *m_result = nullptr;
    QLabel *m_title = nullptr;
    TextLine *m_source = nullptr;
    FigureView *m_rows = nullptr;
    FigureView *m_accepted = nullptr;
    FigureView *m_rejected = nullptr;
    FigureView *m_duplicates = nullptr;
    FigureView *m_requests = nullptr;
    CellTable *m_rejects = nullptr;
    MarkedSentence *m_none = nullptr;
    QPushButton *m_save = nullptr;
    MarkedSentence *m_saved = nullptr;
    QWidget *m_warningPanel = nullptr;
    MarkedSentence *m_warnings = nullptr;
    QCheckBox *m_skips = nullptr;
    QCheckBox *m_keeps = nullptr;
    QLabel *m_keepsNote = nullptr;
};

} // namespace hubwatch::ui
