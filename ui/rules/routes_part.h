// RoutesPart: who is told and how that stands; the heartbeat outward; the consoles that share the work.
#pragma once

#include "snapshot/console.h"

#include <QHash>
#include <QWidget>

class QAction;
class QGridLayout;
class QStackedWidget;

namespace hubwatch::ui {

class MarkedSentence;
class NotesCard;
class RouteCard;
class TextLine;

class RoutesPart : public QWidget
{
    Q_OBJECT

public:
    explicit RoutesPart(Console &console, QWidget *parent = nullptr);

    void addRoute();
    bool settled() const;

signals:
    void ledgerWanted(const QString &text);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeFirstRun();
    QWidget *makeCards();
    void showSnapshot(const SnapshotPtr &snapshot);
    void showCards(const Snapshot &snapshot);
    RouteCard *makeCard(const QString &route);
    void layOut();
    void askRefused(const Snapshot &snapshot);
    void takeRefused(const LedgerAnswer &answer);
    void takeOutcome(const AlertOutcome &outcome);
    void edit(const QString &name);
    void remove(const QString &name);

    Console &m_console;
    QStackedWidget *m_stack = nullptr;
    TextLine *m_summary = nullptr;
    MarkedSentence *m_outcome = nullptr;
    QGridLayout *m_grid = nullptr;
    QAction *m_add = nullptr;
    QAction *m_heartbeatSet = nullptr;
    std::vector<RouteCard *> m_cards = {};
    NotesCard *m_heartbeat = nullptr;
    NotesCard *m_peers = nullptr;
    int m_columns = 0;
    int m_refused = 0;            ///< of all routes, when they were last asked for
    std::uint64_t m_question = 0; ///< to the ledger; 0: answered
    QStringList m_testing = {};
    std::vector<qint64> m_notices = {}; ///< retried or dropped here, not answered yet
    bool m_removing = false;
};

/// Each notice once, by its newest refusal; at most `most` of a route.
std::vector<LedgerEntry> newestRefusals(const std::vector<LedgerEntry> &entries, const QString &route, int most);

} // namespace hubwatch::ui
