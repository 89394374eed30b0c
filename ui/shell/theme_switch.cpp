#include "ui/shell/theme_switch.h"

#include "ui/shell/style.h"
#include "ui/theme.h"

#include <QApplication>
#include <QPalette>
#include <QSettings>
#include <QStyleHints>

namespace hubwatch::ui {

namespace {

const QString choiceKey = QStringLiteral("window/theme");

bool systemIsDark()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    if (QGuiApplication::styleHints()->colorScheme() != Qt::ColorScheme::Unknown)
        return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#endif
    return QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
}

QString choiceText(ThemeSwitch::Choice choice)
{
    switch (choice) {
    case ThemeSwitch::Choice::System: return QStringLiteral("system");
    case ThemeSwitch::Choice::Dark: return QStringLiteral("dark");
    case ThemeSwitch::Choice::Light: return QStringLiteral("light");
    }
    Q_UNREACHABLE();
}

} // namespace

ThemeSwitch::ThemeSwitch(QObject *parent)
    : QObject(parent)
    , m_systemDark(systemIsDark())
{
    const QString kept = QSettings().value(choiceKey).toString();
    for (const Choice choice : {Choice::Dark, Choice::Light}) {
        if (kept == choiceText(choice))
            m_choice = choice;
    }
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this] {
        m_systemDark = systemIsDark();
        apply();
    });
#endif
    apply();
}

void ThemeSwitch::choose(Choice choice)
{
    QSettings().setValue(choiceKey, choiceText(choice));
    wear(choice);
}

void ThemeSwitch::wear(Choice choice)
{
    m_choice = choice;
    apply();
}

void ThemeSwitch::toggle()
{
    choose(dark() ? Choice::Light : Choice::Dark);
}

bool ThemeSwitch::dark() const
{
    return m_choice == Choice::Dark || (m_choice == Choice::System && m_systemDark);
}

void ThemeSwitch::apply()
{
    applyTheme(dark() ? darkTheme() : lightTheme());
}

} // namespace hubwatch::ui
