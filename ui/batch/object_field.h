// ObjectField: which of HubSpot's objects is meant, or a custom one by its type id or name.
#pragma once

#include <QWidget>

class QLineEdit;

namespace hubwatch::ui {

class StillBox;

class ObjectField : public QWidget
{
    Q_OBJECT

public:
    ObjectField(const QByteArray &name, const QString &title, QWidget *parent);

    /// As HubSpot's paths name it; empty while a custom one has no name yet.
    QString object() const;
    bool isCustom() const;
    void setObject(const QString &object, bool custom);

signals:
    void changed();

private:
    StillBox *m_box = nullptr;
    QLineEdit *m_custom = nullptr;
};

} // namespace hubwatch::ui
