// ChartsPage: every signal as a panel over one stretch of time, and any stored metric beside them.
#pragma once

#include "snapshot/console.h"
#include "ui/charts/chart_feed.h"
#include "ui/charts/panel_grid.h"
#include "ui/charts/time_window.h"

#include <QTimer>
#include <QWidget>
#include <span>

class QScrollArea;
class QStackedLayout;

namespace hubwatch::ui {

class EmptyPage;
class ExploreDialog;
class TimeBar;
class UnseenBanner;

/// Asks only for what can be seen, at most once a second, and keeps the old picture until the new one is there.
class ChartsPage : public QWidget
{
    Q_OBJECT

public:
    explicit ChartsPage(Console &console, std::span<const SignalDefinition> definitions = signalDefinitions(),
                        QWidget *parent = nullptr);

    const TimeWindow &window() const { return m_window; }
    Zone zone() const { return m_zone; }
    /// Every question has been answered.
    bool settled() const { return !m_asked.isEmpty() && m_feed.idle(); }
    PanelGrid &grid() { return *m_grid; }

    /// Goes to a stretch of time, as from an incident or a sparkline.
    void showWindow(const TimeWindow &window);
    /// Pins an explored metric on top.
    void pin(const MetricQuestion &question, MetricType type);
    void setServices(const QStringList &services);

signals:
    /// The empty page's way out.
    void addServiceWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void takeSnapshot();
    void takeAnswer(const QString &key, const ChartAnswerPtr &answer);
    void connectBar();
    void connectGrid();
    void rebuild();
    void goLive(Duration range);
    void setZone(Zone zone);
    void setTableShown(bool shown);
    void explore();
    enum class Refresh {
        Paced,      ///< panels in sight whose picture is not of the present window, in the window's rhythm
        Due,        ///< those, whose rhythm has been waited for
        Everything, ///< hidden ones, too
    };
    void refresh(Refresh which = Refresh::Paced);
    void refreshLater();
    bool inSight(const ChartPanel &panel) const;
    void exportPanels(const QString &key, const QString &ending);
    void writeWanted();

    struct Asked {
        ChartQuery query = {};
        TimePoint seenAt = {}; ///< the snapshot it was asked under
        bool live = false;
    };
    struct WantedExport {
        QString key = {};
        QString ending = {};
    };

    Console &m_console;
    std::vector<SignalDefinition> m_definitions;
    ChartFeed m_feed;
    QTimer m_next;
    TimeWindow m_window;
    Zone m_zone = Zone::Local;
    QStringList m_services = {}; ///< shown; empty: all
    QStringList m_order = {};
    std::vector<PanelSpec> m_pinned = {};
    std::vector<MetricChoice> m_choices = {};
    QHash<QString, Asked> m_asked = {};          ///< the newest question of each panel
    std::optional<TimePoint> m_refreshedAt = {}; ///< by the snapshots' clock, as all pacing here
    std::pair<size_t, size_t> m_stored = {};     ///< services and series when the choices were asked for
    std::optional<WantedExport> m_wanted = {};
    int m_pins = 0;
    bool m_silent = false;
    bool m_tableShown = false;

    TimeBar *m_bar = nullptr;
    UnseenBanner *m_banner = nullptr;
    QStackedLayout *m_stack = nullptr;
    QScrollArea *m_scroll = nullptr;
    PanelGrid *m_grid = nullptr;
    EmptyPage *m_empty = nullptr;
    ExploreDialog *m_explore = nullptr;
};

} // namespace hubwatch::ui
