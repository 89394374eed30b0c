// CellModel: a table's rows as words with marks, told apart by their keys.
#pragma once

#include "ui/shell/text_line.h"

#include <QAbstractTableModel>

namespace hubwatch::ui {

struct Cell {
    QString text = {};
    std::optional<Mark> mark = {};
    Tone tone = Tone::Dim;
    bool strong = false;
    QString tip = {};

    bool operator==(const Cell &) const = default;
};

/// A heading has one cell, over the whole row, and cannot be chosen.
struct CellRow {
    QString key = {};
    std::vector<Cell> cells = {};
    bool heading = false;

    bool operator==(const CellRow &) const = default;
};

struct CellColumn {
    QString title = {};
    QString widest = {}; ///< a text that must fit; empty: takes the room that is left
    bool right = false;
};

/// Rows that stay are changed in place, so that nothing loses its selection or its scroll position.
class CellModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role { MarkRole = Qt::UserRole, ToneRole, StrongRole, HeadingRole, KeyRole };

    explicit CellModel(std::vector<CellColumn> columns, QObject *parent = nullptr);

    void setRows(std::vector<CellRow> rows);
    int rowOf(const QString &key) const; ///< -1: there is none
    const std::vector<CellColumn> &columns() const { return m_columns; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    std::vector<CellColumn> m_columns;
    std::vector<CellRow> m_rows = {};
};

} // namespace hubwatch::ui
