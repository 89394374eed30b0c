#include "ui/batch/property_box.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr int shownProperties = 14;

std::unique_ptr<QStandardItem> propertyItem(const PropertyDefinition &definition, bool forWriting)
{
    auto item = std::make_unique<QStandardItem>(propertyTitle(definition));
    item->setData(definition.name, Qt::UserRole);
    item->setEditable(false);
    if (forWriting && definition.isReadOnly) {
        item->setText(PropertyList::tr("%1 · read-only").arg(item->text()));
        item->setEnabled(false);
    }
    return item;
}

} // namespace

QString propertyTitle(const PropertyDefinition &definition)
{
    const QString label = definition.label.isEmpty() ? definition.name : definition.label;
    const QString type = definition.type == u"enumeration"
        ? PropertyList::tr("%1 options").arg(definition.options.size())
        : definition.type;
    return QStringLiteral("%1 · %2 · %3").arg(label, definition.name, type);
}

PropertyList::PropertyList(const QString &none, QObject *parent)
    : QStandardItemModel(parent)
{
    auto *item = new QStandardItem(none);
    item->setData(QString(), Qt::UserRole);
    item->setEditable(false);
    appendRow(item);
}

void PropertyList::setDefinitions(const std::vector<PropertyDefinition> &definitions, bool forWriting,
                                  const Wanted &wanted)
{
    std::vector<const PropertyDefinition *> shown;
    for (const PropertyDefinition &definition : definitions)
        if (!definition.isArchived && (!wanted || wanted(definition)))
            shown.push_back(&definition);
    std::ranges::sort(shown, [&](const PropertyDefinition *a, const PropertyDefinition *b) {
        const bool last = forWriting && a->isReadOnly;
        const bool otherLast = forWriting && b->isReadOnly;
        return last != otherLast ? otherLast : a->label.compare(b->label, Qt::CaseInsensitive) < 0;
    });
    removeRows(1, rowCount() - 1);
    for (const PropertyDefinition *definition : shown)
        appendRow(propertyItem(*definition, forWriting).release());
}

int PropertyList::rowOf(const QString &name) const
{
    for (int row = 0; row < rowCount(); ++row)
        if (item(row)->data(Qt::UserRole).toString() == name)
            return row;
    return -1;
}

PropertyBox::PropertyBox(const char *name, const QString &title, PropertyList *list, QWidget *parent)
    : StillBox(name, title, parent)
    , m_list(list)
{
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setModel(list);
    setMaxVisibleItems(shownProperties);
    lineEdit()->setAccessibleName(title);
    connect(this, &QComboBox::activated, this, [this](int row) {
        m_property = m_list->item(row)->data(Qt::UserRole).toString();
        showProperty();
        emit picked(m_property);
    });
    connect(lineEdit(), &QLineEdit::editingFinished, this, &PropertyBox::takeTyped);
    connect(list, &QAbstractItemModel::modelReset, this, &PropertyBox::showProperty);
    connect(list, &QAbstractItemModel::rowsInserted, this, &PropertyBox::showProperty);
    connect(list, &QAbstractItemModel::rowsRemoved, this, &PropertyBox::showProperty);
    showProperty();
}

void PropertyBox::setPicked(const QString &property)
{
    m_property = property;
    showProperty();
}

void PropertyBox::showProperty()
{
    const QSignalBlocker quiet(this);
    const int row = m_list->rowOf(m_property);
    setCurrentIndex(row);
    setEditText(row >= 0 ? m_list->item(row)->text() : m_property);
    lineEdit()->setCursorPosition(0);
    setToolTip(currentText());
}

void PropertyBox::focusInEvent(QFocusEvent *event)
{
    // A table may hold two hundred of these: each gets its completer when it is first needed.
    if (completer() && completer()->filterMode() != Qt::MatchContains) {
        completer()->setFilterMode(Qt::MatchContains);
        completer()->setCompletionMode(QCompleter::PopupCompletion);
        completer()->setCaseSensitivity(Qt::CaseInsensitive);
        completer()->setMaxVisibleItems(shownProperties);
    }
    StillBox::focusInEvent(event);
    lineEdit()->selectAll();
}

void PropertyBox::takeTyped()
{
    const QString typed = lineEdit()->text().trimmed();
    if (const int row = currentIndex(); row >= 0 && m_list->item(row)->text() == typed) {
        const QString chosen = m_list->item(row)->data(Qt::UserRole).toString();
        if (chosen == m_property)
            return;
    }
    QString found = typed;
    for (int row = 0; row < m_list->rowCount(); ++row) {
        const QStringList parts = m_list->item(row)->text().split(QStringLiteral(" · "));
        const QString name = m_list->item(row)->data(Qt::UserRole).toString();
        if (m_list->item(row)->text() == typed || name.compare(typed, Qt::CaseInsensitive) == 0
            || parts.front().compare(typed, Qt::CaseInsensitive) == 0) {
            found = name;
            break;
        }
    }
    if (found == m_property) {
        showProperty();
        return;
    }
    m_property = found;
    showProperty();
    emit picked(m_property);
}

} // namespace hubwatch::ui
