#include "ui/rules/rule_details.h"

#include "ui/credentials/dialog_parts.h"
#include "ui/now/alert_words.h"
#include "ui/rules/backtest_view.h"
#include "ui/rules/explain_view.h"
#include "ui/rules/rule_editor.h"
#include "ui/rules/rule_words.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <algorithm>

namespace hubwatch::ui {

RuleDetails::RuleDetails(Console &console, QWidget *parent)
    : Panel(parent)
    , m_console(console)
    , m_title(new TextLine(this))
    , m_says(new TextLine(this))
    , m_views(new QButtonGroup(this))
    , m_stack(new QStackedWidget(this))
    , m_explain(new ExplainView(m_stack))
    , m_editor(new RuleEditor(console, m_stack))
    , m_backtest(new BacktestView(console, m_stack))
{
    setObjectName(QStringLiteral("ruleDetails"));
    setAccessibleName(tr("The rule"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(8);
    m_title->setObjectName(QStringLiteral("ruleTitle"));
    m_says->setObjectName(QStringLiteral("ruleSays"));
    column->addWidget(m_title);
    column->addWidget(m_says);
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    const std::initializer_list<std::tuple<View, const char *, QString, QString>> views{
        {Explain, "explainRule", tr("Explain"), tr("Why it stands as it does (X)")},
        {Edit, "editRule", tr("Edit"), tr("Change it, with a preview (E)")},
        {Backtest, "backtestRule", tr("Backtest"), tr("What it would have done (B)")}};
    for (const auto &[view, name, words, tip] : views) {
        QPushButton *button = dialogButton(name, words, this);
        button->setCheckable(true);
        button->setToolTip(tip);
        m_views->addButton(button, view);
        row->addWidget(button);
    }
    row->addStretch(1);
    column->addLayout(row);
    for (QWidget *view : std::initializer_list<QWidget *>{m_explain, m_editor, m_backtest})
        m_stack->addWidget(view);
    column->addWidget(m_stack, 1);
    connect(m_views, &QButtonGroup::idClicked, this, [this](int view) { showView(View(view)); });
    connect(m_editor, &RuleEditor::changed, this, &RuleDetails::takeDraft);
    connect(m_editor, &RuleEditor::saved, this, [this](const QString &name) {
        m_drafts.remove(m_name);
        m_name = name;
        m_new = false;
        showHeader();
        emit saved(name);
    });
    connect(m_editor, &RuleEditor::deleteWanted, this, [this] { emit deleteWanted(m_new ? QString() : m_name); });
    connect(m_explain, &ExplainView::signalWanted, this,
            [this](const QString &service) { emit signalWanted(service, m_editor->rule().signal); });
    showView(Explain);
}

const Rule *RuleDetails::inForce(const QString &name) const
{
    const std::vector<Rule> &rules = m_console.snapshot()->rules;
    const auto found = std::ranges::find(rules, name, &Rule::name);
    return found == rules.end() ? nullptr : &*found;
}

void RuleDetails::showRule(const QString &name)
{
    const Rule *rule = inForce(name);
    setVisible(rule != nullptr);
    if (!rule || (name == m_name && !m_new))
        return;
    m_name = name;
    m_new = false;
    m_editor->setRule(*rule);
    if (m_drafts.contains(name))
        m_editor->setDraft(m_drafts.value(name));
    m_explain->setRule(m_console.snapshot(), *rule);
    m_backtest->setRule(m_editor->rule(), name);
    showHeader();
}

void RuleDetails::showNewRule(const Rule &rule)
{
    m_name = rule.name;
    m_new = true;
    setVisible(true);
    m_editor->setNewRule(rule);
    m_explain->setRule(m_console.snapshot(), rule);
    m_backtest->setRule(rule, {});
    showView(Edit);
    showHeader();
}

void RuleDetails::takeDraft()
{
    if (!m_new) {
        if (m_editor->edited())
            m_drafts.insert(m_name, m_editor->rule());
        else
            m_drafts.remove(m_name);
    }
    m_backtest->setRule(m_editor->rule(), m_editor->previousName());
    showHeader();
    emit draftsChanged();
}

void RuleDetails::takeSnapshot(const SnapshotPtr &snapshot)
{
    const Rule *rule = m_new ? nullptr : inForce(m_name);
    if (rule && !m_editor->edited())
        m_drafts.remove(m_name);
    if (rule && !m_drafts.contains(m_name) && *rule != m_editor->rule()) {
        m_editor->setRule(*rule);
        m_backtest->setRule(*rule, m_name);
        showHeader();
    }
    m_editor->takeSnapshot(snapshot);
    m_explain->setRule(snapshot, rule ? *rule : m_editor->rule());
    showHeader();
}

void RuleDetails::showHeader()
{
    const Rule rule = m_editor->rule();
    const MarkedWord state
        = m_new ? MarkedWord{Mark::NotYet, tr("not saved yet")} : ruleStateWord(*m_console.snapshot(), rule);
    const bool draft = m_drafts.contains(m_name);
    m_title->setMark(state.mark);
    m_title->setRuns(
        {{m_new ? tr("New rule on %1").arg(ruleTitle({.signal = rule.signal})) : ruleTitle(rule), Tone::Normal, true},
         {draft ? tr("edited, not saved") : state.word, draft ? Tone::Warn : toneOf(state.mark)}});
    const MarkedWord told = rulesRoutesWord(rule, m_console.snapshot()->workspace.routes);
    m_says->setRuns(
        {{conditionText(rule)}, {tr("tells %1").arg(told.word), told.mark == Mark::Warn ? Tone::Warn : Tone::Dim}});
}

void RuleDetails::showView(View view)
{
    m_views->button(view)->setChecked(true);
    m_stack->setCurrentIndex(view);
    if (view != Backtest)
        m_backtest->cancel();
    m_editor->setPreviewing(m_seen && view == Edit);
}

void RuleDetails::setSeen(bool seen)
{
    m_seen = seen;
    if (!seen)
        m_backtest->cancel();
    m_editor->setPreviewing(seen && m_stack->currentIndex() == Edit);
}

void RuleDetails::explainService(const QString &service)
{
    showView(Explain);
    m_explain->pickService(service);
}

void RuleDetails::runBacktest()
{
    showView(Backtest);
    if (!m_backtest->running())
        m_backtest->run();
}

bool RuleDetails::settled() const
{
    return m_editor->settled() && !m_backtest->running();
}

} // namespace hubwatch::ui
