// RuleDetails: one rule: why it stands as it does, its fields, and its backtest.
#pragma once

#include "snapshot/console.h"
#include "ui/shell/text_line.h"

#include <QHash>

class QButtonGroup;
class QStackedWidget;

namespace hubwatch::ui {

class BacktestView;
class ExplainView;
class RuleEditor;

class RuleDetails : public Panel
{
    Q_OBJECT

public:
    enum View { Explain, Edit, Backtest };

    explicit RuleDetails(Console &console, QWidget *parent = nullptr);

    void showRule(const QString &name);
    void showNewRule(const Rule &rule);
    void showView(View view);
    void explainService(const QString &service);
    void takeSnapshot(const SnapshotPtr &snapshot);
    void runBacktest();
    /// Nothing is asked of the engine while the part is not seen.
    void setSeen(bool seen);
    bool isNew() const { return m_new; }
    bool hasDraft(const QString &name) const { return m_drafts.contains(name); }
    bool settled() const;

signals:
    void draftsChanged();
    void saved(const QString &name);
    void deleteWanted(const QString &name);
    void signalWanted(const QString &service, const QString &signal);

private:
    const Rule *inForce(const QString &name) const;
    void showHeader();
    void takeDraft();

    Console &m_console;
    QString m_name = {};
    bool m_new = false;
    bool m_seen = true;
    QHash<QString, Rule> m_drafts = {};
    TextLine *m_title = nullptr;
    TextLine *m_says = nullptr;
    QButtonGroup *m_views = nullptr;
    QStackedWidget *m_stack = nullptr;
    ExplainView *m_explain = nullptr;
    RuleEditor *m_editor = nullptr;
    BacktestView *m_backtest = nullptr;
};

} // namespace hubwatch::ui
