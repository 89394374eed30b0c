// SourceDelegate: draws the rows of Sources.
#pragma once

#include <QStyledItemDelegate>

namespace hubwatch::ui {

/// Rows are 27 px; a service's heading and the sentences under an endpoint run over the whole width.
class SourceDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace hubwatch::ui
