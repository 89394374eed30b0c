#include "window_bench.h"

#include "app/places.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/shell/text_line.h"
#include "ui/shell/theme_switch.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QLabel>
#include <QPainter>
#include <QSettings>
#include <gtest/gtest.h>

namespace hubwatch::testing {

WindowBench::WindowBench(const QString &folder)
    : m_folder(folder)
{
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder);
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent"); // no notice and no keychain of whoever runs tests
    qputenv("USER", "anna");
    introduce();
}

WindowBench::~WindowBench() = default;

bool WindowBench::waits(const std::function<bool()> &until, int ms)
{
    return QTest::qWaitFor(until, ms);
}

bool WindowBench::begins()
{
    const QString data = m_folder + QStringLiteral("/data");
    auto lock = InstanceLock::take(data, InstanceLock::Face::Window);
    if (!lock) {
        ADD_FAILURE() << lock.error().detail.toStdString();
        return false;
    }
    m_lock = std::move(*lock);
    m_window = std::make_unique<ui::MainWindow>(m_console);
    m_window->theme().wear(ui::ThemeSwitch::Choice::Light);
    m_window->resize(1280, 800);
    m_window->show();
    m_console.start({.workspacePath = m_folder + QStringLiteral("/hubwatch.toml"), .dataDirectory = data});
    m_window->activateWindow();
    if (QTest::qWaitForWindowActive(m_window.get()) && waits([this] {
            const SnapshotPtr now = m_console.snapshot();
            return !now->loading && !now->accounts.empty() && now->accounts[0].details;
        }))
        return true;
    const SnapshotPtr now = m_console.snapshot();
    QStringList why{everything()};
    for (const WorkspaceProblem &problem : now->workspaceProblems)
        why << QStringLiteral("%1: %2: %3").arg(problem.line).arg(problem.key, problem.text);
    for (const AccountState &account : now->accounts)
        why << account.tokenWords << (account.lastError ? account.lastError->detail : QString());
    ADD_FAILURE() << "the account does not answer\n" << why.join(u'\n').toStdString();
    return false;
}

QWidget *WindowBench::find(const char *name) const
{
    // A dialog that is closing and the next one have the same names: what is visible counts.
    for (QWidget *widget : m_window->findChildren<QWidget *>(QString::fromLatin1(name)))
        if (widget->isVisible())
            return widget;
    return nullptr;
}

QString WindowBench::text(const char *name) const
{
    QWidget *widget = find(name);
    if (const auto *line = qobject_cast<ui::TextLine *>(widget))
        return line->text();
    if (const auto *sentence = qobject_cast<ui::MarkedSentence *>(widget))
        return sentence->sentence().word;
    if (const auto *label = qobject_cast<QLabel *>(widget))
        return label->text();
    if (const auto *button = qobject_cast<QAbstractButton *>(widget))
        return button->text();
    return widget ? widget->accessibleName() : QString();
}

std::int64_t WindowBench::count(const char *name) const
{
    QString digits;
    for (const QChar c : text(name))
        if (c.isDigit())
            digits += c;
    return digits.isEmpty() ? -1 : digits.toLongLong();
}

bool WindowBench::shows(const char *name, const QString &words)
{
    if (waits([&] { return text(name).contains(words); }))
        return true;
    ADD_FAILURE() << name << " shows \"" << text(name).toStdString() << "\", not \"" << words.toStdString() << "\"\n"
                  << everything().toStdString();
    return false;
}

bool WindowBench::click(const char *name)
{
    if (!waits([&] { return find(name) && find(name)->isEnabled(); })) {
        ADD_FAILURE() << name << (find(name) ? " stays disabled" : " does not appear") << '\n'
                      << everything().toStdString();
        return false;
    }
    QTest::mouseClick(find(name), Qt::LeftButton);
    return true;
}

bool WindowBench::answer(const char *name)
{
    if (!click(name) || !waits([this] { return dialog() == nullptr; }))
        return false;
    m_window->activateWindow();
    return QTest::qWaitForWindowActive(m_window.get());
}

bool WindowBench::type(const char *field, const QString &text)
{
    if (!click(field))
        return false;
    find(field)->setFocus();
    QTest::keyClicks(find(field), text);
    QTest::keyClick(find(field), Qt::Key_Tab);
    return true;
}

void WindowBench::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *focused = QApplication::focusWidget();
    QTest::keyClick(focused ? focused : m_window.get(), key, modifiers);
}

QString WindowBench::focusName() const
{
    const QWidget *focused = QApplication::focusWidget();
    return focused ? focused->objectName() : QStringLiteral("nothing");
}

QDialog *WindowBench::dialog() const
{
    for (QDialog *one : m_window->findChildren<QDialog *>())
        if (one->isVisible())
            return one;
    return nullptr;
}

/// What the window says, for whoever reads why a test failed.
QString WindowBench::everything() const
{
    QStringList lines{QStringLiteral("focus: ") + focusName()};
    for (QWidget *widget : m_window->findChildren<QWidget *>()) {
        const bool says = qobject_cast<ui::TextLine *>(widget) || qobject_cast<ui::MarkedSentence *>(widget);
        if (!says || !widget->isVisible() || widget->objectName().isEmpty())
            continue;
        const QByteArray name = widget->objectName().toLatin1();
        lines << QStringLiteral("%1: %2").arg(widget->objectName(), text(name.constData()));
    }
    return lines.join(u'\n');
}

void WindowBench::keep(const QString &step)
{
    const QString folder = QStringLiteral(HUBWATCH_BINARY_DIR "/screenshots");
    QDir().mkpath(folder);
    for (const bool dark : {true, false}) {
        m_window->theme().wear(dark ? ui::ThemeSwitch::Choice::Dark : ui::ThemeSwitch::Choice::Light);
        QTest::qWait(10);
        QPixmap picture = m_window->grab();
        if (QDialog *over = dialog()) {
            QPainter painter(&picture);
            const QPixmap top = over->grab();
            painter.drawPixmap(picture.rect().center() - top.rect().center(), top);
        }
        EXPECT_TRUE(picture.save(QStringLiteral("%1/window-%2-%3.png")
                                     .arg(folder, step, dark ? QStringLiteral("dark") : QStringLiteral("light"))));
    }
}

} // namespace hubwatch::testing
