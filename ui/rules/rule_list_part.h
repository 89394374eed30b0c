// RuleListPart: all rules in force, the burn-rate pack beside them, and one rule's details.
#pragma once

#include "snapshot/console.h"

#include <QWidget>

class QAction;
class QLabel;
class QMenu;

namespace hubwatch::ui {

class CellTable;
class MarkedSentence;
class RuleDetails;
class TextLine;

class RuleListPart : public QWidget
{
    Q_OBJECT

public:
    explicit RuleListPart(Console &console, QWidget *parent = nullptr);

    void explain(const AlertId &alert);
    bool settled() const;

signals:
    void signalOpened(const QString &service, const QString &signal);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeActions();
    QWidget *makeList();
    void showSnapshot(const SnapshotPtr &snapshot);
    void showRows();
    void showPack();
    void weigh();
    void save(const Workspace &workspace, const QString &words);
    void toggle();
    void togglePack();
    void remove(const QString &name);
    void begin(const QString &signal);
    const Rule *picked() const;

    Console &m_console;
    TextLine *m_summary = nullptr;
    CellTable *m_table = nullptr;
    TextLine *m_packState = nullptr;
    MarkedSentence *m_outcome = nullptr;
    RuleDetails *m_details = nullptr;
    QMenu *m_signals = nullptr;
    QAction *m_new = nullptr;
    QAction *m_toggle = nullptr;
    QAction *m_delete = nullptr;
    QAction *m_pack = nullptr;
    QString m_wanted = {}; ///< to be chosen as soon as it is there
    QString m_saving = {}; ///< what is said when the file was written; empty: nothing is under way
};

/// The rows of the table: own rules, shipped ones, the burn-rate pack.
struct RuleGroups {
    std::vector<Rule> own = {};
    std::vector<Rule> shipped = {};
    std::vector<Rule> burn = {};
};
RuleGroups ruleGroups(const std::vector<Rule> &rules);

} // namespace hubwatch::ui
