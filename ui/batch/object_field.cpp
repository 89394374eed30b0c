#include "ui/batch/object_field.h"

#include "ui/batch/job_choices.h"
#include "ui/batch/wizard_parts.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace hubwatch::ui {

ObjectField::ObjectField(const QByteArray &name, const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_box(new StillBox((name + "Box").constData(), title, this))
    , m_custom(new QLineEdit(this))
{
    for (const ObjectChoice &choice : standardObjects())
        m_box->addItem(choice.title, choice.type);
    m_box->addItem(tr("Custom object…"), QString());
    m_custom->setObjectName(QString::fromLatin1(name + "Custom"));
    m_custom->setAccessibleName(tr("Type id or name of the custom object"));
    m_custom->setPlaceholderText(tr("2-3456789, or p4242_subscriptions"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_box);
    column->addWidget(m_custom);
    m_custom->hide();
    setFocusProxy(m_box);
    connect(m_box, &QComboBox::currentIndexChanged, this, [this] {
        m_custom->setVisible(isCustom());
        emit changed();
    });
    connect(m_custom, &QLineEdit::textChanged, this, &ObjectField::changed);
}

bool ObjectField::isCustom() const
{
    return m_box->currentData().toString().isEmpty();
}

QString ObjectField::object() const
{
    return isCustom() ? m_custom->text().trimmed() : m_box->currentData().toString();
}

void ObjectField::setObject(const QString &object, bool custom)
{
    const QSignalBlocker quiet(this);
    m_box->choose(custom ? QString() : object);
    m_custom->setVisible(custom);
    if (custom && m_custom->text() != object)
        m_custom->setText(object);
}

} // namespace hubwatch::ui
