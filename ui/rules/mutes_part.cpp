#include "ui/rules/mutes_part.h"

#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/rules/cell_table.h"
#include "ui/rules/mute_dialog.h"
#include "ui/rules/mute_words.h"
#include "ui/sources/part_actions.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QLabel *emptyWords(const char *name, const QString &words, QWidget *parent)
{
    QLabel *label = dialogNote(words, parent);
    label->setObjectName(QString::fromLatin1(name));
    label->setAlignment(Qt::AlignCenter);
    label->setContentsMargins(24, 12, 24, 12);
    return label;
}

} // namespace

MutesPart::MutesPart(Console &console, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_summary(new TextLine(this))
    , m_outcome(new MarkedSentence(this))
    , m_ackSummary(new TextLine(this))
{
    setObjectName(QStringLiteral("mutesPart"));
    setAccessibleName(tr("Mutes"));
    makeActions();
    makeTables();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    m_summary->setObjectName(QStringLiteral("mutesSummary"));
    bar->addWidget(m_summary, 1);
    for (QAction *action : {m_extend, m_renew, m_end})
        bar->addWidget(partButton(action, this));
    bar->addWidget(partButton(m_new, this, true));
    column->addLayout(bar);
    m_outcome->setObjectName(QStringLiteral("mutesOutcome"));
    column->addWidget(m_outcome);
    auto *mutes = new Panel(this);
    auto *inside = new QVBoxLayout(mutes);
    inside->setContentsMargins(1, 4, 1, 4);
    inside->addWidget(m_mutes, 1);
    m_empty = emptyWords("mutesEmpty",
                         tr("Nothing is muted: whatever fires is told. Mute before planned work, with N."), mutes);
    inside->addWidget(m_empty, 1);
    column->addWidget(mutes, 3);
    auto *ackBar = new QHBoxLayout;
    ackBar->setSpacing(8);
    m_ackSummary->setObjectName(QStringLiteral("acksSummary"));
    ackBar->addWidget(m_ackSummary, 1);
    ackBar->addWidget(partButton(m_endAck, this));
    column->addLayout(ackBar);
    auto *acks = new Panel(this);
    auto *ackInside = new QVBoxLayout(acks);
    ackInside->setContentsMargins(1, 4, 1, 4);
    ackInside->addWidget(m_acks, 1);
    m_noAcks = emptyWords(
        "acksEmpty", tr("Nobody has taken an alert on. An acknowledged one is not repeated until it is worse."), acks);
    ackInside->addWidget(m_noAcks, 1);
    column->addWidget(acks, 2);
    setFocusProxy(m_mutes);
    connect(&m_console, &Console::snapshotChanged, this, &MutesPart::showSnapshot);
    connect(&m_console.alerts(), &AlertDesk::done, this, &MutesPart::takeOutcome);
    showSnapshot(m_console.snapshot());
}

void MutesPart::makeActions()
{
    m_new = partAction(this, "newMute", tr("New mute…"), Qt::Key_N, tr("Keep alerts quiet for a time"));
    m_extend = partAction(this, "extendMute", tr("Extend 1 h"), Qt::Key_E, tr("Let it hold an hour longer"));
    m_renew = partAction(this, "renewMute", tr("Renew"), Qt::Key_R, tr("The same again, for as long as it was"));
    m_end = partAction(this, "endMute", tr("End now"), QKeySequence::Delete, tr("What still fires is told at once"));
    m_endAck = partAction(this, "endAck", tr("End acknowledgement"), Qt::Key_U,
                          tr("Nobody has it any longer; it is repeated again"));
    connect(m_new, &QAction::triggered, this, &MutesPart::newMute);
    connect(m_extend, &QAction::triggered, this, &MutesPart::extend);
    connect(m_renew, &QAction::triggered, this, &MutesPart::renew);
    connect(m_end, &QAction::triggered, this, &MutesPart::end);
    connect(m_endAck, &QAction::triggered, this, &MutesPart::endAck);
}

void MutesPart::makeTables()
{
    m_mutes = new CellTable("mutesTable", tr("Mutes"),
                            {{tr("Alerts where"), QStringLiteral("service=\"nightly-export\", rule=~\"a\"")},
                             {tr("State"), QStringLiteral("000 active, 18 min left")},
                             {tr("When"), QStringLiteral("Mon-Fri 22:00 to 06:00 Asia/Tokyo 0")},
                             {tr("Author"), QStringLiteral("kenji.m 00")},
                             {tr("Reason"), {}},
                             {tr("Matches"), QStringLiteral("5,000"), true},
                             {tr("Quiets"), QStringLiteral("5,000"), true}},
                            this);
    m_acks = new CellTable("acksTable", tr("Acknowledgements"),
                           {{tr("Alert"), QStringLiteral("webhook-receiver: Webhook delay p99 00")},
                            {tr("Severity"), QStringLiteral("ticket 0")},
                            {tr("Was"), QStringLiteral("000.0 %"), true},
                            {tr("Owner"), QStringLiteral("kenji.m 00")},
                            {tr("Note"), {}},
                            {tr("Age"), QStringLiteral("00 min"), true}},
                           this);
    connect(m_mutes, &CellTable::pickedChanged, this, &MutesPart::weigh);
    connect(m_acks, &CellTable::pickedChanged, this, &MutesPart::weigh);
}

void MutesPart::showSnapshot(const SnapshotPtr &snapshot)
{
    showMutes(*snapshot);
    showAcks(*snapshot);
    weigh();
}

void MutesPart::showMutes(const Snapshot &snapshot)
{
    std::vector<CellRow> rows = muteRows(snapshot);
    m_mutes->setVisible(!rows.empty());
    m_empty->setVisible(rows.empty());
    m_mutes->setRows(std::move(rows));
    const std::vector<MuteState> &mutes = snapshot.alerting.mutes;
    const auto active = std::ranges::count(mutes, true, &MuteState::active);
    int quieted = 0;
    for (const MuteState &mute : mutes)
        quieted += mute.active ? mute.quieted : 0;
    std::vector<TextRun> runs{{active == 0       ? tr("No mute is active")
                                   : active == 1 ? tr("1 mute is active")
                                                 : tr("%1 mutes are active").arg(active),
                               Tone::Normal, true}};
    if (quieted > 0)
        runs.push_back(
            {quieted == 1 ? tr("1 firing alert is kept quiet") : tr("%1 firing alerts are kept quiet").arg(quieted),
             Tone::Dim});
    m_summary->setRuns(std::move(runs));
}

void MutesPart::showAcks(const Snapshot &snapshot)
{
    std::vector<CellRow> rows = ackRows(snapshot);
    m_acks->setVisible(!rows.empty());
    m_noAcks->setVisible(rows.empty());
    m_ackSummary->setRuns(
        {{rows.size() == 1 ? tr("1 acknowledgement") : tr("%1 acknowledgements").arg(rows.size()), Tone::Normal, true},
         {tr("oldest first"), Tone::Dim}});
    m_acks->setRows(std::move(rows));
}

const MuteState *MutesPart::picked() const
{
    const QString key = m_mutes->picked();
    for (const MuteState &state : m_console.snapshot()->alerting.mutes)
        if (key == QStringLiteral("m:") + state.mute.id)
            return &state;
    return nullptr;
}

const Acknowledgement *MutesPart::pickedAck() const
{
    const QString key = m_acks->picked();
    for (const Acknowledgement &ack : m_console.snapshot()->alerting.acks)
        if (key == dedupKey(ack.alert))
            return &ack;
    return nullptr;
}

void MutesPart::weigh()
{
    const TimePoint now = m_console.snapshot()->at;
    const MuteState *state = picked();
    QString none;
    if (!state)
        none = m_mutes->picked().isEmpty() ? tr("Choose a mute first.")
                                           : tr("It was set in an Alertmanager: change it there.");
    const bool over = state && ended(state->mute, now);
    const QString ends = over ? tr("It has ended; renew it.") : none;
    const bool recurs = state && state->mute.recurs.has_value();
    setPossible(m_extend, recurs ? tr("It comes again by itself; it has no end to move.") : ends);
    setPossible(m_end, ends);
    setPossible(m_renew, state && !over ? tr("It has not ended; extend it.") : none);
    setPossible(m_endAck, pickedAck() ? QString() : tr("Choose an acknowledgement first."));
}

void MutesPart::newMute()
{
    (new MuteDialog(m_console, {}, this))->show();
}

void MutesPart::extend()
{
    m_asked.push_back(AlertOutcome::Command::Mute);
    m_console.alerts().mute(extended(picked()->mute, m_console.snapshot()->at));
}

void MutesPart::renew()
{
    Mute mute = renewed(picked()->mute, m_console.snapshot()->at);
    if (const QString name = m_console.snapshot()->alerting.operatorName; !name.isEmpty())
        mute.author = name;
    m_asked.push_back(AlertOutcome::Command::Mute);
    m_console.alerts().mute(mute);
}

void MutesPart::end()
{
    m_asked.push_back(AlertOutcome::Command::EndMute);
    m_console.alerts().endMute(picked()->mute.id);
}

void MutesPart::endAck()
{
    m_asked.push_back(AlertOutcome::Command::Unacknowledge);
    m_console.alerts().unacknowledge(pickedAck()->alert);
}

void MutesPart::takeOutcome(const AlertOutcome &outcome)
{
    const auto asked = std::ranges::find(m_asked, outcome.command);
    if (asked == m_asked.end())
        return;
    m_asked.erase(asked);
    m_outcome->setSentence(outcome.good ? Mark::Good : Mark::Bad, outcome.words);
}

} // namespace hubwatch::ui
