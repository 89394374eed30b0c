// CellTable: the table of all parts of Rules: one row chosen, by key.
#pragma once

#include "ui/rules/cell_model.h"

#include <QStyledItemDelegate>
#include <QTableView>

namespace hubwatch::ui {

class CellTable : public QTableView
{
    Q_OBJECT

public:
    CellTable(const char *name, const QString &title, std::vector<CellColumn> columns, QWidget *parent = nullptr);

    /// Keeps what is chosen while it is there; else chooses the first row.
    void setRows(std::vector<CellRow> rows);
    QString picked() const; ///< its key, or empty
    void pick(const QString &key);
    /// A row whose words do not fit into their columns becomes high enough for two lines; call it when widths change.
    void wrapRows();
    /// As high as its rows, at most `most` of them.
    void fitRows(int most);

signals:
    void pickedChanged(const QString &key);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void pickRow(int row);

    CellModel *m_model = nullptr;
    bool m_changing = false;
};

/// The text broken into at most `most` lines of that width; what does not fit ends the last one with an ellipsis.
QStringList wrappedLines(const QString &text, const QFont &font, int width, int most);

/// A mark before the words, the words in their tone, a hairline below; two lines of words where the row has the height.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace hubwatch::ui
