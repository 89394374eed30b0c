#include "ui/incidents/incidents_page.h"

namespace hubwatch::ui {

IncidentsPage::IncidentsPage(Console &console, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
{
    setObjectName(QStringLiteral("incidentsPage"));
}

void IncidentsPage::select(qint64) { }

bool IncidentsPage::settled() const
{
    return m_console.snapshot() != nullptr;
}

} // namespace hubwatch::ui
