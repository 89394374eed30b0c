// IncidentList: the incidents, a line to filter them by, and which one is chosen.
#pragma once

#include "ui/incidents/incident_model.h"
#include "ui/shell/text_line.h"

class QLabel;
class QLineEdit;
class QListView;

namespace hubwatch::ui {

class IncidentList : public Panel
{
    Q_OBJECT

public:
    explicit IncidentList(QWidget *parent = nullptr);

    void setSnapshot(const SnapshotPtr &snapshot);
    /// 0: the first. An incident that the filter hides takes the filter away.
    void select(qint64 incident);
    qint64 selected() const { return m_selected; }
    /// Where the keyboard goes first.
    QWidget *view() const;
    QLineEdit *filterLine() const { return m_line; }
    /// At the right of the heading.
    void addButton(QWidget *button);

signals:
    void picked(qint64 incident);
    /// Enter, or a double click: on to its details.
    void entered();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void readLine();
    void showRows();
    void pick(int row);
    void tellEmpty();

    SnapshotPtr m_snapshot = {};
    IncidentFilter m_filter = {};
    qint64 m_selected = 0;
    bool m_changing = false;
    TextLine *m_count = nullptr;
    QWidget *m_head = nullptr;
    QLineEdit *m_line = nullptr;
    QLabel *m_problem = nullptr;
    QListView *m_view = nullptr;
    QLabel *m_empty = nullptr;
    IncidentModel *m_model = nullptr;
};

} // namespace hubwatch::ui
