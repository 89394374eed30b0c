// DryRunStep: what the job would do, seen without writing; then it runs.
#pragma once

#include "ui/batch/wizard_step.h"

class QButtonGroup;
class QPlainTextEdit;
class QPushButton;

namespace hubwatch::ui {

class CellTable;
class FigureView;
class MarkedSentence;
class ReviewStep;
class RunPanel;
class TextLine;
struct WizardPanel;

class DryRunStep : public WizardStep
{
    Q_OBJECT

public:
    /// `review` knows the job, and outlives this.
    DryRunStep(Console &console, JobDraft &draft, const ReviewStep &review, QWidget *parent = nullptr);

    void enter() override;
    QString lack() const override;
    bool isWorking() const override { return m_asked || m_sending; }
    bool hasFailed() const override { return !m_problem.isEmpty(); }

    QString deed() const;
    /// Sends the order, behind the guard where there must be one.
    void run();
    void writeSample(const QString &path);

signals:
    void runOrdered(const QString &job);

private:
    WizardPanel makeHead();
    QWidget *makeFigures();
    WizardPanel makeSample();
    QWidget *makeSide();
    void ask(std::int64_t rows);
    void takeOutcome(const BatchOutcome &outcome);
    void send(RunOrder order, const QString &typed);
    void showAll();
    void showFigures();
    void showReport(const DryRunReport &report);
    void showRequests(const DryRunReport &report);

    const ReviewStep &m_review;
    QString m_job = {};
    bool m_asked = false;
    bool m_sending = false;
    std::int64_t m_sampleRows = 100;
    QString m_problem = {};

    MarkedSentence *m_verdict = nullptr;
    TextLine *m_freshness = nullptr;
    MarkedSentence *m_trouble = nullptr;
    QPushButton *m_again = nullptr;
    FigureView *m_requests = nullptr;
    TextLine *m_requestWords = nullptr;
    FigureView *m_quota = nullptr;
    MarkedSentence *m_quotaWords = nullptr;
    FigureView *m_eta = nullptr;
    MarkedSentence *m_etaWords = nullptr;
    QButtonGroup *m_sizes = nullptr;
    TextLine *m_sampleNote = nullptr;
    CellTable *m_diff = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_fold = nullptr;
    QPlainTextEdit *m_exact = nullptr;
    MarkedSentence *m_saved = nullptr;
    QWidget *m_warningPanel = nullptr;
    MarkedSentence *m_warnings = nullptr;
    RunPanel *m_run = nullptr;
    MarkedSentence *m_refusal = nullptr;
};

} // namespace hubwatch::ui
