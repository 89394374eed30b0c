#include "ui/rules/choice_button.h"

#include <QMenu>

namespace hubwatch::ui {

ChoiceButton::ChoiceButton(const char *name, const QString &title, const QString &all, QWidget *parent)
    : QPushButton(parent)
    , m_all(all)
{
    setObjectName(QString::fromLatin1(name));
    setAccessibleName(title);
    setStyleSheet(QStringLiteral("QPushButton { text-align: left; } QPushButton::menu-indicator { image: none; }"));
    setAutoDefault(false);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setMinimumWidth(120);
    auto *menu = new QMenu(this);
    menu->setObjectName(objectName() + QStringLiteral("Menu"));
    setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, &ChoiceButton::fill);
    showWords();
}

void ChoiceButton::setChoices(const QStringList &choices)
{
    m_choices = choices;
}

void ChoiceButton::setChosen(const QStringList &chosen)
{
    m_chosen = chosen;
    showWords();
}

void ChoiceButton::setAllWords(const QString &all)
{
    m_all = all;
    showWords();
}

void ChoiceButton::fill()
{
    menu()->clear();
    const auto choose = [this](const QStringList &chosen) {
        setChosen(chosen);
        emit changed();
    };
    QAction *all = menu()->addAction(m_all);
    all->setCheckable(true);
    all->setChecked(m_chosen.isEmpty());
    connect(all, &QAction::triggered, this, [choose] { choose({}); });
    menu()->addSeparator();
    QStringList names = m_choices;
    for (const QString &name : std::as_const(m_chosen)) // what is gone can still be taken out
        if (!names.contains(name))
            names << name;
    for (const QString &name : std::as_const(names)) {
        QAction *action = menu()->addAction(name);
        action->setCheckable(true);
        action->setChecked(m_chosen.contains(name));
        connect(action, &QAction::triggered, this, [this, choose, name](bool on) {
            QStringList chosen = m_chosen;
            chosen.removeAll(name);
            if (on)
                chosen << name;
            choose(chosen);
        });
    }
}

void ChoiceButton::showWords()
{
    const QString words = m_chosen.isEmpty() ? m_all : m_chosen.join(QStringLiteral(", "));
    // Beside a menu the style sheet's padding does not reach words at the left.
    setText(QStringLiteral("\u2002%1 ▾").arg(words));
    setToolTip(words);
    setAccessibleDescription(words);
}

} // namespace hubwatch::ui
