#include "ui/batch/review_step.h"

#include "ui/batch/job_choices.h"
#include "ui/batch/plan_words.h"
#include "ui/batch/wizard_parts.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/format.h"
#include "ui/rules/cell_table.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr int reviewSide = 348;

std::uint64_t nextPlanId()
{
    static std::uint64_t last = 0;
    return ++last;
}

} // namespace

ReviewStep::ReviewStep(Console &console, JobDraft &draft, QWidget *parent)
    : WizardStep(console, draft, parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    m_planning = makePlanning().frame;
    column->addWidget(m_planning);
    m_result = new QWidget(this);
    auto *row = new QHBoxLayout(m_result);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    auto *main = new QVBoxLayout;
    main->setSpacing(12);
    main->addWidget(makeFigures().frame);
    main->addWidget(makeRejects().frame, 1);
    row->addLayout(main, 1);
    row->addWidget(makeSide());
    column->addWidget(m_result, 1);
    column->addStretch(0);
    connect(&m_console.batch(), &BatchDesk::planned, this, &ReviewStep::takePlanned);
    connect(&m_console.batch(), &BatchDesk::done, this, &ReviewStep::takeOutcome);
    connect(&m_console, &Console::snapshotChanged, this, [this] {
        if (!isVisible())
            return;
        showAll();
        emit changed();
    });
}

WizardPanel ReviewStep::makePlanning()
{
    const WizardPanel panel = wizardPanel("batchPlanning", tr("Checking every row"), this);
    m_seen = panel.note;
    m_seen->setObjectName(QStringLiteral("planSeen"));
    m_bar = new QProgressBar(panel.frame);
    m_bar->setObjectName(QStringLiteral("planProgress"));
    m_bar->setAccessibleName(tr("Rows checked"));
    m_bar->setRange(0, 1000);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(8);
    m_bar->setStyleSheet(QStringLiteral("QProgressBar { border: none; border-radius: 4px; background: "
                                        "palette(alternate-base); } QProgressBar::chunk { border-radius: 4px; "
                                        "background: palette(highlight); }"));
    panel.column->addWidget(m_bar);
    m_trouble = new MarkedSentence(panel.frame);
    m_trouble->setObjectName(QStringLiteral("planProblem"));
    panel.column->addWidget(m_trouble);
    m_stop = dialogButton("stopPlanning", tr("Cancel"), panel.frame);
    m_again = dialogButton("planAgain", tr("Plan again"), panel.frame);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_stop);
    row->addWidget(m_again);
    row->addWidget(dialogNote(tr("Nothing is sent to HubSpot: rows are judged by the definitions of the properties."),
                              panel.frame),
                   1);
    panel.column->addLayout(row);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        stop();
        showAll();
        emit changed();
    });
    connect(m_again, &QPushButton::clicked, this, &ReviewStep::plan);
    return panel;
}

WizardPanel ReviewStep::makeFigures()
{
    const WizardPanel panel = wizardPanel("batchFigures", {}, this);
    m_title = panel.frame->findChild<QLabel *>();
    m_title->setObjectName(QStringLiteral("planTitle"));
    m_source = panel.note;
    m_rows = new FigureView("planRows", tr("rows in the file"), panel.frame);
    m_accepted = new FigureView("planAccepted", tr("will be sent"), panel.frame);
    m_rejected = new FigureView("planRejected", tr("rejected here"), panel.frame);
    m_duplicates = new FigureView("planDuplicates", tr("of them repeat a key"), panel.frame);
    m_requests = new FigureView("planRequests", tr("requests to HubSpot"), panel.frame);
    auto *row = new QHBoxLayout;
    row->setSpacing(36);
    for (FigureView *figure : {m_rows, m_accepted, m_rejected, m_duplicates, m_requests})
        row->addWidget(figure);
    row->addStretch(1);
    panel.column->addLayout(row);
    return panel;
}

WizardPanel ReviewStep::makeRejects()
{
    const WizardPanel panel = wizardPanel("batchRejects", tr("Rejected rows"), this);
    panel.note->setRuns({{tr("grouped by reason; they are not sent"), Tone::Dim}});
    m_none = new MarkedSentence(panel.frame);
    m_none->setObjectName(QStringLiteral("noRejects"));
    panel.column->addWidget(m_none);
    m_rejects = new CellTable("rejectTable", tr("Rejected rows by reason"),
                              {{.title = tr("Reason")},
                               {.title = tr("rows"), .widest = QStringLiteral("1,000,000"), .right = true},
                               {.title = tr("first row"), .widest = QStringLiteral("row 1,000,000")},
                               {.title = tr("its cell"), .widest = QString(36, u'n')}},
                              panel.frame);
    panel.column->addWidget(m_rejects, 1);
    m_save = dialogButton("saveRejects", tr("Save rejects as CSV…"), panel.frame);
    m_saved = new MarkedSentence(panel.frame);
    m_saved->setObjectName(QStringLiteral("rejectsSaved"));
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_save, 0, Qt::AlignTop);
    row->addWidget(m_saved, 1);
    row->addStretch(0); // while nothing is told
    panel.column->addLayout(row);
    panel.column->addStretch(0);
    connect(m_save, &QPushButton::clicked, this, &ReviewStep::saveRejects);
    return panel;
}

QWidget *ReviewStep::makeSide()
{
    auto *side = new QWidget(m_result);
    side->setFixedWidth(reviewSide);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    const WizardPanel options = wizardPanel("batchOptions", tr("While it runs"), side);
    m_skips = new QCheckBox(tr("Skip rows that change nothing"), options.frame);
    m_skips->setObjectName(QStringLiteral("skipUnchanged"));
    m_keeps = new QCheckBox(tr("Keep what was there before"), options.frame);
    m_keeps->setObjectName(QStringLiteral("keepBefore"));
    m_keepsNote = dialogNote({}, options.frame);
    options.column->addWidget(m_skips);
    options.column->addWidget(m_keeps);
    options.column->addWidget(m_keepsNote);
    const WizardPanel warnings = wizardPanel("batchWarnings", tr("What may surprise"), side);
    m_warningPanel = warnings.frame;
    m_warnings = new MarkedSentence(warnings.frame);
    m_warnings->setObjectName(QStringLiteral("planWarnings"));
    warnings.column->addWidget(m_warnings);
    column->addWidget(options.frame);
    column->addWidget(warnings.frame);
    column->addStretch(1);
    connect(m_skips, &QCheckBox::clicked, this, [this](bool on) {
        m_draft.spec.skipsUnchanged = on;
        plan();
    });
    connect(m_keeps, &QCheckBox::clicked, this, [this](bool on) {
        m_draft.spec.keepsBefore = on;
        plan();
    });
    return side;
}

void ReviewStep::enter()
{
    if (!job() && m_asked == 0)
        plan();
    else if (m_asked != 0 && questionOf(m_draft, *m_console.snapshot()) != m_question)
        plan();
    showAll();
}

QString ReviewStep::lack() const
{
    if (m_asked != 0)
        return tr("Checking every row.");
    if (!m_problem.isEmpty() || m_stopped)
        return tr("The job is not planned.");
    const BatchJob *planned = job();
    if (!planned)
        return tr("The plan is not there yet.");
    if (!planned->problem.isEmpty())
        return planned->problem;
    return planned->plan.accepted == 0 ? tr("No row can be sent: every one is rejected.") : QString();
}

const BatchJob *ReviewStep::job() const
{
    if (m_job.isEmpty() || questionOf(m_draft, *m_console.snapshot()) != m_question)
        return nullptr;
    const std::vector<BatchJob> &jobs = m_console.snapshot()->batch.jobs;
    const auto found = std::ranges::find_if(jobs, [this](const BatchJob &known) { return known.plan.id == m_job; });
    return found == jobs.end() ? nullptr : &*found;
}

void ReviewStep::adopt(const QString &job)
{
    forget();
    m_job = job;
    m_question = questionOf(m_draft, *m_console.snapshot());
}

void ReviewStep::forget()
{
    stop();
    m_stopped = false;
    m_question = {};
    m_job.clear();
    m_ours = false;
    m_problem.clear();
}

void ReviewStep::stop()
{
    if (m_asked == 0)
        return;
    m_asked = 0;
    m_stopped = true;
    m_console.batch().dropPlanning();
}

void ReviewStep::plan()
{
    if (m_ours && !m_job.isEmpty())
        m_console.batch().remove(m_job); // nobody ran it, and its copy of the file may be large
    m_job.clear();
    m_ours = false;
    m_problem.clear();
    m_stopped = false;
    m_saved->setSentence(Mark::Good, {});
    m_question = questionOf(m_draft, *m_console.snapshot());
    PlanQuestion question = m_question;
    question.id = m_asked = nextPlanId();
    m_console.batch().plan(question);
    showAll();
    emit changed();
}

void ReviewStep::takePlanned(const PlanAnswer &answer)
{
    if (m_asked == 0 || answer.id != m_asked)
        return;
    m_asked = 0;
    m_problem = answer.problem;
    m_job = answer.job;
    m_ours = !m_job.isEmpty();
    showAll();
    emit changed();
}

void ReviewStep::takeOutcome(const BatchOutcome &outcome)
{
    if (outcome.command == BatchOutcome::Command::Export && outcome.job == m_job && isVisible())
        m_saved->setSentence(outcome.good ? Mark::Good : Mark::Bad, outcome.words);
}

void ReviewStep::saveRejects()
{
    const QString base = QFileInfo(job()->plan.input.name).completeBaseName();
    askWhere(this, tr("Save rejects as CSV"), base + QStringLiteral("-rejects.csv"), QStringLiteral("csv"),
             [this](const QString &path) {
                 m_saved->setSentence(Mark::Pending, tr("Writing %1.").arg(path));
                 m_console.batch().exportRows(m_job, {.path = path, .piles = {Pile::Failed, Pile::Skipped}});
             });
}

void ReviewStep::showAll()
{
    const BatchJob *planned = job();
    m_planning->setVisible(!planned);
    m_result->setVisible(planned != nullptr);
    if (planned) {
        showPlan(planned->plan);
        return;
    }
    const bool waiting = m_asked != 0 || (m_problem.isEmpty() && !m_stopped);
    m_bar->setVisible(waiting);
    m_stop->setVisible(waiting);
    m_again->setVisible(!waiting);
    const std::optional<BatchPlanning> &planning = m_console.snapshot()->batch.planning;
    const bool ours = planning && planning->id == m_asked;
    m_bar->setValue(ours ? int(planning->share * 1000) : 0);
    m_seen->setRuns({{!waiting   ? QString()
                          : ours ? tr("%1 rows, %2 %").arg(countText(planning->rows)).arg(int(planning->share * 100))
                                 : tr("begins…"),
                      Tone::Dim}});
    m_trouble->setSentence(m_stopped ? Mark::None : Mark::Bad,
                           m_stopped ? tr("Planning was cancelled; nothing was kept.") : m_problem);
}

void ReviewStep::showPlan(const Plan &plan)
{
    m_title->setText(planTitle(plan.spec, plan.accepted));
    m_source->setRuns(
        {{plan.input.name, Tone::Dim},
         {plan.input.sha256.isEmpty() ? QString() : tr("sha %1…").arg(plan.input.sha256.left(4)), Tone::Dim},
         {tr("planned %1").arg(minuteText(plan.plannedAt)), Tone::Dim}});
    m_rows->setFigure(countText(plan.rows));
    m_accepted->setFigure(countText(plan.accepted), plan.accepted > 0 ? Tone::Good : Tone::Bad);
    m_rejected->setFigure(countText(plan.rejected()), plan.rejected() > 0 ? Tone::Bad : Tone::Normal);
    m_duplicates->setFigure(countText(duplicatesOf(plan)));
    m_requests->setFigure(countText(plan.requests.all()));
    m_requests->setToolTip(requestWords(plan.requests));
    const bool some = plan.rejected() > 0;
    m_none->setSentence(Mark::Good,
                        some ? QString() : tr("No row is rejected: all %1 can be sent.").arg(countText(plan.rows)));
    m_rejects->setVisible(some);
    m_save->setVisible(some);
    m_rejects->setRows(rejectRows(plan));
    m_warningPanel->setVisible(!plan.warnings.isEmpty());
    m_warnings->setSentence(Mark::Warn, plan.warnings.join(u'\n'));
    const bool undo = !plan.spec.undoes.isEmpty();
    const bool compares = !undo && takesProperties(plan.spec.operation) && needsKey(plan.spec.operation);
    const bool undoable = !undo && writes(plan.spec.operation) && needsKey(plan.spec.operation);
    m_skips->setEnabled(compares);
    m_skips->setChecked(compares && m_draft.spec.skipsUnchanged);
    m_keeps->setEnabled(undoable);
    m_keeps->setChecked(undoable && m_draft.spec.keepsBefore);
    m_keepsNote->setText(
        undo            ? tr("An undo takes back what its job wrote, row by row, unless the record was changed since.")
            : !undoable ? tr("This operation reads nothing beforehand.")
            : m_draft.spec.keepsBefore
            ? tr("Each request is read before it is written. The job can be undone afterwards.")
            : tr("Saves the reads before. The job cannot be undone afterwards."));
}

} // namespace hubwatch::ui
