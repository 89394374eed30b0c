// ChecklistTable: the rows of a checklist; headings are its groups and offer to run them.
#pragma once

#include "ui/rules/cell_table.h"

namespace hubwatch::ui {

/// Up and Down go from item to item; a heading is never chosen. How far a row is stands as a line under it.
class ChecklistTable : public CellTable
{
    Q_OBJECT

public:
    explicit ChecklistTable(QWidget *parent = nullptr);

    struct Mood {
        std::map<QString, int> percents = {};       ///< by item
        std::map<QString, QString> groupWords = {}; ///< by group
        bool running = false;                       ///< groups cannot be run then
    };
    void setMood(const Mood &mood);
    const Mood &mood() const { return m_mood; }
    /// The group whose heading offers to be run now: under the pointer.
    QString offered() const { return m_offered; }
    QRect offerRect(const QRect &heading) const;

signals:
    void groupRunWanted(const QString &group);

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    QItemSelectionModel::SelectionFlags selectionCommand(const QModelIndex &index, const QEvent *event) const override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    bool isHeading(const QModelIndex &index) const;
    QString groupAt(const QPoint &at) const;
    void offer(const QString &group);

    Mood m_mood = {};
    QString m_offered = {};
    int m_leastTitle = 0;
};

} // namespace hubwatch::ui
