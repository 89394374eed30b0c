// IncidentDelegate: an incident in the list: mark, title, state, age.
#pragma once

#include <QStyledItemDelegate>

namespace hubwatch::ui {

class IncidentDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace hubwatch::ui
