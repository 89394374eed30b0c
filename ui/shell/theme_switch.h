// ThemeSwitch: light or dark, as the system says or as the person chose.
#pragma once

#include <QObject>

namespace hubwatch::ui {

/// Dresses the application when made. A choice is remembered in the settings; until one is made the system decides.
class ThemeSwitch : public QObject
{
    Q_OBJECT

public:
    enum class Choice { System, Dark, Light };

    explicit ThemeSwitch(QObject *parent = nullptr);

    Choice choice() const { return m_choice; }
    void choose(Choice choice);
    /// For this run only: for pictures and tests.
    void wear(Choice choice);
    /// From what is shown to the other one.
    void toggle();
    bool dark() const;

private:
    void apply();

    bool m_systemDark = false;
    Choice m_choice = Choice::System;
};

} // namespace hubwatch::ui
