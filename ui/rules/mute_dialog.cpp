#include "ui/rules/mute_dialog.h"

#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/format.h"
#include "ui/rules/cell_table.h"
#include "ui/rules/matcher_field.h"
#include "ui/rules/schedule_field.h"

#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimeZone>
#include <QVBoxLayout>

namespace hubwatch::ui {

namespace {

constexpr size_t mostPreviewed = 50;

/// The portal's zone of the first account that tells it, else this machine's.
QString portalZone(const Snapshot &snapshot)
{
    for (const AccountState &account : snapshot.accounts)
        if (account.details && !account.details->timeZone.isEmpty())
            return account.details->timeZone;
    return QString::fromLatin1(QTimeZone::systemTimeZoneId());
}

} // namespace

MuteDialog::MuteDialog(Console &console, std::vector<Matcher> matchers, QWidget *parent)
    : QDialog(parent)
    , m_console(console)
    , m_matchers(new MatcherField(matchers, this))
    , m_schedule(new ScheduleField(portalZone(*console.snapshot()), this))
    , m_count(new TextLine(this))
    , m_warning(new MarkedSentence(this))
    , m_problem(new MarkedSentence(this))
{
    QVBoxLayout *column = dialogColumn(*this, QStringLiteral("muteDialog"), tr("Mute alerts"), 640);
    column->addWidget(dialogNote(
        tr("They go on being judged and shown; nobody is told of them. What begins to matter meanwhile stands in the "
           "ledger as withheld, and what still fires at the end is told then."),
        this));
    QFormLayout *form = dialogForm(*column);
    form->addRow(tr("&Alerts where"), m_matchers);
    m_preview = new CellTable("mutePreview", tr("Alerts it matches"),
                              {{tr("Alert"), {}}, {tr("State"), QStringLiteral("000 no data")}}, this);
    m_preview->horizontalHeader()->hide();
    m_preview->setFocusPolicy(Qt::NoFocus);
    m_preview->setSelectionMode(QAbstractItemView::NoSelection);
    m_count->setObjectName(QStringLiteral("muteCount"));
    auto *panel = new Panel(this);
    auto *inside = new QVBoxLayout(panel);
    inside->setContentsMargins(6, 8, 6, 6);
    inside->setSpacing(4);
    auto *counted = new QHBoxLayout;
    counted->setContentsMargins(8, 0, 8, 0);
    counted->addWidget(m_count);
    inside->addLayout(counted);
    inside->addWidget(m_preview);
    form->addRow(QString(), panel);
    form->addRow(tr("How &long"), m_schedule);
    m_reason = dialogField(*form, "muteReason", tr("&Reason"), {}, this);
    m_reason->setPlaceholderText(tr("what others need to know, such as “planned export”"));
    m_author = dialogField(*form, "muteAuthor", tr("A&uthor"), console.snapshot()->alerting.operatorName, this);
    m_warning->setObjectName(QStringLiteral("muteWarning"));
    m_problem->setObjectName(QStringLiteral("muteProblem"));
    column->addWidget(m_warning);
    column->addWidget(m_problem);
    column->addStretch(1);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    QPushButton *cancel = dialogButton("cancelMute", tr("Cancel"), this);
    m_send = dialogButton("sendMute", tr("Mute"), this, true);
    row->addWidget(cancel);
    row->addWidget(m_send);
    column->addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &QDialog::close);
    connect(m_send, &QPushButton::clicked, this, &MuteDialog::send);
    const auto edited = [this] {
        m_refusal.clear();
        weigh();
    };
    connect(m_matchers, &MatcherField::changed, this, edited);
    connect(m_schedule, &ScheduleField::changed, this, edited);
    for (const QLineEdit *field : {m_reason, m_author})
        connect(field, &QLineEdit::textChanged, this, edited);
    connect(&m_console, &Console::snapshotChanged, this, &MuteDialog::takeSnapshot);
    connect(&m_console.alerts(), &AlertDesk::done, this, &MuteDialog::takeOutcome);
    m_matchers->setFocus();
    takeSnapshot(m_console.snapshot());
}

Mute MuteDialog::mute() const
{
    const TimePoint now = m_console.snapshot()->at;
    Mute mute{.matchers = m_matchers->matchers().value_or(std::vector<Matcher>()),
              .author = m_author->text().trimmed(),
              .reason = m_reason->text().trimmed(),
              .createdAt = now};
    m_schedule->apply(mute, now);
    return mute;
}

void MuteDialog::takeSnapshot(const SnapshotPtr &snapshot)
{
    m_alerts = labelledAlerts(*snapshot);
    m_matchers->setAlerts(m_alerts);
    weigh();
}

void MuteDialog::weigh()
{
    const TimePoint now = m_console.snapshot()->at;
    m_schedule->showEnd(now);
    QStringList problems = m_schedule->problems();
    const bool readable = m_matchers->matchers().has_value();
    const Mute wanted = mute();
    if (problems.isEmpty() && readable)
        problems = muteProblems(wanted, now);
    QStringList warnings;
    // An unread line would count as everything.
    const bool some = readable && !wanted.matchers.empty();
    const MatchCount count = some ? matching(m_alerts, wanted.matchers) : MatchCount{.all = int(m_alerts.size())};
    if (some)
        warnings = muteWarnings(wanted, int(count.matching.size()), count.all);
    showMatching(count);
    if (wanted.author.isEmpty())
        problems << tr("It needs an author, so that others know whom to ask.");
    if (!m_refusal.isEmpty())
        problems << m_refusal;
    m_warning->setSentence(Mark::Warn, warnings.join(u'\n'));
    m_problem->setSentence(Mark::Bad, problems.join(u'\n'));
    m_send->setEnabled(readable && !m_waiting && (problems.isEmpty() || !m_refusal.isEmpty()));
}

void MuteDialog::showMatching(const MatchCount &count)
{
    m_count->setRuns({{matchWords(count), count.matching.empty() ? Tone::Dim : Tone::Normal, true}});
    std::vector<CellRow> rows;
    for (const LabelledAlert *alert : count.matching) {
        if (rows.size() == mostPreviewed)
            break;
        rows.push_back(
            {.key = dedupKey(alert->id),
             .cells = {{.text = alert->title, .tone = Tone::Normal},
                       {.text = alert->word.word, .mark = alert->word.mark, .tone = toneOf(alert->word.mark)}}});
    }
    m_preview->setRows(std::move(rows));
    m_preview->setFixedHeight(4 * 27 + 2);
}

void MuteDialog::send()
{
    m_waiting = true;
    m_refusal.clear();
    weigh();
    m_console.alerts().mute(mute());
}

void MuteDialog::takeOutcome(const AlertOutcome &outcome)
{
    if (!m_waiting || outcome.command != AlertOutcome::Command::Mute)
        return;
    m_waiting = false;
    if (outcome.good) {
        close();
        return;
    }
    m_refusal = outcome.words;
    weigh();
}

} // namespace hubwatch::ui
