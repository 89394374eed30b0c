// PageStack: the pages of the window, each made when it is first gone to.
#pragma once

#include "alerts/alert_labels.h"
#include "snapshot/console.h"
#include "ui/shell/verdicts.h"

#include <QPointer>
#include <QStackedWidget>

class QPushButton;

namespace hubwatch::ui {

class BatchPage;
class BlindVeil;
class ChartsPage;
class IncidentsPage;
class NowPage;
class ReadinessPage;
class RulesPage;
enum class RulesPart;
class SourcesPage;

class PageStack : public QStackedWidget
{
    Q_OBJECT

public:
    explicit PageStack(Console &console, QWidget *parent = nullptr);

    void goTo(Page page);
    Page page() const { return m_page; }
    /// The page shown has all it asked for.
    bool settled() const;
    /// While the engine is not heard of, the veil lies over the pages and the colours are out of them.
    void setBlind(std::optional<TimePoint> since);

    void openSignal(const QString &service, const QString &signal);
    void openService(const QString &service);
    /// A part of Sources, and in it a service or an account; empty: as it was left.
    void openSources(SourcesPart part, const QString &name = {});
    void openIncident(qint64 incident);
    void explain(const AlertId &alert);
    void openRules(RulesPart part);
    /// A batch job by id; empty: all of them.
    void openBatch(const QString &job = {});
    void newBatch();
    /// The checklist of a service; empty: of the one shown last.
    ReadinessPage &openReadiness(const QString &service = {});
    void addServices();

    NowPage &now() { return *m_now; }
    /// Made by the call where it was not gone to before.
    SourcesPage &sources();

signals:
    void pageChanged(hubwatch::ui::Page page);

private:
    QWidget *widgetOf(Page page);
    QWidget *chartsPage();
    QWidget *incidentsPage();
    QWidget *rulesPage();
    QWidget *batchPage();
    QWidget *readinessPage();
    void drainPages();
    void stillActions(QWidget &page);

    Console &m_console;
    NowPage *m_now = nullptr;
    ChartsPage *m_charts = nullptr;
    IncidentsPage *m_incidents = nullptr;
    RulesPage *m_rules = nullptr;
    BatchPage *m_batch = nullptr;
    ReadinessPage *m_readiness = nullptr;
    SourcesPage *m_sources = nullptr;
    BlindVeil *m_veil = nullptr;
    Page m_page = Page::Now;
    std::optional<TimePoint> m_blindSince = {};
    /// What was possible before the engine fell silent, and is not meanwhile.
    std::vector<QPointer<QAction>> m_stilledActions = {};
    std::vector<QPointer<QPushButton>> m_stilledButtons = {};
};

} // namespace hubwatch::ui
