// PropertyBox: one of HubSpot's properties, found by typing.
#pragma once

#include "hubspot/property_definition.h"
#include "ui/batch/wizard_parts.h"

#include <QStandardItemModel>
#include <functional>

namespace hubwatch::ui {

/// The properties of an object as many boxes show them: "Lifecycle stage · lifecyclestage · enumeration". The first
/// item stands for none.
class PropertyList : public QStandardItemModel
{
    Q_OBJECT

public:
    using Wanted = std::function<bool(const PropertyDefinition &)>;

    explicit PropertyList(const QString &none, QObject *parent);
    /// Those that `wanted` takes, by label; read-only ones last and not to be chosen where they would be written.
    void setDefinitions(const std::vector<PropertyDefinition> &definitions, bool forWriting, const Wanted &wanted = {});
    /// -1: none has that name.
    int rowOf(const QString &name) const;
};

QString propertyTitle(const PropertyDefinition &definition);

/// What is typed and is no property's name or label stays, as the name of one that is unknown.
class PropertyBox : public StillBox
{
    Q_OBJECT

public:
    PropertyBox(const char *name, const QString &title, PropertyList *list, QWidget *parent);

    QString property() const { return m_property; }
    /// Tells nobody.
    void setPicked(const QString &property);

signals:
    void picked(const QString &property);

protected:
    void focusInEvent(QFocusEvent *event) override;

private:
    void takeTyped();
    void showProperty();

    PropertyList *m_list;
    QString m_property = {};
};

} // namespace hubwatch::ui
