#include "ui/readiness/day_field.h"

#include "checklist/waiver.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/readiness/readiness_words.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace hubwatch::ui {

DayField::DayField(const char *name, const QString &title, std::chrono::year_month_day today,
                   const std::vector<int> &ahead, QWidget *parent)
    : QWidget(parent)
    , m_line(new QLineEdit(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_line->setObjectName(QString::fromLatin1(name));
    m_line->setAccessibleName(title);
    m_line->setPlaceholderText(QStringLiteral("2026-12-14"));
    m_line->setFixedWidth(130);
    row->addWidget(m_line);
    for (const int days : ahead) {
        QPushButton *button = dialogButton("", days == 365 ? tr("1 year") : tr("%1 days").arg(days), this);
        button->setObjectName(QStringLiteral("%1In%2").arg(QString::fromLatin1(name)).arg(days));
        row->addWidget(button);
        connect(button, &QPushButton::clicked, this,
                [this, today, days] { setDay(dayOf(qDateOf(today).addDays(days))); });
    }
    row->addStretch(1);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textChanged, this, &DayField::changed);
}

void DayField::setDay(std::chrono::year_month_day day)
{
    m_line->setText(day.ok() ? dayText(day) : QString());
}

std::optional<std::chrono::year_month_day> DayField::day() const
{
    return parseDay(m_line->text().trimmed());
}

bool DayField::isEmpty() const
{
    return m_line->text().trimmed().isEmpty();
}

QString DayField::complaint() const
{
    const QString text = m_line->text().trimmed();
    if (day())
        return {};
    return text.isEmpty() ? tr("A day is missing, such as 2026-12-14.")
                          : tr("“%1” is no day; expected something like 2026-12-14.").arg(text.left(40));
}

} // namespace hubwatch::ui
