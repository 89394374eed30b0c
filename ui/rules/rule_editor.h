// RuleEditor: a rule's fields with a live preview on the last day's history.
#pragma once

#include "ui/rules/backtest_feed.h"

#include <QWidget>

class QPushButton;

namespace hubwatch::ui {

class MarkedSentence;
class PlotView;
class RuleFields;

class RuleEditor : public QWidget
{
    Q_OBJECT

public:
    explicit RuleEditor(Console &console, QWidget *parent = nullptr);

    /// A rule in force; what was being typed is given up.
    void setRule(const Rule &rule);
    void setNewRule(const Rule &rule);
    /// What was being typed for the rule before, on top of it.
    void setDraft(const Rule &draft);
    /// As typed.
    Rule rule() const;
    const QString &previousName() const { return m_previousName; }
    bool edited() const;
    /// Begins the preview when it is seen, ends it when it is not.
    void setPreviewing(bool on);
    bool settled() const { return !m_feed->running() && !m_saving; }
    void takeSnapshot(const SnapshotPtr &snapshot);

signals:
    void changed();
    /// The file was written.
    void saved(const QString &name);
    void deleteWanted();

private:
    void take();
    void save();
    void preview();
    void weigh();
    void showAnswer(const BacktestAnswer &answer);

    Console &m_console;
    BacktestFeed *m_feed = nullptr;
    Rule m_before = {};
    QString m_previousName = {};
    RuleFields *m_fields = nullptr;
    MarkedSentence *m_problem = nullptr;
    MarkedSentence *m_words = nullptr;
    PlotView *m_plot = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_revert = nullptr;
    QPushButton *m_reset = nullptr;
    QPushButton *m_delete = nullptr;
    bool m_previewing = false;
    bool m_saving = false;
    QString m_refusal = {};
};

} // namespace hubwatch::ui
