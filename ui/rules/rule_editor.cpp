#include "ui/rules/rule_editor.h"

#include "ui/charts/plot_view.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/rules/backtest_words.h"
#include "ui/rules/rule_edit.h"
#include "ui/rules/rule_fields.h"
#include "ui/sources/part_actions.h"
#include "workspace/rule_defaults.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace hubwatch::ui {

namespace {

constexpr Duration previewRange = 24h;
constexpr Duration previewRest = 300ms;

} // namespace

RuleEditor::RuleEditor(Console &console, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_feed(new BacktestFeed(console, this))
    , m_fields(new RuleFields(this))
    , m_problem(new MarkedSentence(this))
    , m_words(new MarkedSentence(this))
    , m_plot(new PlotView(this))
{
    setObjectName(QStringLiteral("ruleEditor"));
    setAccessibleName(tr("Edit the rule"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(m_fields);
    m_problem->setObjectName(QStringLiteral("ruleProblem"));
    column->addWidget(m_problem);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_save = dialogButton("saveRule", tr("Save"), this, true);
    m_save->setToolTip(tr("Write it into the workspace file (Ctrl+S)"));
    m_revert = dialogButton("revertRule", tr("Revert"), this);
    m_reset = dialogButton("resetRule", tr("Reset to shipped"), this);
    m_delete = dialogButton("deleteRule", tr("Delete…"), this);
    for (QPushButton *button : {m_save, m_revert, m_reset, m_delete})
        row->addWidget(button);
    row->addStretch(1);
    column->addLayout(row);
    m_words->setObjectName(QStringLiteral("previewWords"));
    column->addWidget(m_words);
    m_plot->setObjectName(QStringLiteral("previewPlot"));
    m_plot->setAccessibleName(tr("The last 24 h with the threshold, and where the rule would have fired"));
    m_plot->setMinimumHeight(150);
    m_plot->setMaximumHeight(260);
    column->addWidget(m_plot, 1);
    column->addStretch(0);
    auto *keys = new QShortcut(QKeySequence::Save, this);
    keys->setContext(Qt::WidgetWithChildrenShortcut);
    connect(keys, &QShortcut::activated, m_save, &QPushButton::click);
    connect(m_save, &QPushButton::clicked, this, &RuleEditor::save);
    connect(m_revert, &QPushButton::clicked, this, [this] {
        m_fields->setRule(m_before, !isShipped(m_before));
        take();
    });
    connect(m_reset, &QPushButton::clicked, this, [this] {
        m_fields->setRule(ruleDefaults(m_before.name, m_before.signal), false);
        take();
    });
    connect(m_delete, &QPushButton::clicked, this, &RuleEditor::deleteWanted);
    connect(m_fields, &RuleFields::changed, this, &RuleEditor::take);
    connect(m_feed, &BacktestFeed::answered, this, &RuleEditor::showAnswer);
    connect(&m_console, &Console::saved, this, [this](const QString &problem) {
        if (!m_saving)
            return;
        m_saving = false;
        m_refusal = problem;
        if (problem.isEmpty()) {
            m_before = rule();
            m_previousName = m_before.name;
            emit saved(m_previousName);
        }
        weigh();
    });
}

Rule RuleEditor::rule() const
{
    return m_fields->rule();
}

bool RuleEditor::edited() const
{
    return m_previousName.isEmpty() || rule() != m_before;
}

void RuleEditor::setRule(const Rule &rule)
{
    m_before = rule;
    m_previousName = rule.name;
    m_refusal.clear();
    m_fields->setWorkspace(m_console.snapshot()->workspace);
    m_fields->setRule(rule, !isShipped(rule));
    m_plot->setPicture({});
    m_words->setSentence(Mark::NotYet, {});
    preview();
    weigh();
}

void RuleEditor::setNewRule(const Rule &rule)
{
    setRule(rule);
    m_previousName.clear();
    weigh();
}

void RuleEditor::setDraft(const Rule &draft)
{
    m_fields->setRule(draft, !isShipped(m_before));
    preview();
    weigh();
}

void RuleEditor::setPreviewing(bool on)
{
    if (on == m_previewing)
        return;
    m_previewing = on;
    if (on)
        preview();
    else
        m_feed->cancel();
}

void RuleEditor::takeSnapshot(const SnapshotPtr &snapshot)
{
    m_fields->setWorkspace(snapshot->workspace);
    weigh();
}

void RuleEditor::take()
{
    m_refusal.clear();
    weigh();
    preview();
    emit changed();
}

void RuleEditor::preview()
{
    if (!m_previewing || !m_fields->problems().isEmpty())
        return m_feed->cancel();
    m_feed->ask(backtestQuestion(*m_console.snapshot(), rule(), m_previousName, previewRange), previewRest);
    if (m_words->sentence().word.isEmpty())
        m_words->setSentence(Mark::Pending, tr("Reading the last 24 h…"));
}

void RuleEditor::weigh()
{
    const Snapshot &snapshot = *m_console.snapshot();
    QStringList problems = m_fields->problems();
    if (problems.isEmpty())
        problems = ruleProblems(snapshot.workspace, m_previousName, rule());
    const QString broken = brokenFileReason(snapshot);
    const bool good = problems.isEmpty() && broken.isEmpty() && !m_saving;
    if (!broken.isEmpty())
        problems << broken;
    if (!m_refusal.isEmpty())
        problems << m_refusal;
    m_problem->setSentence(Mark::Bad, problems.join(u'\n'));
    m_save->setEnabled(good && edited());
    m_revert->setEnabled(edited() && !m_previousName.isEmpty());
    const bool shipped = isShipped(m_before);
    m_reset->setVisible(shipped);
    m_reset->setEnabled(shipped && rule() != ruleDefaults(m_before.name, m_before.signal));
    m_delete->setVisible(!shipped);
    m_delete->setText(m_previousName.isEmpty() ? tr("Discard") : tr("Delete…"));
    m_delete->setEnabled(broken.isEmpty());
}

void RuleEditor::save()
{
    m_saving = true;
    m_refusal.clear();
    weigh();
    m_console.save(withRule(m_console.snapshot()->workspace, m_previousName, rule()));
}

void RuleEditor::showAnswer(const BacktestAnswer &answer)
{
    if (!answer.problem.isEmpty())
        return m_words->setSentence(Mark::Bad, answer.problem);
    QStringList services;
    for (const ServiceConfig &service : m_console.snapshot()->workspace.services)
        services << service.name;
    m_plot->setPicture(backtestPicture(answer, services));
    m_plot->setGutters(m_plot->wantedGutters());
    if (answer.done >= 1)
        m_words->setSentence(backtestMark(answer), backtestSentence(answer));
}

} // namespace hubwatch::ui
