// MainWindow: rail, verdict strip, pages and status line, over one Console.
#pragma once

#include "snapshot/console.h"
#include "ui/shell/verdicts.h"

#include <QMainWindow>
#include <QPointer>
#include <array>

class QStackedWidget;

namespace hubwatch::ui {

class AccountEdge;
class BlindVeil;
class ChartsPage;
class CommandPalette;
class IncidentsPage;
class NowPage;
class Rail;
class RulesPage;
class ShortcutSheet;
class SourcesPage;
class StatusLine;
class ThemeSwitch;
class VerdictStrip;

/// Shows a layout that stands before anything is known; pages beyond the first are made when they are first gone to.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(Console &console, QWidget *parent = nullptr);
    ~MainWindow() override;

    void goTo(Page page);
    /// A part of Sources, and in it a service or an account; empty: as it was left.
    void openSources(SourcesPart part, const QString &name = {});
    /// The page shown has all it asked for.
    bool settled() const;
    Page page() const { return m_page; }
    ThemeSwitch &theme() { return *m_theme; }

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void addShortcuts();
    void showSnapshot(const SnapshotPtr &snapshot);
    void showVerdicts();
    void showBlind(bool blind);
    void drainPages();
    void openPalette();
    void openSignal(const QString &service, const QString &signal);
    void openService(const QString &service);
    void openIncident(qint64 incident);
    void explain(const AlertId &alert);
    void addServices();
    void pollAll();
    void showKeys();
    void restorePlace();
    void keepPlace();
    void noteAway(bool active);

    Console &m_console;
    ThemeSwitch *m_theme = nullptr;
    AccountEdge *m_edge = nullptr;
    Rail *m_rail = nullptr;
    VerdictStrip *m_strip = nullptr;
    QStackedWidget *m_stack = nullptr;
    BlindVeil *m_veil = nullptr;
    StatusLine *m_status = nullptr;
    CommandPalette *m_palette = nullptr;
    QPointer<ShortcutSheet> m_keys = {};
    NowPage *m_now = nullptr;
    ChartsPage *m_charts = nullptr;
    IncidentsPage *m_incidents = nullptr;
    RulesPage *m_rules = nullptr;
    SourcesPage *m_sources = nullptr;
    Page m_page = Page::Now;
    std::optional<TimePoint> m_blindSince = {};
    std::optional<TimePoint> m_awaySince = {};
};

} // namespace hubwatch::ui
