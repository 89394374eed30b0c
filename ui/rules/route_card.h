// RouteCard: one route: what it takes, how it stands, when it was proved, and what can be done about it.
#pragma once

#include "notify/route_state.h"
#include "ui/shell/text_line.h"

class QAction;
class QLabel;
class QVBoxLayout;

namespace hubwatch::ui {

class MarkedSentence;

class RouteCard : public Panel
{
    Q_OBJECT

public:
    explicit RouteCard(const QString &route, QWidget *parent = nullptr);

    void setState(const RouteState &state, const std::vector<Rule> &rules, TimePoint now, const QString &broken);
    /// The refused notices, newest first, each once.
    void setRefused(const std::vector<LedgerEntry> &entries);
    void setOutcome(bool good, const QString &words);
    const QString &route() const { return m_route; }

signals:
    void testWanted(const QString &route);
    void retryWanted(const QString &route);
    void editWanted(const QString &route);
    void removeWanted(const QString &route);
    void noticeRetryWanted(qint64 notice);
    void noticeDropWanted(qint64 notice);

private:
    void makeActions();

    QString m_route;
    std::vector<LedgerEntry> m_refused = {};
    TextLine *m_title = nullptr;
    QLabel *m_takes = nullptr;
    TextLine *m_queue = nullptr;
    TextLine *m_last = nullptr;
    TextLine *m_proof = nullptr;
    QLabel *m_limit = nullptr;
    MarkedSentence *m_fault = nullptr;
    MarkedSentence *m_outcome = nullptr;
    QWidget *m_refusedPanel = nullptr;
    QAction *m_test = nullptr;
    QAction *m_retry = nullptr;
    QAction *m_edit = nullptr;
    QAction *m_remove = nullptr;
};

} // namespace hubwatch::ui
