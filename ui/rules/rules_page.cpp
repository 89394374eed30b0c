#include "ui/rules/rules_page.h"

#include "ui/rules/ledger_part.h"
#include "ui/rules/mutes_part.h"
#include "ui/rules/routes_part.h"
#include "ui/rules/rule_list_part.h"
#include "ui/sources/part_tabs.h"

#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

namespace {

/// What is wrong with telling people, at most.
Mark worstOfRoutes(const AlertingState &alerting)
{
    if (alerting.routes.empty())
        return Mark::Warn;
    const auto broken = [](const RouteState &state) { return state.refused > 0; };
    if (!alerting.fault.isEmpty() || std::ranges::any_of(alerting.routes, broken))
        return Mark::Bad;
    const auto held = [](const RouteState &state) { return !state.fault.isEmpty(); };
    return std::ranges::any_of(alerting.routes, held) || alerting.heartbeat.failures > 0 ? Mark::Warn : Mark::None;
}

} // namespace

RulesPage::RulesPage(Console &console, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_stack(new QStackedWidget(this))
    , m_rules(new RuleListPart(console, m_stack))
    , m_mutes(new MutesPart(console, m_stack))
    , m_routes(new RoutesPart(console, m_stack))
    , m_ledger(new LedgerPart(console, m_stack))
{
    setObjectName(QStringLiteral("rulesPage"));
    setAccessibleName(tr("Rules"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 10, 14, 14);
    column->setSpacing(12);
    m_tabs = new PartTabs({{tr("Rules"), "rulesTab"},
                           {tr("Mutes"), "mutesTab"},
                           {tr("Routes"), "routesTab"},
                           {tr("Ledger"), "ledgerTab"}},
                          this);
    column->addWidget(m_tabs);
    for (QWidget *part : std::initializer_list<QWidget *>{m_rules, m_mutes, m_routes, m_ledger})
        m_stack->addWidget(part);
    column->addWidget(m_stack, 1);
    connect(m_tabs, &PartTabs::chosen, this, [this](int at) { showPart(RulesPart(at)); });
    connect(m_rules, &RuleListPart::signalOpened, this, &RulesPage::signalOpened);
    connect(&m_console, &Console::snapshotChanged, this, &RulesPage::showSnapshot);
    addPartKeys(*this, m_stack->count(), [this](int at) { showPart(RulesPart(at)); });
    showPart(RulesPart::Rules);
    showSnapshot(m_console.snapshot());
}

void RulesPage::showPart(RulesPart part)
{
    m_part = part;
    m_tabs->setCurrent(int(part));
    showPartOf(*this, *m_stack, int(part));
}

void RulesPage::explain(const AlertId &alert)
{
    showPart(RulesPart::Rules);
    m_rules->explain(alert);
}

void RulesPage::searchLedger(const QString &text)
{
    showPart(RulesPart::Ledger);
    m_ledger->search(text);
}

bool RulesPage::settled() const
{
    return !m_console.snapshot()->loading && m_rules->settled() && m_mutes->settled() && m_routes->settled()
        && m_ledger->settled();
}

void RulesPage::showSnapshot(const SnapshotPtr &snapshot)
{
    const AlertingState &alerting = snapshot->alerting;
    const auto on = std::ranges::count(snapshot->rules, true, &Rule::enabled);
    const auto muted = std::ranges::count(alerting.mutes, true, &MuteState::active);
    m_tabs->setState(0, int(on), Mark::None);
    m_tabs->setState(1, int(muted), Mark::None);
    m_tabs->setState(2, int(alerting.routes.size()), snapshot->loading ? Mark::None : worstOfRoutes(alerting));
    m_tabs->setState(3, 0, Mark::None);
}

} // namespace hubwatch::ui
