// ExplainView: why a rule's alerts stand as they do, service by service.
#pragma once

#include "alerts/explain.h"
#include "snapshot/snapshot.h"

#include <QWidget>

namespace hubwatch::ui {

class CellTable;
class MarkedSentence;

class ExplainView : public QWidget
{
    Q_OBJECT

public:
    explicit ExplainView(QWidget *parent = nullptr);

    void setRule(const SnapshotPtr &snapshot, const Rule &rule);
    void pickService(const QString &service);

signals:
    void signalWanted(const QString &service);

private:
    void showService();

    SnapshotPtr m_snapshot = {};
    Rule m_rule = {};
    CellTable *m_services = nullptr;
    MarkedSentence *m_headline = nullptr;
    CellTable *m_lines = nullptr;
};

/// What explain() needs, out of a snapshot.
ExplainInput explainInput(const Snapshot &snapshot, const Rule &rule, const QString &service);

} // namespace hubwatch::ui
