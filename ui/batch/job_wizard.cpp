#include "ui/batch/job_wizard.h"

#include "ui/batch/dry_run_step.h"
#include "ui/batch/file_step.h"
#include "ui/batch/job_choices.h"
#include "ui/batch/mapping_step.h"
#include "ui/batch/object_step.h"
#include "ui/batch/review_step.h"
#include "ui/batch/wizard_parts.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/format.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

JobWizard::JobWizard(Console &console, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_stack(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("jobWizard"));
    setAccessibleName(tr("New batch job"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 14, 14, 14);
    column->setSpacing(12);
    makeBar();
    column->addWidget(m_bar);
    auto *context = new QHBoxLayout;
    context->setContentsMargins(2, 0, 2, 0);
    context->setSpacing(8);
    m_tag = new AccountTag(this);
    m_summary = new TextLine(this);
    m_summary->setObjectName(QStringLiteral("draftSummary"));
    m_lack = new TextLine(this);
    m_lack->setObjectName(QStringLiteral("stepLack"));
    m_lack->setRightAligned(true);
    context->addWidget(m_tag);
    context->addWidget(m_summary, 2);
    context->addWidget(m_lack, 3);
    column->addLayout(context);
    column->addWidget(m_stack, 1);
    m_review = new ReviewStep(m_console, m_draft);
    m_dryRun = new DryRunStep(m_console, m_draft, *m_review);
    m_steps = {new ObjectStep(m_console, m_draft), new FileStep(m_console, m_draft),
               new MappingStep(m_console, m_draft), m_review, m_dryRun};
    for (WizardStep *step : m_steps) {
        // Low windows scroll a step rather than squeeze it.
        auto *scroll = new QScrollArea(m_stack);
        scroll->setWidgetResizable(true);
        scroll->setFocusPolicy(Qt::NoFocus);
        scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        scroll->setWidget(step);
        m_stack->addWidget(scroll);
        connect(step, &WizardStep::changed, this, &JobWizard::showStanding);
    }
    connect(m_dryRun, &DryRunStep::runOrdered, this, &JobWizard::runOrdered);
    connect(&m_console, &Console::snapshotChanged, this, &JobWizard::showStanding);
    makeKeys();
    startNew();
}

JobWizard::~JobWizard() = default;

void JobWizard::makeBar()
{
    m_bar = new StepBar(this);
    QPushButton *close = dialogButton("closeWizard", tr("Close"), this);
    close->setProperty("quiet", true);
    close->setToolTip(tr("Back to all jobs; what was chosen here is kept until a new job is begun"));
    m_back = dialogButton("wizardBack", tr("Back"), this);
    m_back->setToolTip(tr("The step before (Alt+Left)"));
    m_next = dialogButton("wizardNext", {}, this, true);
    m_next->setToolTip(tr("The next step (Alt+Right)"));
    for (QPushButton *button : {close, m_back, m_next})
        m_bar->addButton(button);
    connect(close, &QPushButton::clicked, this, &JobWizard::closed);
    connect(m_back, &QPushButton::clicked, this, &JobWizard::goBack);
    connect(m_next, &QPushButton::clicked, this, &JobWizard::goOn);
    connect(m_bar, &StepBar::chosen, this, &JobWizard::goTo);
}

void JobWizard::makeKeys()
{
    const auto on = [this](std::initializer_list<QKeyCombination> keys, void (JobWizard::*act)()) {
        for (const QKeyCombination key : keys) {
            auto *shortcut = new QShortcut(QKeySequence(key), this);
            shortcut->setContext(Qt::WidgetWithChildrenShortcut);
            connect(shortcut, &QShortcut::activated, this, act);
        }
    };
    on({Qt::ALT | Qt::Key_Right, Qt::CTRL | Qt::Key_PageDown}, &JobWizard::goOn);
    on({Qt::ALT | Qt::Key_Left, Qt::CTRL | Qt::Key_PageUp}, &JobWizard::goBack);
}

void JobWizard::startNew()
{
    m_review->forget();
    m_draft = {};
    enterStep(JobStep::Object);
}

void JobWizard::openPlanned(const QString &job)
{
    for (const BatchJob &known : m_console.snapshot()->batch.jobs) {
        if (known.plan.id != job)
            continue;
        m_draft = draftOf(known.plan);
        m_review->adopt(job);
        enterStep(JobStep::Review);
        return;
    }
}

JobStep JobWizard::step() const
{
    return m_step;
}

WizardStep &JobWizard::current() const
{
    return *m_steps.at(size_t(m_step));
}

JobStep JobWizard::first() const
{
    return m_draft.spec.undoes.isEmpty() ? JobStep::Object : JobStep::Review;
}

JobStep JobWizard::furthest() const
{
    if (m_review->job())
        return m_review->lack().isEmpty() ? JobStep::DryRun : JobStep::Review;
    const Snapshot &snapshot = *m_console.snapshot();
    if (!objectLack(m_draft, snapshot).isEmpty())
        return JobStep::Object;
    if (!m_steps[size_t(JobStep::File)]->lack().isEmpty())
        return JobStep::File;
    const bool mapped = m_draft.mapped && m_steps[size_t(JobStep::Mapping)]->lack().isEmpty();
    return mapped ? JobStep::Review : JobStep::Mapping;
}

void JobWizard::goTo(JobStep step)
{
    if (step != m_step && step >= first() && step <= furthest())
        enterStep(step);
}

void JobWizard::enterStep(JobStep step)
{
    if (m_step == JobStep::Review && step < m_step)
        m_review->stop(); // what is changed now would make it void anyway
    m_step = step;
    m_stack->setCurrentIndex(int(step));
    current().enter();
    showStanding();
    if (isVisible() && !isAncestorOf(focusWidget()))
        m_next->setFocus();
    emit stepChanged(step);
}

void JobWizard::goOn()
{
    if (!current().lack().isEmpty())
        return;
    if (m_step == JobStep::DryRun)
        m_dryRun->run();
    else
        goTo(JobStep(int(m_step) + 1));
}

void JobWizard::goBack()
{
    if (m_step > first())
        enterStep(JobStep(int(m_step) - 1));
}

bool JobWizard::settled() const
{
    return !m_console.snapshot()->loading
        && std::ranges::none_of(m_steps, [](const WizardStep *step) { return step->isWorking(); });
}

void JobWizard::showStanding()
{
    m_bar->setStep(m_step, furthest());
    if (current().hasFailed())
        m_bar->setMark(m_step, Mark::Bad);
    const QString lack = current().lack();
    m_back->setEnabled(m_step > first());
    enableNext(lack.isEmpty());
    m_next->setText(m_step == JobStep::DryRun ? m_dryRun->deed()
                                              : tr("Next: %1").arg(stepWord(JobStep(int(m_step) + 1))));
    m_lack->setMark(lack.isEmpty() ? std::nullopt
                                   : std::optional(current().isWorking() ? Mark::Pending : Mark::NotYet));
    m_lack->setRuns({{lack, Tone::Dim}});
    m_next->setAccessibleDescription(lack);
    showSummary();
}

/// A button that is switched off hands the focus on, which would leave the wizard: the next key belongs here.
void JobWizard::enableNext(bool enabled)
{
    if (!enabled && m_next->hasFocus())
        setFocus(Qt::OtherFocusReason);
    m_next->setEnabled(enabled);
    if (enabled && hasFocus())
        m_next->setFocus(Qt::OtherFocusReason);
}

void JobWizard::showSummary()
{
    const Snapshot &snapshot = *m_console.snapshot();
    const JobSpec spec = specOf(m_draft, snapshot);
    m_tag->setAccount(spec.production, spec.account, spec.portal);
    std::vector<TextRun> runs{
        {QStringLiteral("%1 %2").arg(operationTitle(spec.operation), objectTitle(spec.object)), Tone::Normal, true}};
    if (m_draft.searches)
        runs.push_back({tr("from a search"), Tone::Dim});
    else if (!m_draft.path.isEmpty())
        runs.push_back({QFileInfo(m_draft.path).fileName(), Tone::Dim});
    if (m_step == JobStep::Object)
        runs.resize(1);
    m_summary->setRuns(std::move(runs));
}

} // namespace hubwatch::ui
