#include "ui/batch/run_panel.h"

#include "batch/job_window.h"
#include "ui/batch/job_draft.h"
#include "ui/batch/wizard_parts.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/format.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTimeZone>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr int clockWidth = 64;

QLineEdit *clockField(const char *name, const QString &title, const QString &text, QWidget *parent)
{
    auto *field = new QLineEdit(text, parent);
    field->setObjectName(QString::fromLatin1(name));
    field->setAccessibleName(title);
    field->setFixedWidth(clockWidth);
    return field;
}

QSpinBox *countField(const char *name, const QString &title, int value, QWidget *parent)
{
    auto *field = new QSpinBox(parent);
    field->setObjectName(QString::fromLatin1(name));
    field->setAccessibleName(title);
    field->setGroupSeparatorShown(true);
    field->setRange(0, 1'000'000'000);
    field->setValue(value);
    return field;
}

QString portalZoneOf(const Snapshot &snapshot, const QString &account)
{
    for (const AccountState &state : snapshot.accounts)
        if (state.config.name == account && state.details && !state.details->timeZone.isEmpty())
            return state.details->timeZone;
    return JobSchedule().timeZone;
}

} // namespace

std::optional<int> minuteOfDay(const QString &text)
{
    const QTime time = QTime::fromString(text.trimmed(), QStringLiteral("H:mm"));
    return time.isValid() ? std::optional(time.hour() * 60 + time.minute()) : std::nullopt;
}

TimePoint nextMinute(int minute, TimePoint now)
{
    const QDateTime here = dateTimeOf(now, Zone::Local);
    const QTime time(minute / 60, minute % 60);
    const QDateTime today(here.date(), time);
    return timePointOf(today > here ? today : QDateTime(here.date().addDays(1), time));
}

RunPanel::RunPanel(QWidget *parent)
    : QWidget(parent)
    , m_when(new QButtonGroup(this))
    , m_note(dialogNote({}, this))
    , m_problem(new MarkedSentence(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    const std::initializer_list<std::tuple<When, const char *, QString>> choices{
        {When::Now, "runNow", tr("Now")},
        {When::Trial, "runTrial", tr("A trial first")},
        {When::OffPeak, "runOffPeak", tr("Off-peak")}};
    for (const auto &[when, name, words] : choices) {
        QPushButton *button = segment(name, words, this);
        m_when->addButton(button, int(when));
        row->addWidget(button);
    }
    row->addStretch(1);
    column->addLayout(row);
    m_note->setObjectName(QStringLiteral("runNote"));
    m_trial = makeTrial();
    m_window = makeWindow();
    column->addWidget(m_trial);
    column->addWidget(m_window);
    column->addWidget(m_note);
    column->addWidget(makeLimits());
    m_problem->setObjectName(QStringLiteral("runProblem"));
    column->addWidget(m_problem);
    m_when->button(int(When::Now))->setChecked(true);
    connect(m_when, &QButtonGroup::idClicked, this, &RunPanel::edited);
    for (const QLineEdit *field : {m_from, m_to, m_zone, m_stopAt})
        connect(field, &QLineEdit::textChanged, this, &RunPanel::edited);
    for (const QSpinBox *field : {m_firstRows, m_reserve})
        connect(field, &QSpinBox::valueChanged, this, &RunPanel::edited);
    connect(m_stops, &QCheckBox::toggled, this, &RunPanel::edited);
    connect(m_missed, &QComboBox::activated, this, &RunPanel::edited);
    edited();
}

QWidget *RunPanel::makeTrial()
{
    auto *trial = new QWidget(this);
    auto *row = new QHBoxLayout(trial);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_firstRows = countField("firstRows", tr("Rows of the trial"), 100, trial);
    m_firstRows->setMinimum(1);
    row->addWidget(new QLabel(tr("The first"), trial));
    row->addWidget(m_firstRows);
    row->addWidget(new QLabel(tr("rows"), trial));
    row->addStretch(1);
    return trial;
}

QWidget *RunPanel::makeWindow()
{
    auto *window = new QWidget(this);
    auto *column = new QVBoxLayout(window);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_from = clockField("windowFrom", tr("Window from"), QStringLiteral("00:00"), window);
    m_to = clockField("windowTo", tr("Window to"), QStringLiteral("05:00"), window);
    m_zone = new QLineEdit(window);
    m_zone->setObjectName(QStringLiteral("windowZone"));
    m_zone->setAccessibleName(tr("Time zone of the window"));
    QStringList zones;
    for (const QByteArray &id : QTimeZone::availableTimeZoneIds())
        zones << QString::fromLatin1(id);
    auto *completer = new QCompleter(zones, m_zone);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_zone->setCompleter(completer);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_from);
    row->addWidget(new QLabel(tr("to"), window));
    row->addWidget(m_to);
    row->addWidget(m_zone, 1);
    column->addLayout(row);
    m_missed = new StillBox("windowMissed", tr("When the window was missed"), window);
    m_missed->addItem(tr("run in the next window"), int(JobSchedule::Missed::NextWindow));
    m_missed->addItem(tr("run as soon as possible"), int(JobSchedule::Missed::AtOnce));
    m_missed->addItem(tr("ask me"), int(JobSchedule::Missed::Ask));
    auto *missed = new QHBoxLayout;
    missed->setSpacing(8);
    missed->addWidget(new QLabel(tr("If missed"), window));
    missed->addWidget(m_missed, 1);
    column->addLayout(missed);
    return window;
}

QWidget *RunPanel::makeLimits()
{
    auto *limits = new QWidget(this);
    auto *column = new QVBoxLayout(limits);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(8);
    m_stops = new QCheckBox(tr("Begin no request after"), limits);
    m_stops->setObjectName(QStringLiteral("stopBy"));
    m_stopAt = clockField("stopAt", tr("Begin no request after"), QStringLiteral("05:00"), limits);
    auto *stop = new QHBoxLayout;
    stop->setSpacing(8);
    stop->addWidget(m_stops);
    stop->addWidget(m_stopAt);
    stop->addWidget(new QLabel(tr("here"), limits));
    stop->addStretch(1);
    column->addLayout(stop);
    m_reserve = countField("dailyReserve", tr("Calls of the day left to others"), 0, limits);
    m_reserve->setSingleStep(1000);
    auto *reserve = new QHBoxLayout;
    reserve->setSpacing(8);
    reserve->addWidget(new QLabel(tr("Leave to others today"), limits));
    reserve->addWidget(m_reserve);
    reserve->addWidget(new QLabel(tr("calls"), limits));
    reserve->addStretch(1);
    column->addLayout(reserve);
    return limits;
}

void RunPanel::showJob(const BatchJob &job, const Snapshot &snapshot)
{
    m_now = snapshot.at;
    if (job.plan.id != m_job) {
        const QSignalBlocker quiet(this);
        m_job = job.plan.id;
        m_rows = job.plan.accepted;
        m_firstRows->setMaximum(int(std::clamp<std::int64_t>(m_rows, 1, 1'000'000'000)));
        if (const AccountConfig *account = accountNamed(snapshot, job.plan.spec.account))
            m_reserve->setValue(int(std::min<std::int64_t>(account->batchReserve, 1'000'000'000)));
        if (m_zone->text().isEmpty())
            m_zone->setText(portalZoneOf(snapshot, job.plan.spec.account));
    }
    edited();
}

RunPanel::When RunPanel::when() const
{
    return When(m_when->checkedId());
}

JobSchedule RunPanel::schedule() const
{
    return {.fromMinute = minuteOfDay(m_from->text()).value_or(0),
            .toMinute = minuteOfDay(m_to->text()).value_or(0),
            .timeZone = m_zone->text().trimmed(),
            .missed = JobSchedule::Missed(m_missed->currentData().toInt())};
}

RunOrder RunPanel::order(TimePoint now) const
{
    RunOrder order{.job = m_job, .dailyReserve = m_reserve->value()};
    if (when() == When::Trial)
        order.firstRows = m_firstRows->value();
    if (when() == When::OffPeak)
        order.schedule = schedule();
    if (m_stops->isChecked())
        order.stopBy = nextMinute(minuteOfDay(m_stopAt->text()).value_or(0), now);
    return order;
}

QString RunPanel::problem() const
{
    std::vector<const QLineEdit *> clocks;
    if (when() == When::OffPeak)
        clocks = {m_from, m_to};
    if (m_stops->isChecked())
        clocks.push_back(m_stopAt);
    for (const QLineEdit *field : clocks)
        if (!minuteOfDay(field->text()))
            return tr("“%1” is not a time of day; expected something like 05:00.").arg(field->text());
    if (when() == When::OffPeak)
        if (const Result<JobWindow> window = windowAt(schedule(), m_now); !window)
            return window.error().detail;
    return {};
}

QString RunPanel::deed() const
{
    switch (when()) {
    case When::Now: return tr("Run now…");
    case When::Trial: return tr("Run the trial…");
    case When::OffPeak: return tr("Schedule…");
    }
    Q_UNREACHABLE();
}

void RunPanel::edited()
{
    m_trial->setVisible(when() == When::Trial);
    m_window->setVisible(when() == When::OffPeak);
    m_stopAt->setEnabled(m_stops->isChecked());
    const QString wrong = problem();
    m_problem->setSentence(Mark::Bad, wrong);
    QString note = tr("All %1 rows, from now on. It can be paused at any time.").arg(countText(m_rows));
    if (when() == When::Trial)
        note = tr("Then it stops and asks: go on with the rest, or leave it.");
    if (when() == When::OffPeak) {
        const Result<JobWindow> window = windowAt(schedule(), m_now);
        note = wrong.isEmpty() && window ? tr("Next window: %1 to %2 here. This console must be running then.")
                                               .arg(instantText(window->from).left(16), minuteText(window->to))
                                         : QString();
    }
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    emit changed();
}

} // namespace hubwatch::ui
