// MainWindow: rail, verdict strip, pages and status line, over one Console.
#pragma once

#include "snapshot/console.h"
#include "ui/shell/verdicts.h"

#include <QMainWindow>
#include <QPointer>

namespace hubwatch::ui {

class AccountEdge;
class CommandPalette;
class DesktopNotifier;
class PageStack;
class Rail;
enum class RulesPart;
class ShortcutSheet;
class StatusLine;
class TaskBar;
class ThemeSwitch;
class Toast;
class TrayIcon;
class VerdictStrip;
class WallView;
class WindowPlace;

/// Shows a layout that stands before anything is known.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(Console &console, QWidget *parent = nullptr);
    ~MainWindow() override;

    void goTo(Page page);
    /// A part of Sources, and in it a service or an account; empty: as it was left.
    void openSources(SourcesPart part, const QString &name = {});
    void openRules(RulesPart part);
    /// The page shown has all it asked for.
    bool settled() const;
    Page page() const;
    ThemeSwitch &theme() { return *m_theme; }
    /// Over everything else, wherever it was: in the tray, minimised, behind.
    void comeForward();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void addShortcuts();
    void showPage(Page page);
    void openVerdict(const Verdict &verdict);
    void showSnapshot(const SnapshotPtr &snapshot);
    void showBlind(bool blind);
    QString showBatch(const Snapshot &snapshot);
    void showReadiness(const ReadinessState &readiness);
    void openPalette();
    void showKeys();
    void showWall();
    void connectCalls();
    void openAlerts(const std::vector<AlertId> &alerts);
    void quit();

    Console &m_console;
    ThemeSwitch *m_theme = nullptr;
    WindowPlace *m_place = nullptr;
    AccountEdge *m_edge = nullptr;
    Rail *m_rail = nullptr;
    VerdictStrip *m_strip = nullptr;
    PageStack *m_pages = nullptr;
    StatusLine *m_status = nullptr;
    CommandPalette *m_palette = nullptr;
    QPointer<ShortcutSheet> m_keys = {};
    Toast *m_toast = nullptr;
    TrayIcon *m_tray = nullptr;
    DesktopNotifier *m_notifier = nullptr;
    WallView *m_wall = nullptr;
    std::unique_ptr<TaskBar> m_taskBar;
    bool m_quitting = false;
    std::optional<TimePoint> m_blindSince = {};
};

} // namespace hubwatch::ui
