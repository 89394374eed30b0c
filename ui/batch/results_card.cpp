#include "ui/batch/results_card.h"

#include "ui/batch/job_words.h"
#include "ui/batch/wizard_parts.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/format.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString resultWord(const char *text)
{
    return QCoreApplication::translate("batch", text);
}

QString resultSentence(const BatchJob &job)
{
    const JobPiles &piles = job.progress.piles;
    if (!job.plan.spec.undoes.isEmpty())
        return resultWord("%1 records are as they were before. %2 were kept: somebody changed them since, or they were "
                          "as before already.")
            .arg(countText(piles.done), countText(piles.skipped));
    QStringList sentences;
    if (piles.failed > 0)
        sentences << resultWord("%1 rows were not done; the other %2 are accounted for.")
                         .arg(countText(piles.failed), countText(piles.all() - piles.failed));
    if (piles.unknown > 0)
        sentences
            << resultWord("%1 rows are unknown: nobody can say whether they were done.").arg(countText(piles.unknown));
    if (piles.skipped > 0)
        sentences << resultWord("%1 were not sent: unchanged, twice in the file, or after a stop.")
                         .arg(countText(piles.skipped));
    if (sentences.isEmpty())
        sentences << resultWord("Every row is done.");
    return sentences.join(u' ');
}

} // namespace

const BatchJob *undoOf(const QString &job, const BatchState &batch)
{
    const auto found
        = std::ranges::find_if(batch.jobs, [&](const BatchJob &other) { return other.plan.spec.undoes == job; });
    return found == batch.jobs.end() ? nullptr : &*found;
}

QString undoReason(const BatchJob &job, const BatchState &batch)
{
    const JobSpec &spec = job.plan.spec;
    const JobPiles &piles = job.progress.piles;
    if (spec.operation == JobOperation::Read)
        return resultWord("It only read: there is nothing to take back.");
    if (!spec.undoes.isEmpty())
        return resultWord("It takes a job back itself: run that one again instead.");
    if (piles.done == 0)
        return resultWord("Nothing was done.");
    const bool overwrites = spec.operation == JobOperation::Update || spec.operation == JobOperation::Upsert;
    if (overwrites && !spec.keepsBefore)
        return resultWord("It kept no state before: what was there is not known.");
    if (const BatchJob *other = undoOf(job.plan.id, batch); other && isUnderWay(*other))
        return resultWord("It is being taken back.");
    return {};
}

ResultsCard::ResultsCard(QWidget *parent)
    : Panel(parent)
    , m_duration(new FigureView("resultDuration", tr("duration"), this))
    , m_requests(new FigureView("resultRequests", tr("requests"), this))
    , m_pace(new FigureView("resultPace", tr("records / s"), this))
    , m_words(dialogNote({}, this))
    , m_retry(dialogButton("retryFailed", tr("Retry failures"), this))
    , m_undo(dialogButton("undoJob", tr("Undo…"), this))
    , m_kept(dialogButton("showKept", tr("Show the kept rows"), this))
    , m_other(dialogButton("otherJob", {}, this))
{
    setObjectName(QStringLiteral("resultsCard"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(8);
    column->addWidget(dialogHeading(tr("Results"), this));
    auto *figures = new QHBoxLayout;
    figures->setSpacing(24);
    for (FigureView *figure : {m_duration, m_requests, m_pace})
        figures->addWidget(figure);
    figures->addStretch(1);
    column->addLayout(figures);
    m_words->setObjectName(QStringLiteral("resultWords"));
    column->addWidget(m_words);
    column->addStretch(1);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    for (QPushButton *button : {m_retry, m_undo, m_kept, m_other})
        row->addWidget(button);
    row->addStretch(1);
    column->addLayout(row);
    connect(m_retry, &QPushButton::clicked, this, &ResultsCard::retryWanted);
    connect(m_undo, &QPushButton::clicked, this, &ResultsCard::undoWanted);
    connect(m_kept, &QPushButton::clicked, this, &ResultsCard::keptWanted);
    connect(m_other, &QPushButton::clicked, this, [this] { emit jobWanted(m_otherJob); });
}

void ResultsCard::show(const BatchJob &job, const Snapshot &snapshot, const QString &retryReason)
{
    const auto ran = ranFor(job, snapshot.at);
    m_duration->setFigure(ran ? heldText(*ran) : QStringLiteral("–"));
    m_requests->setFigure(countText(job.progress.state.calls));
    const JobPiles &piles = job.progress.piles;
    const bool cancelled = job.progress.state.phase == JobState::Phase::Cancelled;
    const std::int64_t settled = cancelled ? piles.all() - piles.skipped : piles.all();
    const double seconds = ran ? double(ran->count()) / 1e3 : 0;
    m_pace->setFigure(seconds > 0 ? valueText(double(settled) / seconds, Unit::Number) : QStringLiteral("–"));
    m_words->setText(resultSentence(job));
    const bool undo = !job.plan.spec.undoes.isEmpty();
    m_retry->setEnabled(retryReason.isEmpty());
    m_retry->setToolTip(retryReason);
    const QString against = undoReason(job, snapshot.batch);
    m_undo->setEnabled(against.isEmpty());
    m_undo->setToolTip(against.isEmpty() ? tr("Plans a job that takes this one back; nothing is written yet")
                                         : against);
    m_undo->setVisible(!undo);
    m_kept->setVisible(undo);
    m_kept->setEnabled(job.progress.piles.skipped > 0);
    const BatchJob *other = undoOf(job.plan.id, snapshot.batch);
    m_otherJob = undo ? job.plan.spec.undoes : other ? other->plan.id : QString();
    m_other->setVisible(!m_otherJob.isEmpty());
    m_other->setText(undo ? tr("Open the job it takes back") : tr("Open its undo"));
}

} // namespace hubwatch::ui
