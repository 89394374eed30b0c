#include "ui/batch/property_picker.h"

#include "ui/batch/property_box.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

namespace hubwatch::ui {

PropertyPicker::PropertyPicker(QWidget *parent)
    : QWidget(parent)
    , m_search(new QLineEdit(this))
    , m_count(new TextLine(this))
    , m_view(new QListView(this))
    , m_model(new QStandardItemModel(this))
    , m_shown(new QSortFilterProxyModel(this))
{
    m_search->setObjectName(QStringLiteral("propertySearch"));
    m_search->setAccessibleName(tr("Search the properties"));
    m_search->setPlaceholderText(tr("Search by label, name or type"));
    m_search->setClearButtonEnabled(true);
    m_shown->setSourceModel(m_model);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_shown->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_view->setObjectName(QStringLiteral("propertyPicker"));
    m_view->setAccessibleName(tr("Properties to read"));
    m_view->setModel(m_shown);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setUniformItemSizes(true);
    m_view->setSpacing(2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    m_search->setMaximumWidth(420);
    row->addWidget(m_search, 1);
    row->addWidget(m_count, 1);
    column->addLayout(row);
    column->addWidget(m_view, 1);
    connect(m_search, &QLineEdit::textChanged, m_shown, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_model, &QStandardItemModel::itemChanged, this, [this] {
        showCount();
        emit changed();
    });
    showCount();
}

void PropertyPicker::setDefinitions(const std::vector<PropertyDefinition> &definitions)
{
    const QStringList before = picked();
    const QSignalBlocker quiet(m_model);
    m_shown->setSourceModel(nullptr);
    m_model->clear();
    for (const PropertyDefinition &definition : definitions) {
        if (definition.isArchived)
            continue;
        auto *item = new QStandardItem(propertyTitle(definition));
        item->setData(definition.name, Qt::UserRole);
        item->setCheckable(true);
        m_model->appendRow(item);
    }
    m_shown->setSourceModel(m_model);
    m_shown->sort(0);
    setPicked(before);
}

void PropertyPicker::setPicked(const QStringList &properties)
{
    const QSignalBlocker quiet(m_model);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        QStandardItem *item = m_model->item(row);
        item->setCheckState(properties.contains(item->data(Qt::UserRole).toString()) ? Qt::Checked : Qt::Unchecked);
    }
    m_view->viewport()->update();
    showCount();
}

QStringList PropertyPicker::picked() const
{
    QStringList names;
    for (int row = 0; row < m_model->rowCount(); ++row)
        if (m_model->item(row)->checkState() == Qt::Checked)
            names << m_model->item(row)->data(Qt::UserRole).toString();
    return names;
}

void PropertyPicker::showCount()
{
    const qsizetype count = picked().size();
    m_count->setRuns({{tr("%1 of %2 are read").arg(count).arg(m_model->rowCount()), Tone::Dim}});
}

} // namespace hubwatch::ui
