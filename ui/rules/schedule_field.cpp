#include "ui/rules/schedule_field.h"

#include "base/duration_text.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/format.h"
#include "ui/rules/mute_words.h"

#include <QButtonGroup>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTimeZone>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

namespace {

std::optional<Duration> clockTime(const QLineEdit *field)
{
    const QTime time = QTime::fromString(field->text().trimmed(), QStringLiteral("H:mm"));
    return time.isValid() ? std::optional(Duration(time.msecsSinceStartOfDay())) : std::nullopt;
}

QLineEdit *scheduleEdit(const char *name, const QString &title, const QString &text, int width, QWidget *parent)
{
    auto *field = new QLineEdit(text, parent);
    field->setObjectName(QString::fromLatin1(name));
    field->setAccessibleName(title);
    field->setFixedWidth(width);
    return field;
}

QPushButton *choiceButton(const QByteArray &name, const QString &text, QWidget *parent)
{
    QPushButton *button = dialogButton(name.constData(), text, parent);
    button->setCheckable(true);
    return button;
}

} // namespace

ScheduleField::ScheduleField(const QString &zone, QWidget *parent)
    : QWidget(parent)
    , m_lengths(new QButtonGroup(this))
    , m_end(dialogNote({}, this))
{
    setAccessibleName(tr("How long"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    const std::initializer_list<std::tuple<Length, const char *, QString>> lengths{
        {HalfHour, "muteHalfHour", tr("30 min")},
        {TwoHours, "muteTwoHours", tr("2 h")},
        {Tomorrow, "muteTomorrow", tr("Until 09:00 tomorrow")},
        {Custom, "muteCustom", tr("For…")},
        {Recurring, "muteRecurring", tr("Recurring…")}};
    for (const auto &[length, name, words] : lengths) {
        QPushButton *button = choiceButton(name, words, this);
        m_lengths->addButton(button, length);
        row->addWidget(button);
    }
    row->addStretch(1);
    column->addLayout(row);
    m_custom = scheduleEdit("muteLength", tr("For how long"), QStringLiteral("1h30m"), 110, this);
    column->addWidget(m_custom);
    m_window = makeWindow(zone);
    column->addWidget(m_window);
    m_end->setObjectName(QStringLiteral("muteEnd"));
    column->addWidget(m_end);
    m_lengths->button(HalfHour)->setChecked(true);
    connect(m_lengths, &QButtonGroup::idToggled, this, [this] {
        showParts();
        emit changed();
    });
    for (const QLineEdit *field : {m_custom, m_from, m_to, m_zone})
        connect(field, &QLineEdit::textChanged, this, &ScheduleField::changed);
    showParts();
}

QWidget *ScheduleField::makeWindow(const QString &zone)
{
    auto *window = new QWidget(this);
    auto *column = new QVBoxLayout(window);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto *days = new QHBoxLayout;
    days->setSpacing(4);
    const QStringList words{tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"), tr("Fri"), tr("Sat"), tr("Sun")};
    for (int day = 1; day <= 7; ++day) {
        QPushButton *button = choiceButton("muteDay" + QByteArray::number(day), words[day - 1], window);
        button->setChecked(day <= 5);
        connect(button, &QPushButton::toggled, this, &ScheduleField::changed);
        days->addWidget(button);
        m_days.push_back(button);
    }
    days->addStretch(1);
    column->addLayout(days);
    m_from = scheduleEdit("muteFrom", tr("From"), QStringLiteral("22:00"), 64, window);
    m_to = scheduleEdit("muteTo", tr("To"), QStringLiteral("06:00"), 64, window);
    m_zone = scheduleEdit("muteZone", tr("Time zone"), zone, 180, window);
    QStringList zones;
    for (const QByteArray &id : QTimeZone::availableTimeZoneIds())
        zones << QString::fromLatin1(id);
    auto *completer = new QCompleter(zones, m_zone);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_zone->setCompleter(completer);
    auto *times = new QHBoxLayout;
    times->setSpacing(8);
    times->addWidget(new QLabel(tr("from"), window));
    times->addWidget(m_from);
    times->addWidget(new QLabel(tr("to"), window));
    times->addWidget(m_to);
    times->addWidget(m_zone);
    times->addStretch(1);
    column->addLayout(times);
    return window;
}

void ScheduleField::showParts()
{
    m_custom->setVisible(m_lengths->checkedId() == Custom);
    m_window->setVisible(m_lengths->checkedId() == Recurring);
}

void ScheduleField::apply(Mute &mute, TimePoint now) const
{
    mute.startsAt = now;
    mute.endsAt = {};
    mute.recurs = {};
    switch (Length(m_lengths->checkedId())) {
    case HalfHour: mute.endsAt = now + 30min; return;
    case TwoHours: mute.endsAt = now + 2h; return;
    case Tomorrow: mute.endsAt = tomorrowMorning(now); return;
    case Custom: mute.endsAt = now + parseDuration(m_custom->text().trimmed()).value_or(Duration::zero()); return;
    case Recurring: break;
    }
    Recurrence recurrence{.from = clockTime(m_from).value_or(Duration::zero()),
                          .to = clockTime(m_to).value_or(Duration::zero()),
                          .zone = m_zone->text().trimmed()};
    for (int day = 1; day <= 7; ++day)
        if (m_days[size_t(day - 1)]->isChecked())
            recurrence.days.push_back(day);
    mute.recurs = recurrence;
}

QStringList ScheduleField::problems() const
{
    QStringList problems;
    const int length = m_lengths->checkedId();
    if (length == Custom && !parseDuration(m_custom->text().trimmed()))
        problems << tr("“%1” is not a duration; expected something like 45m, 3h or 1d12h.").arg(m_custom->text());
    if (length != Recurring)
        return problems;
    for (const QLineEdit *field : {m_from, m_to})
        if (!clockTime(field))
            problems << tr("“%1” is not a time of day; expected something like 22:00.").arg(field->text());
    const bool some = std::ranges::any_of(m_days, [](const QPushButton *day) { return day->isChecked(); });
    if (!some)
        problems << tr("No day is chosen; choose those on which the window begins.");
    return problems;
}

void ScheduleField::showEnd(TimePoint now)
{
    Mute mute;
    apply(mute, now);
    if (!problems().isEmpty())
        m_end->clear();
    else if (mute.recurs)
        m_end->setText(tr("Quiet %1.").arg(scheduleText(mute)));
    else
        m_end->setText(tr("Quiet until %1, for %2.").arg(endText(*mute.endsAt, now), ageText(*mute.endsAt - now)));
}

} // namespace hubwatch::ui
