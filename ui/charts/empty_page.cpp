#include "ui/charts/empty_page.h"

#include "ui/charts/chart_style.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace hubwatch::ui {

EmptyPage::EmptyPage(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("empty"));
    setStyleSheet(emptyStyle());
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addStretch(2);
    auto *title = new QLabel(tr("No service is watched yet"), this);
    QFont heading = title->font();
    heading.setPixelSize(22);
    heading.setWeight(QFont::DemiBold);
    title->setFont(heading);
    auto *words
        = new QLabel(tr("Add a service, and its error rate, response time, 429s and readiness are drawn here, each\n"
                        "against its goal and its alert level. A first line appears after two polls."),
                     this);
    words->setAlignment(Qt::AlignCenter);
    auto *add = new QPushButton(tr("Add a service…"), this);
    add->setObjectName(QStringLiteral("addService"));
    connect(add, &QPushButton::clicked, this, &EmptyPage::addServiceWanted);
    layout->addWidget(title, 0, Qt::AlignHCenter);
    layout->addWidget(words, 0, Qt::AlignHCenter);
    layout->addWidget(add, 0, Qt::AlignHCenter);
    layout->addStretch(3);
}

} // namespace hubwatch::ui
