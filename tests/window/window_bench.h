// WindowBench: the window and the engine as hubwatch puts them together, driven by clicks and keys.
#pragma once

#include "app/engine/engine_console.h"
#include "app/instance_lock.h"
#include "ui/shell/main_window.h"

#include <QTest>

class QDialog;

namespace hubwatch::testing {

/// What is pressed and read goes by the names of the widgets that are visible. Everything waits, since the engine
/// answers from its own thread: a widget that does not come in time is a null and a failure with its name.
class WindowBench
{
public:
    /// Everything of a run lies in `folder`: hubwatch.toml, the data, the settings.
    explicit WindowBench(const QString &folder);
    ~WindowBench();

    /// The window stands, and the engine has answered.
    bool begins();
    static bool waits(const std::function<bool()> &until, int ms = patience);

    QWidget *find(const char *name) const;
    QString text(const char *name) const;
    /// The digits of a text: "done 1,234" is 1234; -1 without any.
    std::int64_t count(const char *name) const;
    bool shows(const char *name, const QString &words);

    bool click(const char *name);
    /// Clicks what closes a dialog; the window is active again, as any desktop makes it.
    bool answer(const char *name);
    bool type(const char *field, const QString &text);
    /// For whatever has the focus in the window.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    QString focusName() const;

    /// Pictures of the window, and of the dialog over it, in both themes.
    void keep(const QString &step);

    ui::MainWindow &window() { return *m_window; }

private:
    static constexpr int patience = 60'000; ///< a loaded machine, under sanitizers

    QDialog *dialog() const;
    QString everything() const;

    QString m_folder;
    std::unique_ptr<InstanceLock> m_lock = {}; ///< outlives the engine, as in hubwatch
    EngineConsole m_console;
    std::unique_ptr<ui::MainWindow> m_window = {};
};

} // namespace hubwatch::testing
