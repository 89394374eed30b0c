#include "ui/batch/batch_page.h"

#include "ui/batch/job_list.h"
#include "ui/batch/job_view.h"
#include "ui/batch/job_wizard.h"
#include "ui/credentials/account_dialog.h"
#include "ui/credentials/first_ground.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/sources/part_actions.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <algorithm>

namespace hubwatch::ui {

BatchPage::BatchPage(Console &console, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_stack(new QStackedWidget(this))
    , m_fault(new MarkedSentence(this))
{
    setObjectName(QStringLiteral("batchPage"));
    setAccessibleName(tr("Batch"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *fault = new QVBoxLayout;
    fault->setContentsMargins(14, 0, 14, 0);
    m_fault->setObjectName(QStringLiteral("batchFault"));
    m_fault->setContentsMargins(0, 12, 0, 0);
    fault->addWidget(m_fault);
    column->addLayout(fault);
    column->addWidget(m_stack, 1);
    m_stack->addWidget(m_first = new FirstGround(QStringLiteral("batch"), "firstBatch", tr("New batch…"), m_stack));
    connect(m_first->button(), &QPushButton::clicked, this, &BatchPage::takeFirst);
    m_stack->addWidget(m_list = new JobList(m_console, m_stack));
    m_stack->addWidget(m_view = new JobView(m_console, m_stack));
    connect(m_list, &JobList::opened, this, &BatchPage::openJob);
    connect(m_list, &JobList::newWanted, this, &BatchPage::startNew);
    connect(m_view, &JobView::jobOpened, this, &BatchPage::openJob);
    connect(m_view, &JobView::closed, this, [this] {
        m_list->pick(m_view->job());
        showList();
    });
    connect(m_view, &JobView::chartsWanted, this, &BatchPage::chartsOpened);
    connect(&m_console, &Console::snapshotChanged, this, &BatchPage::showSnapshot);
    showList();
    showSnapshot();
}

JobWizard *BatchPage::wizard()
{
    if (!m_wizard) {
        m_stack->addWidget(m_wizard = new JobWizard(m_console, m_stack));
        connect(m_wizard, &JobWizard::runOrdered, this, &BatchPage::awaitRun);
        connect(m_wizard, &JobWizard::closed, this, &BatchPage::showList);
    }
    return m_wizard;
}

void BatchPage::openJob(const QString &job)
{
    m_wanted = job;
    m_begins = false;
    if (job.isEmpty())
        return showList();
    showSnapshot();
}

void BatchPage::awaitRun(const QString &job)
{
    m_wanted = job;
    m_begins = true;
    showSnapshot();
}

void BatchPage::startNew()
{
    m_wanted.clear();
    wizard()->startNew();
    showPart(m_wizard);
}

bool BatchPage::settled() const
{
    if (m_console.snapshot()->loading || !m_wanted.isEmpty())
        return false;
    if (m_stack->currentWidget() == m_view)
        return m_view->settled();
    return m_stack->currentWidget() != m_wizard || m_wizard->settled();
}

void BatchPage::showSnapshot()
{
    const SnapshotPtr snapshot = m_console.snapshot();
    const BatchState &batch = snapshot->batch;
    m_fault->setSentence(Mark::Bad, batch.fault);
    const auto wanted = std::ranges::find_if(
        batch.jobs, [this](const BatchJob &job) { return !m_wanted.isEmpty() && job.plan.id == m_wanted; });
    const bool planned = wanted != batch.jobs.end() && wanted->progress.state.phase == JobState::Phase::Planned;
    if (wanted != batch.jobs.end() && !(planned && m_begins)) {
        m_wanted.clear();
        const bool readable = wanted->problem.isEmpty() || wanted->plan.rows > 0;
        if (planned && readable) {
            wizard()->openPlanned(wanted->plan.id);
            showPart(m_wizard);
        } else {
            m_view->showJob(wanted->plan.id);
            showPart(m_view);
        }
    }
    // A job that is gone leaves nothing to look at.
    const bool gone = m_stack->currentWidget() == m_view
        && std::ranges::none_of(batch.jobs, [this](const BatchJob &job) { return job.plan.id == m_view->job(); });
    const QWidget *current = m_stack->currentWidget();
    if (gone || current == m_first || current == m_list)
        showList();
}

void BatchPage::showList()
{
    showFirst();
    showPart(m_console.snapshot()->batch.jobs.empty() ? m_first : static_cast<QWidget *>(m_list));
}

void BatchPage::showFirst()
{
    const SnapshotPtr snapshot = m_console.snapshot();
    const QString fault = snapshot->batch.fault;
    const bool noAccount = snapshot->workspace.accounts.empty();
    QStringList words{tr("Change, create, archive or read many records from a CSV or a search: every row is checked "
                         "before the first is sent, a dry run shows what would change, every row ends in one of four "
                         "piles, and what was done can be taken back.")};
    QString against;
    if (noAccount) {
        words << tr("It needs an account of HubSpot. It stands under Sources (Ctrl+7) then.");
        against = brokenFileReason(*snapshot);
    } else if (!fault.isEmpty()) {
        against = tr("Jobs cannot be kept: %1.").arg(fault);
    }
    if (!against.isEmpty())
        words << against;
    m_first->say(snapshot->loading ? tr("Starting") : tr("No batch job yet"),
                 snapshot->loading ? tr("Reading the jobs…") : words.join(u'\n'));
    m_first->button()->setText(noAccount ? tr("Add account…") : tr("New batch…"));
    m_first->button()->setVisible(!snapshot->loading);
    m_first->button()->setEnabled(against.isEmpty());
    m_first->button()->setToolTip(against);
}

void BatchPage::takeFirst()
{
    if (!m_console.snapshot()->workspace.accounts.empty())
        return startNew();
    (new AccountDialog(m_console, {}, this))->show();
}

void BatchPage::showPart(QWidget *part)
{
    if (m_stack->currentWidget() == part)
        return;
    const bool focused = isAncestorOf(focusWidget()) || hasFocus();
    m_stack->setCurrentWidget(part);
    setFocusProxy(part);
    if (focused)
        part->setFocus(Qt::OtherFocusReason);
}

} // namespace hubwatch::ui
