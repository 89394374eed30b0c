// ChoiceButton: several of a few names, chosen from a menu; none chosen means all.
#pragma once

#include <QPushButton>
#include <QStringList>

namespace hubwatch::ui {

class ChoiceButton : public QPushButton
{
    Q_OBJECT

public:
    /// `all`: what stands on it while nothing is chosen.
    ChoiceButton(const char *name, const QString &title, const QString &all, QWidget *parent = nullptr);

    void setChoices(const QStringList &choices);
    void setChosen(const QStringList &chosen);
    void setAllWords(const QString &all);
    const QStringList &chosen() const { return m_chosen; }

signals:
    void changed();

private:
    void fill();
    void showWords();

    QString m_all;
    QStringList m_choices = {};
    QStringList m_chosen = {};
};

} // namespace hubwatch::ui
