// ItemPane: one item: how it stands, what was measured, why it matters, what to do, and what can be done here.
#pragma once

#include "snapshot/readiness_state.h"
#include "ui/shell/text_line.h"

class QAction;
class QLabel;
class QVBoxLayout;

namespace hubwatch::ui {

class CellTable;
class FittingArea;
class MarkedSentence;

struct ItemActions {
    QAction *runOne = nullptr;
    QAction *waive = nullptr;
    QAction *prove = nullptr;
    QAction *history = nullptr; ///< can be checked
};

class ItemPane : public Panel
{
    Q_OBJECT

public:
    explicit ItemPane(const ItemActions &actions, QWidget *parent = nullptr);

    void show(const ServiceReadiness &service, const QString &item, TimePoint now);
    void clear();
    QString item() const { return m_item; }
    void setHistoryShown(bool shown);
    /// From the rows to the first thing that can be done.
    void enter();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLabel *paragraph(const char *name, QVBoxLayout &column, bool dim = true);
    QWidget *section(const char *name, const QString &title, QVBoxLayout &column, QLabel **note = nullptr);
    void makeInside();
    void showState(const ServiceReadiness &service, const ItemStanding &standing);
    void showEvidence(const ItemStanding &standing, TimePoint now);
    void showHistory(const ServiceReadiness &service, TimePoint now);
    void fitTables();

    QString m_item = {};
    FittingArea *m_area = nullptr;
    QWidget *m_inside = nullptr;
    QWidget *m_buttons = nullptr;
    QLabel *m_empty = nullptr;
    QLabel *m_title = nullptr;
    TextLine *m_state = nullptr;
    QLabel *m_words = nullptr;
    MarkedSentence *m_progress = nullptr;
    MarkedSentence *m_waiver = nullptr;
    MarkedSentence *m_proofs = nullptr;
    CellTable *m_facts = nullptr;
    CellTable *m_findings = nullptr;
    QLabel *m_leftOut = nullptr;
    QLabel *m_notes = nullptr;
    QLabel *m_source = nullptr;
    QWidget *m_historyPart = nullptr;
    CellTable *m_history = nullptr;
    QLabel *m_noHistory = nullptr;
    QWidget *m_whyPart = nullptr;
    QLabel *m_why = nullptr;
    QWidget *m_remedyPart = nullptr;
    QLabel *m_effort = nullptr;
    QLabel *m_remedy = nullptr;
    QWidget *m_howPart = nullptr;
    QLabel *m_how = nullptr;
    bool m_historyShown = false;
};

} // namespace hubwatch::ui
