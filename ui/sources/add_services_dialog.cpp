#include "ui/sources/add_services_dialog.h"

#include "ui/sources/add_services_panel.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace hubwatch::ui {

AddServicesDialog::AddServicesDialog(Console &console, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("addServicesDialog"));
    setWindowTitle(tr("Add services"));
    resize(680, 520);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *ground = new QWidget(area);
    auto *inside = new QVBoxLayout(ground);
    inside->setContentsMargins(20, 16, 20, 20);
    auto *panel = new AddServicesPanel(console, AddServicesPanel::Place::Dialog, ground);
    inside->addWidget(panel);
    inside->addStretch(1);
    area->setWidget(ground);
    column->addWidget(area);
    connect(panel, &AddServicesPanel::added, this, &QDialog::accept);
}

} // namespace hubwatch::ui
