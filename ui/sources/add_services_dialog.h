// AddServicesDialog: AddServicesPanel in a window of its own; not modal.
#pragma once

#include <QDialog>

namespace hubwatch {
class Console;
}

namespace hubwatch::ui {

/// Closes by itself once the services are kept.
class AddServicesDialog : public QDialog
{
    Q_OBJECT

public:
    explicit AddServicesDialog(Console &console, QWidget *parent = nullptr);
};

} // namespace hubwatch::ui
