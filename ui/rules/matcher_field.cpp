#include "ui/rules/matcher_field.h"

#include "ui/credentials/dialog_parts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

MatcherField::MatcherField(const std::vector<Matcher> &matchers, QWidget *parent)
    : QWidget(parent)
    , m_line(new QLineEdit(matchersText(matchers), this))
    , m_problem(new QLabel(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_line->setObjectName(QStringLiteral("muteMatchers"));
    m_line->setAccessibleName(tr("Alerts where"));
    m_line->setPlaceholderText(QStringLiteral("service=\"contacts-sync\", rule=~\"api[.].*\""));
    column->addWidget(m_line);
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    const std::initializer_list<std::tuple<const char *, const char *, QString>> chips{
        {"service", "chipService", tr("Service")},
        {"rule", "chipRule", tr("Rule")},
        {"portal", "chipPortal", tr("Portal")},
        {"severity", "chipSeverity", tr("Severity")}};
    for (const auto &[label, name, words] : chips) {
        auto *chip = new QToolButton(this);
        chip->setObjectName(QString::fromLatin1(name));
        chip->setText(words + QStringLiteral(" ▾"));
        chip->setAccessibleName(words);
        chip->setToolTip(tr("Choose a value to put into the line, or to take out of it"));
        chip->setPopupMode(QToolButton::InstantPopup);
        chip->setFocusPolicy(Qt::StrongFocus);
        auto *menu = new QMenu(chip);
        menu->setObjectName(QString::fromLatin1(name) + QStringLiteral("Menu"));
        chip->setMenu(menu);
        const QString key = QString::fromLatin1(label);
        connect(menu, &QMenu::aboutToShow, this, [this, menu, key] { fill(*menu, key); });
        m_chips.emplace_back(key, chip);
        row->addWidget(chip);
    }
    row->addStretch(1);
    column->addLayout(row);
    m_problem->setObjectName(QStringLiteral("muteMatchersProblem"));
    m_problem->setProperty("tone", QStringLiteral("bad"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    column->addWidget(m_problem);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textChanged, this, [this] {
        weigh();
        emit changed();
    });
    weigh();
}

void MatcherField::setAlerts(const std::vector<LabelledAlert> &alerts)
{
    m_values.clear();
    for (const auto &[label, chip] : m_chips) {
        QStringList &values = m_values[label];
        for (const LabelledAlert &alert : alerts)
            if (const QString value = alert.labels.value(label); !value.isEmpty())
                values << value;
        values.removeDuplicates();
        values.sort();
        chip->setEnabled(!values.isEmpty());
    }
}

std::optional<std::vector<Matcher>> MatcherField::matchers() const
{
    const auto read = parseMatchers(m_line->text());
    return read ? std::optional(*read) : std::nullopt;
}

void MatcherField::weigh()
{
    const auto read = parseMatchers(m_line->text());
    m_problem->setText(read ? QString() : read.error().detail);
    m_problem->setVisible(!read);
}

void MatcherField::fill(QMenu &menu, const QString &label)
{
    menu.clear();
    const std::vector<Matcher> present = matchers().value_or(std::vector<Matcher>());
    for (const QString &value : m_values[label]) {
        QAction *action = menu.addAction(value);
        action->setCheckable(true);
        action->setChecked(std::ranges::find(present, Matcher{.label = label, .value = value}) != present.end());
        connect(action, &QAction::triggered, this, [this, label, value](bool on) { toggle(label, value, on); });
    }
}

void MatcherField::toggle(const QString &label, const QString &value, bool on)
{
    std::vector<Matcher> present = matchers().value_or(std::vector<Matcher>());
    // Two values of one label would never both hold.
    std::erase_if(present,
                  [&](const Matcher &matcher) { return matcher.label == label && matcher.op == Matcher::Op::Equal; });
    if (on)
        present.push_back({.label = label, .value = value});
    m_line->setText(matchersText(present));
}

} // namespace hubwatch::ui
