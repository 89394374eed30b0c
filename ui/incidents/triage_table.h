// TriageTable: a titled table of an incident's figures, as high as its rows.
#pragma once

#include "ui/incidents/triage_cells.h"

#include <QAbstractTableModel>
#include <QStyledItemDelegate>

class QLabel;
class QTableView;

namespace hubwatch::ui {

class TriageModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role { ToneRole = Qt::UserRole + 1, MarkRole, WideRole };

    using QAbstractTableModel::QAbstractTableModel;
    /// Rows that stand where they stood change in place.
    void setCells(TriageCells cells);
    const TriageRow *row(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    TriageCells m_cells = {};
};

/// The words in their tone, which wrap in a wide column, and before a number the shape that says how it changed.
class TriageDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

class TriageTable : public Panel
{
    Q_OBJECT

public:
    /// `name` is the table's; the panel is called `name` + "Panel". More than `most` rows scroll inside.
    TriageTable(const char *name, const QString &title, int most, QWidget *parent = nullptr);

    void setCells(TriageCells cells);
    /// Right of the title.
    void setNote(const QString &note);
    /// Instead of rows, or below them; empty: none.
    void setMessage(const QString &words, Tone tone = Tone::Dim);
    QTableView *view() const { return m_view; }

signals:
    /// Enter or a double click on a row.
    void opened(const hubwatch::ui::TriageRow &row);

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fit();

    int m_most = 8;
    TextLine *m_note = nullptr;
    QLabel *m_message = nullptr;
    QTableView *m_view = nullptr;
    TriageModel *m_model = nullptr;
};

} // namespace hubwatch::ui
