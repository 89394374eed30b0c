#include "ui/batch/job_header.h"

#include "ui/batch/job_words.h"
#include "ui/batch/pile_bar.h"
#include "ui/batch/wizard_parts.h"
#include "ui/format.h"

#include <QHBoxLayout>

namespace hubwatch::ui {

namespace {

constexpr std::array headerPiles{Pile::Done, Pile::Failed, Pile::Unknown, Pile::Skipped};

TextLine *headerLine(const char *name, QWidget *parent)
{
    auto *line = new TextLine(parent);
    line->setObjectName(QString::fromLatin1(name));
    line->setGap(6);
    return line;
}

} // namespace

JobHeader::JobHeader(QWidget *parent)
    : Panel(parent)
{
    setObjectName(QStringLiteral("jobHeader"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 10, 14, 10);
    column->setSpacing(8);
    auto *top = new QHBoxLayout;
    top->setSpacing(10);
    m_title = headerLine("jobTitle", this);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    m_title->setFont(large);
    top->addWidget(m_title);
    m_account = new AccountTag(this);
    top->addWidget(m_account);
    m_facts = headerLine("jobFacts", this);
    top->addWidget(m_facts, 1);
    m_left = headerLine("jobLeft", this);
    m_left->setRightAligned(true);
    m_left->setGap(10);
    top->addWidget(m_left);
    column->addLayout(top);
    m_bar = new PileBar(this);
    m_bar->setObjectName(QStringLiteral("jobBar"));
    column->addWidget(m_bar);
    auto *legend = new QHBoxLayout;
    legend->setSpacing(24);
    for (size_t at = 0; at < headerPiles.size(); ++at) {
        m_piles[at] = headerLine("", this);
        m_piles[at]->setObjectName(QStringLiteral("pile%1").arg(at));
        legend->addWidget(m_piles[at]);
    }
    legend->addStretch(1);
    m_sum = headerLine("jobSum", this);
    m_sum->setRightAligned(true);
    legend->addWidget(m_sum);
    column->addLayout(legend);
}

void JobHeader::show(const BatchJob &job, TimePoint now)
{
    const JobSpec &spec = job.plan.spec;
    m_title->setRuns({{jobTitle(job), Tone::Normal, true}});
    m_account->setAccount(spec.production, spec.account, spec.portal);
    QStringList facts;
    if (!job.plan.input.name.isEmpty())
        facts << job.plan.input.name;
    if (const QString sha = shortSha(job.plan.input); !sha.isEmpty())
        facts << tr("sha %1").arg(sha);
    if (!isUnreadable(job))
        facts << startedText(job, now);
    m_facts->setRuns({{facts.join(QStringLiteral(" · ")), Tone::Dim}});
    if (!job.plan.input.sha256.isEmpty())
        m_facts->setAccessibleDescription(job.plan.input.sha256);

    std::vector<TextRun> left;
    if (const QString far = farText(job); !far.isEmpty() && hasBegun(job))
        left.push_back({far, Tone::Normal, true});
    const MarkedWord state = jobStateWord(job);
    const bool plain = job.progress.state.phase == JobState::Phase::Running && !isInterrupted(job);
    m_left->setMark(plain ? std::nullopt : std::optional(state.mark));
    if (!plain)
        left.push_back(
            {state.word, state.mark == Mark::Good || state.mark == Mark::None ? Tone::Dim : toneOf(state.mark)});
    if (const QString words = leftText(job, now); !words.isEmpty())
        left.push_back({words, Tone::Dim});
    m_left->setRuns(std::move(left));
    showPiles(job);
}

void JobHeader::showPiles(const BatchJob &job)
{
    const bool known = !isUnreadable(job); // no zeros for what nobody knows
    m_bar->setVisible(known);
    m_sum->setVisible(known);
    for (TextLine *pile : m_piles)
        pile->setVisible(known);
    const JobProgress &progress = job.progress;
    m_bar->setPiles(progress.piles, progress.rows);
    QStringList words;
    for (const Pile pile : headerPiles)
        words << QStringLiteral("%1 %2").arg(pileTitle(pile, job), countText(countOf(progress.piles, pile)));
    m_bar->setAccessibleName(words.join(QStringLiteral(", ")));
    for (size_t at = 0; at < headerPiles.size(); ++at) {
        const Pile pile = headerPiles[at];
        const std::int64_t count = countOf(progress.piles, pile);
        const bool loud = count > 0 && (pile == Pile::Failed || pile == Pile::Unknown);
        std::vector<TextRun> runs{{pileTitle(pile, job), Tone::Normal},
                                  {countText(count), loud ? toneOf(markOf(pile)) : Tone::Normal, true}};
        if (pile == Pile::Unknown && count > 0) {
            QStringList what;
            if (progress.inFlight > 0)
                what << tr("%1 in flight").arg(countText(progress.inFlight));
            if (progress.checking > 0)
                what << tr("%1 being read back").arg(countText(progress.checking));
            if (!what.isEmpty())
                runs.push_back({what.join(QStringLiteral(", ")), Tone::Dim});
            // Rows that are only on their way are nothing to be alarmed about.
            if (progress.inFlight >= count)
                runs[1].tone = Tone::Normal;
        }
        m_piles[at]->setMark(markOf(pile));
        m_piles[at]->setRuns(std::move(runs));
    }
    const JobSum sum = sumOf(job);
    m_sum->setMark(sum.good ? std::nullopt : std::optional(Mark::Bad));
    m_sum->setRuns({{sum.words, sum.good ? Tone::Dim : Tone::Bad, !sum.good}});
}

} // namespace hubwatch::ui
