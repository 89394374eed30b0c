#include "ui/rules/rules_page.h"

namespace hubwatch::ui {

RulesPage::RulesPage(Console &console, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
{
    setObjectName(QStringLiteral("rulesPage"));
}

void RulesPage::showPart(RulesPart) { }
void RulesPage::explain(const AlertId &) { }
void RulesPage::searchLedger(const QString &) { }

bool RulesPage::settled() const
{
    return m_console.snapshot() != nullptr;
}

} // namespace hubwatch::ui
