#include "ui/batch/batch_page.h"

namespace hubwatch::ui {

BatchPage::BatchPage(Console &console, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
{ }

void BatchPage::openJob(const QString &) { }

void BatchPage::startNew() { }

bool BatchPage::settled() const
{
    return !m_console.snapshot()->loading;
}

} // namespace hubwatch::ui
