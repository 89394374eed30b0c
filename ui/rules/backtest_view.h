// BacktestView: what the rule, as edited, would have done on stored history, beside the rule in force.
#pragma once

#include "ui/rules/backtest_feed.h"

#include <QWidget>

class QButtonGroup;
class QProgressBar;
class QPushButton;

namespace hubwatch::ui {

class CellTable;
class MarkedSentence;
class PlotView;

class BacktestView : public QWidget
{
    Q_OBJECT

public:
    explicit BacktestView(Console &console, QWidget *parent = nullptr);

    /// `presentName`: the rule's name in force; empty: a new one.
    void setRule(const Rule &candidate, const QString &presentName);
    void run();
    void cancel();
    bool running() const { return m_feed->running(); }

private:
    void showAnswer(const BacktestAnswer &answer);
    void clear();
    void weigh();

    Console &m_console;
    BacktestFeed *m_feed = nullptr;
    Rule m_candidate = {};
    QString m_presentName = {};
    QButtonGroup *m_ranges = nullptr;
    QPushButton *m_run = nullptr;
    QProgressBar *m_progress = nullptr;
    MarkedSentence *m_words = nullptr;
    PlotView *m_plot = nullptr;
    CellTable *m_comparison = nullptr;
    CellTable *m_pages = nullptr;
    bool m_any = false;
};

} // namespace hubwatch::ui
