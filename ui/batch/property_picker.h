// PropertyPicker: which properties are read, ticked in a list that is searched by typing.
#pragma once

#include "hubspot/property_definition.h"

#include <QWidget>

class QLineEdit;
class QListView;
class QSortFilterProxyModel;
class QStandardItemModel;

namespace hubwatch::ui {

class TextLine;

class PropertyPicker : public QWidget
{
    Q_OBJECT

public:
    explicit PropertyPicker(QWidget *parent);

    void setDefinitions(const std::vector<PropertyDefinition> &definitions);
    void setPicked(const QStringList &properties);
    QStringList picked() const;

signals:
    void changed();

private:
    void showCount();

    QLineEdit *m_search;
    TextLine *m_count;
    QListView *m_view;
    QStandardItemModel *m_model;
    QSortFilterProxyModel *m_shown;
};

} // namespace hubwatch::ui
