#include "ui/batch/job_banner.h"

#include "ui/batch/job_words.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/format.h"
#include "ui/shell/style.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>

namespace hubwatch::ui {

namespace {

using Phase = JobState::Phase;

constexpr int mostWays = 3;

QString bannerWord(const char *text)
{
    return QCoreApplication::translate("batch", text);
}

QString because(const QString &why, const QString &otherwise)
{
    return why.isEmpty() ? otherwise : why;
}

BannerText unknownText(const BatchJob &job)
{
    return {.mark = Mark::Blind,
            .title
            = bannerWord("%1 rows are unknown and cannot be read back").arg(countText(job.progress.piles.unknown)),
            .words = because(job.progress.state.why, bannerWord("Look them up in HubSpot, then say what they are."))
                + u' ' + bannerWord("Rows that were not done count as failed: Retry sends them again."),
            .ways = {JobWay::ShowRows, JobWay::WereDone, JobWay::WereNot}};
}

BannerText askingText(const BatchJob &job)
{
    const JobPiles &piles = job.progress.piles;
    const QString why = job.progress.state.why;
    switch (questionOf(job)) {
    case JobQuestion::Trial:
        return {.mark = Mark::Warn,
                .title = bannerWord("The trial of %1 rows is done: %2 done, %3 failed")
                             .arg(countText(piles.all()), countText(piles.done), countText(piles.failed)),
                .words = because(why,
                                 bannerWord("Look at some of them in HubSpot. %1 rows wait for your word.")
                                     .arg(countText(job.progress.rows - piles.all()))),
                .ways = {JobWay::GoOn, JobWay::StopHere, JobWay::ShowRows}};
    case JobQuestion::Unknown: return unknownText(job);
    case JobQuestion::Window:
        return {.mark = Mark::Warn,
                .title = bannerWord("Its window went by without it"),
                .words = because(why, bannerWord("Run it now, or give it up.")),
                .ways = {JobWay::RunNow, JobWay::StopHere}};
    case JobQuestion::None: break;
    }
    return {};
}

/// Gives rows or the job up, or lets rows be sent a second time.
bool isHarsh(JobWay way)
{
    return way == JobWay::StopHere || way == JobWay::WereNot || way == JobWay::Delete;
}

} // namespace

QString wayText(JobWay way)
{
    switch (way) {
    case JobWay::Resume: return bannerWord("Resume");
    case JobWay::GoOn: return bannerWord("Go on with the rest");
    case JobWay::StopHere: return bannerWord("Stop here");
    case JobWay::WereDone: return bannerWord("They were done");
    case JobWay::WereNot: return bannerWord("They were not");
    case JobWay::ShowRows: return bannerWord("Show the rows");
    case JobWay::RunNow: return bannerWord("Run now");
    case JobWay::ShowFolder: return bannerWord("Show folder");
    case JobWay::Delete: return bannerWord("Delete…");
    }
    Q_UNREACHABLE();
}

namespace {

/// What the job's phase has to say, without what became of its files.
BannerText phaseText(const BatchJob &job, TimePoint now)
{
    const JobState &state = job.progress.state;
    const bool ended = state.phase == Phase::Finished || state.phase == Phase::Cancelled;
    const QString cannotGoOn
        = isUnreadable(job) ? bannerWord("This job cannot be read") : bannerWord("This job cannot go on");
    if (!job.problem.isEmpty())
        return {.mark = Mark::Bad,
                .title = ended ? bannerWord("Not all of this job can be read") : cannotGoOn,
                .words = job.problem,
                .ways = isUnreadable(job) ? std::vector{JobWay::ShowFolder, JobWay::Delete} : std::vector<JobWay>()};
    if (ended && job.progress.piles.unknown > 0)
        return unknownText(job);
    switch (state.phase) {
    case Phase::Paused:
        return {.mark = Mark::Warn,
                .title = bannerWord("Paused"),
                .words
                = because(state.why,
                          bannerWord("Nothing goes out. What was sent is answered and kept; it goes on from here.")),
                .ways = {JobWay::Resume}};
    case Phase::Parked:
        return {.mark = Mark::Pending,
                .title = state.resumesAt ? bannerWord("Parked: goes on by itself %1, in %2")
                                               .arg(whenText(*state.resumesAt, now), ageText(*state.resumesAt - now))
                                         : bannerWord("Parked"),
                .words = because(state.why, bannerWord("It waits for HubSpot.")),
                .ways = {JobWay::Resume}};
    case Phase::Scheduled:
        return {
            .mark = Mark::NotYet,
            .title = state.resumesAt
                ? bannerWord("Begins %1, in %2").arg(whenText(*state.resumesAt, now), ageText(*state.resumesAt - now))
                : bannerWord("Scheduled"),
            .words = because(state.why, bannerWord("It waits for its window. This console must be running then.")),
            .ways = {JobWay::RunNow}};
    case Phase::Asking: return askingText(job);
    case Phase::Running:
        if (isInterrupted(job))
            return {.mark = Mark::Warn,
                    .title = bannerWord("It was interrupted, or another program runs it"),
                    .words
                    = because(state.why,
                              bannerWord("Resume goes on where the journal says; rows without an answer are read "
                                         "back before anything is sent again.")),
                    .ways = {JobWay::Resume}};
        return {};
    case Phase::Planned:
    case Phase::Finished: return {};
    case Phase::Cancelled:
        return {.mark = Mark::None,
                .title = bannerWord("Cancelled"),
                .words = because(state.why, bannerWord("What was sent is done; the rest was skipped.")),
                .ways = {}};
    }
    Q_UNREACHABLE();
}

} // namespace

BannerText bannerOf(const BatchJob &job, TimePoint now)
{
    BannerText text = phaseText(job, now);
    if (job.notice.isEmpty())
        return text;
    if (text.title.isEmpty()) {
        text.mark = Mark::Warn;
        text.title = bannerWord("Its journal was damaged, and mended");
    }
    text.words = text.words.isEmpty() ? job.notice : text.words + u' ' + job.notice;
    return text;
}

JobBanner::JobBanner(QWidget *parent)
    : Panel(parent)
    , m_title(new TextLine(this))
    , m_words(dialogNote({}, this))
{
    setObjectName(QStringLiteral("jobBanner"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 10, 14, 10);
    row->setSpacing(8);
    auto *column = new QVBoxLayout;
    column->setSpacing(2);
    m_title->setObjectName(QStringLiteral("bannerTitle"));
    m_words->setObjectName(QStringLiteral("bannerWords"));
    m_words->setContentsMargins(18, 0, 0, 0);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_words->setFocusPolicy(Qt::NoFocus);
    column->addWidget(m_title);
    column->addWidget(m_words);
    row->addLayout(column, 1);
    for (int at = 0; at < mostWays; ++at) {
        auto *button = new QPushButton(this);
        row->addWidget(button);
        m_buttons.push_back(button);
        connect(button, &QPushButton::clicked, this, [this, at] { emit chosen(m_text.ways.at(size_t(at))); });
    }
    hide();
}

void JobBanner::show(const BannerText &text)
{
    setVisible(!text.title.isEmpty());
    if (text == m_text)
        return;
    m_text = text;
    setEdge(text.mark);
    m_title->setMark(text.mark);
    m_title->setRuns({{text.title, Tone::Normal, true}});
    m_words->setText(text.words);
    setAccessibleName(text.title);
    setAccessibleDescription(text.words);
    for (size_t at = 0; at < m_buttons.size(); ++at) {
        QPushButton *button = m_buttons[at];
        button->setVisible(at < text.ways.size());
        if (at >= text.ways.size())
            continue;
        button->setText(wayText(text.ways[at]));
        button->setObjectName(QStringLiteral("way%1").arg(int(text.ways[at])));
        button->setToolTip(text.ways[at] == JobWay::Resume ? tr("Space does the same") : QString());
        setDanger(*button, isHarsh(text.ways[at]));
        const bool primary = at == 0 && text.mark != Mark::NotYet && text.mark != Mark::Pending;
        if (button->property("primary").toBool() == primary)
            continue;
        button->setProperty("primary", primary);
        button->style()->unpolish(button);
        button->style()->polish(button);
    }
}

} // namespace hubwatch::ui
