#include "ui/batch/pile_exports.h"

#include "ui/batch/job_words.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/format.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace hubwatch::ui {

namespace {

constexpr std::array exportPiles{Pile::Failed, Pile::Unknown, Pile::Done, Pile::Skipped};

} // namespace

QString exportName(const BatchJob &job, std::optional<Pile> pile)
{
    QString base = QFileInfo(job.plan.input.name).completeBaseName();
    if (base.isEmpty())
        base = job.plan.id;
    return QStringLiteral("%1-%2.csv").arg(base, pile ? pileWord(*pile) : QStringLiteral("results"));
}

QString safetyHint(const BatchJob &job, TimePoint now)
{
    using Phase = JobState::Phase;
    const JobState &state = job.progress.state;
    switch (state.phase) {
    case Phase::Scheduled:
        return state.resumesAt
            ? PileExports::tr("This console must be running at %1.").arg(whenText(*state.resumesAt, now))
            : PileExports::tr("This console must be running when its window begins.");
    case Phase::Running:
    case Phase::Paused:
    case Phase::Parked:
        return PileExports::tr("Closing the window or losing power is safe: the job resumes where it stopped.");
    case Phase::Asking:
        return hasBegun(job)
            ? PileExports::tr("Closing the window or losing power is safe: the job resumes where it stopped.")
            : QString();
    case Phase::Planned:
    case Phase::Finished:
    case Phase::Cancelled: return {};
    }
    Q_UNREACHABLE();
}

PileExports::PileExports(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("pileExports"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 0, 14, 0);
    row->setSpacing(8);
    m_title = dialogNote(tr("Save as CSV:"), this);
    m_title->setWordWrap(false);
    row->addWidget(m_title);
    const auto add = [&](const QString &name, std::optional<Pile> pile) {
        QPushButton *button = dialogButton("", {}, this);
        button->setObjectName(name);
        row->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, pile] { offer(pile); });
        return button;
    };
    for (size_t at = 0; at < exportPiles.size(); ++at)
        m_piles[at] = add(QStringLiteral("save%1").arg(int(exportPiles[at])), exportPiles[at]);
    m_all = add(QStringLiteral("saveAll"), std::nullopt);
    m_all->setText(tr("all rows"));
    m_hint = new TextLine(this);
    m_hint->setObjectName(QStringLiteral("safetyHint"));
    row->addWidget(m_hint, 1);
}

void PileExports::show(const BatchJob &job, TimePoint now)
{
    m_job = job;
    const bool begun = hasBegun(job);
    m_title->setVisible(begun);
    for (size_t at = 0; at < exportPiles.size(); ++at) {
        const std::int64_t count = countOf(job.progress.piles, exportPiles[at]);
        m_piles[at]->setText(QStringLiteral("%1 %2").arg(pileWord(exportPiles[at]), countText(count)));
        m_piles[at]->setEnabled(count > 0);
        m_piles[at]->setVisible(begun);
    }
    m_all->setEnabled(job.progress.piles.all() > 0);
    m_all->setVisible(begun);
    m_hint->setRuns({{safetyHint(job, now), Tone::Dim}});
}

void PileExports::offer(std::optional<Pile> pile)
{
    emit wanted(pile ? std::vector{*pile} : std::vector<Pile>(), exportName(m_job, pile));
}

} // namespace hubwatch::ui
