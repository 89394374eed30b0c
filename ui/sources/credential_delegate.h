// CredentialDelegate: draws the cells of the credentials' table as all tables of Sources look.
#pragma once

#include <QStyledItemDelegate>

namespace hubwatch::ui {

class CredentialDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace hubwatch::ui
