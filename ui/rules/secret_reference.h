// SecretReference: where a secret lives, with a way to set it where that is the keychain.
#pragma once

#include "snapshot/console.h"

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace hubwatch::ui {

class SecretReference : public QWidget
{
    Q_OBJECT

public:
    SecretReference(Console &console, const char *name, const QString &title, const QString &reference,
                    QWidget *parent = nullptr);

    QString reference() const;
    void setReference(const QString &reference);

signals:
    void changed();

private:
    void weigh();
    void setSecret();

    Console &m_console;
    QLineEdit *m_line = nullptr;
    QPushButton *m_set = nullptr;
};

} // namespace hubwatch::ui
