// EditServiceDialog: the fields of one service, saved into the workspace file.
#pragma once

#include "snapshot/console.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace hubwatch::ui {

/// Not modal. Says what is wrong while it is typed; stays open when the file could not be written.
class EditServiceDialog : public QDialog
{
    Q_OBJECT

public:
    EditServiceDialog(Console &console, const ServiceConfig &service, QWidget *parent = nullptr);

    /// As typed; durations that cannot be read are zero.
    ServiceConfig service() const;

private:
    QLineEdit *addField(QFormLayout *form, const char *name, const QString &label, const QString &value);
    void weigh();
    void save();

    Console &m_console;
    ServiceConfig m_before;
    QLineEdit *m_name = nullptr;
    QLineEdit *m_url = nullptr;
    QComboBox *m_account = nullptr;
    QLineEdit *m_interval = nullptr;
    QLineEdit *m_readinessInterval = nullptr;
    QLineEdit *m_timeout = nullptr;
    QLineEdit *m_metrics = nullptr;
    QLineEdit *m_health = nullptr;
    QLineEdit *m_readiness = nullptr;
    QLabel *m_problem = nullptr;
    QPushButton *m_save = nullptr;
    bool m_saving = false;
};

} // namespace hubwatch::ui
