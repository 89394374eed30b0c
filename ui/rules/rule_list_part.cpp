#include "ui/rules/rule_list_part.h"

#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/now/alert_words.h"
#include "ui/rules/cell_table.h"
#include "ui/rules/rule_details.h"
#include "ui/rules/rule_edit.h"
#include "ui/rules/rule_words.h"
#include "ui/shell/style.h"
#include "ui/sources/part_actions.h"
#include "workspace/rule_defaults.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <algorithm>

namespace hubwatch::ui {

namespace {

CellRow ruleRow(const Snapshot &snapshot, const Rule &rule, bool draft)
{
    const MarkedWord state = ruleStateWord(snapshot, rule);
    const MarkedWord told = rulesRoutesWord(rule, snapshot.workspace.routes);
    const Tone quiet = rule.enabled ? Tone::Dim : Tone::Mute;
    return {
        .key = rule.name,
        .cells
        = {{.text = draft ? RuleListPart::tr("%1 (edited)").arg(ruleTitle(rule)) : ruleTitle(rule),
            .tone = rule.enabled ? Tone::Normal : Tone::Dim,
            .strong = rule.enabled,
            .tip = rule.name},
           {.text = state.word, .mark = state.mark, .tone = state.mark == Mark::Good ? Tone::Dim : toneOf(state.mark)},
           {.text = conditionText(rule), .tone = quiet},
           {.text = told.word, .tone = told.mark == Mark::Warn ? Tone::Warn : quiet}}};
}

void addGroup(std::vector<CellRow> &rows, const QString &title, const std::vector<Rule> &rules,
              const Snapshot &snapshot, const RuleDetails &details)
{
    if (rules.empty())
        return;
    rows.push_back({.key = title, .cells = {{.text = title}}, .heading = true});
    for (const Rule &rule : rules)
        rows.push_back(ruleRow(snapshot, rule, details.hasDraft(rule.name)));
}

} // namespace

RuleGroups ruleGroups(const std::vector<Rule> &rules)
{
    RuleGroups groups;
    for (const Rule &rule : rules) {
        if (inBurnPack(rule))
            groups.burn.push_back(rule);
        else if (isShipped(rule))
            groups.shipped.push_back(rule);
        else
            groups.own.push_back(rule);
    }
    return groups;
}

RuleListPart::RuleListPart(Console &console, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_summary(new TextLine(this))
    , m_outcome(new MarkedSentence(this))
    , m_details(new RuleDetails(console, this))
{
    setObjectName(QStringLiteral("rulesPart"));
    setAccessibleName(tr("Rules"));
    makeActions();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    m_summary->setObjectName(QStringLiteral("rulesSummary"));
    bar->addWidget(m_summary, 1);
    bar->addWidget(partButton(m_toggle, this));
    bar->addWidget(partButton(m_new, this, true));
    column->addLayout(bar);
    m_outcome->setObjectName(QStringLiteral("rulesOutcome"));
    column->addWidget(m_outcome);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(makeList(), 15);
    m_details->setMinimumWidth(476);
    row->addWidget(m_details, 10);
    column->addLayout(row, 1);
    setFocusProxy(m_table);
    connect(m_table, &CellTable::pickedChanged, this, [this](const QString &name) {
        if (!name.isEmpty())
            m_details->showRule(name);
        weigh();
    });
    connect(m_table, &QTableView::activated, this, [this] { m_details->showView(RuleDetails::Edit); });
    connect(m_details, &RuleDetails::draftsChanged, this, &RuleListPart::showRows);
    connect(m_details, &RuleDetails::deleteWanted, this, &RuleListPart::remove);
    connect(m_details, &RuleDetails::signalWanted, this, &RuleListPart::signalOpened);
    connect(m_details, &RuleDetails::saved, this, [this](const QString &name) {
        m_outcome->setSentence(Mark::Good, tr("“%1” is saved and in force.").arg(name));
        m_wanted = name;
        showRows();
    });
    connect(&m_console, &Console::snapshotChanged, this, &RuleListPart::showSnapshot);
    connect(&m_console, &Console::saved, this, [this](const QString &problem) {
        if (m_saving.isEmpty())
            return;
        m_outcome->setSentence(problem.isEmpty() ? Mark::Good : Mark::Bad, problem.isEmpty() ? m_saving : problem);
        m_saving.clear();
        weigh();
    });
    showSnapshot(m_console.snapshot());
}

void RuleListPart::makeActions()
{
    m_new = partAction(this, "newRule", tr("New rule…"), Qt::Key_N, tr("A rule of your own on a signal"));
    m_toggle = partAction(this, "toggleRule", tr("Switch off"), Qt::Key_O, tr("Switch the rule off or on"));
    m_delete = partAction(this, "deleteRuleAction", tr("Delete…"), QKeySequence::Delete, tr("Own rules only"));
    m_pack = partAction(this, "burnPack", tr("Switch on"), Qt::Key_K, tr("All burn rates of the error budget"));
    m_signals = new QMenu(this);
    m_signals->setObjectName(QStringLiteral("newRuleMenu"));
    for (const QString &signal : ruleSignals()) {
        QAction *action = m_signals->addAction(QStringLiteral("%1  (%2)").arg(ruleTitle({.signal = signal}), signal));
        action->setObjectName(signal);
        connect(action, &QAction::triggered, this, [this, signal] { begin(signal); });
    }
    connect(m_new, &QAction::triggered, this,
            [this] { m_signals->popup(mapToGlobal(QPoint(width() - m_signals->sizeHint().width(), 34))); });
    connect(m_toggle, &QAction::triggered, this, &RuleListPart::toggle);
    connect(m_pack, &QAction::triggered, this, &RuleListPart::togglePack);
    connect(m_delete, &QAction::triggered, this, [this] {
        if (const Rule *rule = picked())
            remove(rule->name);
    });
    const std::initializer_list<std::tuple<const char *, int, RuleDetails::View>> views{
        {"explainAction", Qt::Key_X, RuleDetails::Explain},
        {"editAction", Qt::Key_E, RuleDetails::Edit},
        {"backtestAction", Qt::Key_B, RuleDetails::Backtest}};
    for (const auto &[name, key, shown] : views) {
        const RuleDetails::View view = shown; // clang captures no binding
        QAction *action = partAction(this, name, QString(), QKeySequence(key), QString());
        connect(action, &QAction::triggered, this,
                [this, view] { view == RuleDetails::Backtest ? m_details->runBacktest() : m_details->showView(view); });
    }
}

QWidget *RuleListPart::makeList()
{
    auto *panel = new Panel(this);
    auto *column = new QVBoxLayout(panel);
    column->setContentsMargins(1, 4, 1, 10);
    column->setSpacing(8);
    m_table = new CellTable("rulesTable", tr("Rules"),
                            {{tr("Rule"), {}},
                             {tr("State"), QStringLiteral("000 firing: contacts-sync")},
                             {tr("What it does"), {}},
                             {tr("Tells"), QStringLiteral("team, hook, desk 0")}},
                            panel);
    column->addWidget(m_table, 1);
    auto *pack = new QHBoxLayout;
    pack->setContentsMargins(13, 0, 13, 0);
    pack->setSpacing(12);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    m_packState = new TextLine(panel);
    m_packState->setObjectName(QStringLiteral("burnPackState"));
    words->addWidget(m_packState);
    QLabel *adds = dialogNote(tr("5 % for 5 min is a 50× burn of a 0.1 % goal: it pages late or not at all for slow "
                                 "fires. 14.4× for an hour, 2 % of a month's budget, never pages without the pack."),
                              panel);
    adds->setObjectName(QStringLiteral("burnPackAdds"));
    words->addWidget(adds);
    pack->addLayout(words, 1);
    pack->addWidget(partButton(m_pack, panel), 0, Qt::AlignTop);
    column->addLayout(pack);
    return panel;
}

void RuleListPart::showSnapshot(const SnapshotPtr &snapshot)
{
    showRows();
    m_details->takeSnapshot(snapshot);
    showPack();
    weigh();
}

void RuleListPart::showRows()
{
    const SnapshotPtr snapshot = m_console.snapshot();
    const RuleGroups groups = ruleGroups(snapshot->rules);
    std::vector<CellRow> rows;
    addGroup(rows, tr("Your own"), groups.own, *snapshot, *m_details);
    addGroup(rows, tr("Shipped"), groups.shipped, *snapshot, *m_details);
    addGroup(rows, tr("Burn-rate pack"), groups.burn, *snapshot, *m_details);
    m_table->setRows(std::move(rows));
    if (!m_wanted.isEmpty()) { // a new rule comes with the snapshot after it was saved
        m_table->pick(m_wanted);
        if (m_table->picked() == m_wanted)
            m_wanted.clear();
    }
    const auto on = std::ranges::count(snapshot->rules, true, &Rule::enabled);
    std::vector<TextRun> runs{{tr("%1 rules").arg(snapshot->rules.size()), Tone::Normal, true},
                              {tr("%1 on").arg(on), Tone::Dim}};
    const auto firing = std::ranges::count_if(
        snapshot->rules, [&](const Rule &rule) { return ruleStateWord(*snapshot, rule).mark == Mark::Bad; });
    if (firing > 0)
        runs.push_back({tr("%1 firing").arg(firing), Tone::Bad});
    const auto untold = std::ranges::count_if(snapshot->rules, [&](const Rule &rule) {
        return rulesRoutesWord(rule, snapshot->workspace.routes).mark == Mark::Warn;
    });
    if (untold > 0)
        runs.push_back({tr("%1 tell nobody").arg(untold), Tone::Warn});
    m_summary->setRuns(std::move(runs));
}

void RuleListPart::showPack()
{
    const BurnPack pack = burnPack(m_console.snapshot()->rules);
    const QString words = pack == BurnPack::On ? tr("on") : pack == BurnPack::Off ? tr("off") : tr("partly on");
    m_packState->setMark(pack == BurnPack::On ? Mark::Good : pack == BurnPack::Off ? Mark::None : Mark::Pending);
    m_packState->setRuns({{tr("Burn-rate pack: %1").arg(words), Tone::Normal, true}});
    m_pack->setText(pack == BurnPack::On ? tr("Switch off") : tr("Switch on"));
}

const Rule *RuleListPart::picked() const
{
    const std::vector<Rule> &rules = m_console.snapshot()->rules;
    const auto found = std::ranges::find(rules, m_table->picked(), &Rule::name);
    return found == rules.end() ? nullptr : &*found;
}

void RuleListPart::weigh()
{
    const Rule *rule = picked();
    const QString broken = brokenFileReason(*m_console.snapshot());
    const QString none = rule ? broken : tr("Choose a rule first.");
    m_toggle->setText(rule && !rule->enabled ? tr("Switch on") : tr("Switch off"));
    setPossible(m_toggle, none);
    setPossible(m_delete, rule && isShipped(*rule) ? tr("Shipped rules can be switched off, not deleted.") : none);
    setPossible(m_pack, broken);
    setPossible(m_new, broken);
}

void RuleListPart::save(const Workspace &workspace, const QString &words)
{
    m_saving = words;
    m_console.save(workspace);
}

void RuleListPart::toggle()
{
    Rule rule = *picked();
    rule.enabled = !rule.enabled;
    save(withRule(m_console.snapshot()->workspace, rule.name, rule),
         (rule.enabled ? tr("“%1” is on.") : tr("“%1” is off.")).arg(ruleTitle(rule)));
}

void RuleListPart::togglePack()
{
    const bool on = burnPack(m_console.snapshot()->rules) != BurnPack::On;
    save(withBurnPack(m_console.snapshot()->workspace, on),
         on ? tr("The burn-rate pack is on.") : tr("The burn-rate pack is off."));
}

void RuleListPart::begin(const QString &signal)
{
    m_details->showNewRule(newRule(m_console.snapshot()->workspace, signal));
    m_details->findChild<QWidget *>(QStringLiteral("ruleThreshold"))->setFocus();
}

void RuleListPart::remove(const QString &name)
{
    if (name.isEmpty()) { // a new one that was never saved
        if (const Rule *rule = picked())
            m_details->showRule(rule->name);
        return;
    }
    auto *question = new QMessageBox(this);
    question->setObjectName(QStringLiteral("deleteRuleQuestion"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowModality(Qt::NonModal);
    question->setWindowTitle(tr("Delete the rule %1").arg(name));
    question->setText(tr("Delete the rule “%1”?").arg(name));
    question->setInformativeText(tr("What it fires ends without a resolve being due. The file keeps no copy."));
    auto *yes = question->addButton(tr("Delete %1").arg(name), QMessageBox::DestructiveRole);
    yes->setObjectName(QStringLiteral("confirmDeleteRule"));
    setDanger(*yes);
    question->setDefaultButton(question->addButton(tr("Keep it"), QMessageBox::RejectRole));
    connect(yes, &QAbstractButton::clicked, this, [this, name] {
        save(withoutRule(m_console.snapshot()->workspace, name), tr("“%1” is deleted.").arg(name));
    });
    question->show();
}

void RuleListPart::explain(const AlertId &alert)
{
    m_table->pick(alert.rule);
    m_details->explainService(alert.service);
}

bool RuleListPart::settled() const
{
    return m_details->settled() && m_saving.isEmpty();
}

void RuleListPart::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_details->setSeen(true);
}

void RuleListPart::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_details->setSeen(false);
}

} // namespace hubwatch::ui
