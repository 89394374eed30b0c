// TrayIcon: the worst state in the system's tray, and the three worst to act on; calls a person when it grows worse.
#pragma once

#include "ui/tray/quiet_hours.h"
#include "ui/tray/tray_words.h"
#include "ui/tray/worse_watch.h"

#include <QObject>
#include <functional>
#include <memory>

class QMenu;
class QSystemTrayIcon;
class QTimer;
class QWidget;

namespace hubwatch::ui {

class AlertActions;

/// Works without a tray: then it calls by the window's entry in the task bar alone.
class TrayIcon : public QObject
{
    Q_OBJECT

public:
    TrayIcon(AlertActions &actions, QWidget &window);
    ~TrayIcon() override;

    void show(const TrayWords &words, const QHash<QString, int> &levels, TimePoint now);
    /// The window is looked at: nobody need be called any more.
    void setSeen();
    /// The window may be closed into it: there is a tray, and a person wants it so.
    bool keepsRunning() const;

    const TrayWords &words() const { return m_words; }
    bool flashing() const;
    QMenu &menu() { return *m_menu; }
    QSystemTrayIcon *icon() { return m_icon.get(); } ///< null without a tray
    /// In place of the system's beep, for tests.
    std::function<void()> beep = {};

signals:
    void windowWanted();
    void batchWanted(const QString &job);
    void quitWanted();

private:
    void call(int level);
    void drawIcon();
    void fillMenu();
    void fillSettings(QMenu &menu);

    AlertActions &m_actions;
    QWidget &m_window;
    std::unique_ptr<QMenu> m_menu;
    std::unique_ptr<QSystemTrayIcon> m_icon;
    QTimer *m_flash = nullptr;
    bool m_inverted = false;
    TrayWords m_words = {};
    WorseWatch m_watch = {};
};

} // namespace hubwatch::ui
