#include "ui/readiness/readiness_page.h"

#include "ui/credentials/first_ground.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/readiness/bench_banner.h"
#include "ui/readiness/checklist_table.h"
#include "ui/readiness/item_pane.h"
#include "ui/readiness/proof_dialog.h"
#include "ui/readiness/readiness_reasons.h"
#include "ui/readiness/readiness_rows.h"
#include "ui/readiness/readiness_summary.h"
#include "ui/readiness/report_saver.h"
#include "ui/readiness/saved_line.h"
#include "ui/readiness/set_up_dialog.h"
#include "ui/readiness/waive_dialog.h"
#include "ui/sources/part_actions.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr int paneLeast = 340;

} // namespace

ReadinessPage::ReadinessPage(Console &console, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_reports(new ReportSaver(console, this))
    , m_fault(new MarkedSentence(this))
    , m_problem(new MarkedSentence(this))
    , m_regressed(new MarkedSentence(this))
    , m_outcome(new MarkedSentence(this))
    , m_saved(new SavedLine(this))
    , m_bench(new BenchBanner(this))
    , m_stack(new QStackedWidget(this))
{
    setObjectName(QStringLiteral("readinessPage"));
    setAccessibleName(tr("Readiness"));
    makeActions();
    m_summary = new ReadinessSummary(
        {.runAll = m_runAll, .cancel = m_cancel, .setBaseline = m_baseline, .setUp = m_setUp}, m_reports->menu(), this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 14, 14, 14);
    column->setSpacing(12);
    m_fault->setObjectName(QStringLiteral("readinessFault"));
    m_problem->setObjectName(QStringLiteral("readinessProblem"));
    m_regressed->setObjectName(QStringLiteral("readinessRegressed"));
    m_outcome->setObjectName(QStringLiteral("readinessOutcome"));
    column->addWidget(m_fault);
    column->addWidget(m_summary);
    for (QWidget *line : std::initializer_list<QWidget *>{m_problem, m_regressed, m_outcome, m_saved, m_bench})
        column->addWidget(line);
    column->addWidget(m_stack, 1);
    m_stack->addWidget(m_first = new FirstGround(QStringLiteral("readiness"), "firstSetUp", tr("Set up…"), m_stack));
    connect(m_first->button(), &QPushButton::clicked, this, [this] {
        if (shown())
            setUp();
        else
            emit addServiceWanted();
    });
    m_stack->addWidget(makeBoard());
    setFocusProxy(m_table);
    connect(m_summary, &ReadinessSummary::serviceChosen, this, &ReadinessPage::showService);
    connect(m_reports, &ReportSaver::saved, this, [this](const QString &path) {
        m_outcome->setSentence({});
        m_saved->show(path);
    });
    connect(m_reports, &ReportSaver::failed, this, [this](const QString &problem) {
        m_saved->hide();
        m_outcome->setSentence(Mark::Bad, problem);
    });
    connect(&m_console, &Console::snapshotChanged, this, &ReadinessPage::showSnapshot);
    connect(&m_console.readiness(), &ReadinessDesk::done, this, &ReadinessPage::takeOutcome);
    showSnapshot();
}

void ReadinessPage::makeActions()
{
    m_runAll = partAction(this, "runAll", tr("Run all"), Qt::Key_R, tr("Looks at every item"));
    m_runOne = partAction(this, "runOne", tr("Run again"), QKeySequence(Qt::SHIFT | Qt::Key_R),
                          tr("Looks at this item alone"));
    m_runGroup = partAction(this, "runGroup", tr("Run its group"), Qt::Key_G, tr("Looks at the items of its group"));
    m_cancel = partAction(this, "cancelRun", tr("Cancel"), Qt::Key_Escape,
                          tr("Ends the run; items not looked at yet stand as they did"));
    m_waive = partAction(this, "waiveItem", tr("Waive…"), Qt::Key_W, tr("A person answers for it until a day"));
    m_prove = partAction(this, "proveItem", tr("Evidence…"), Qt::Key_E, tr("A file of results, or a person's word"));
    m_history = partAction(this, "showHistory", tr("History"), Qt::Key_H, tr("How it stood before"));
    m_history->setCheckable(true);
    m_baseline = partAction(this, "setBaseline", tr("Set as baseline"), Qt::Key_B,
                            tr("Later verdicts are compared with the newest ones"));
    m_setUp = partAction(this, "setUp", tr("Set up…"), Qt::Key_S, tr("Where the checklist finds what it looks at"));
    connect(m_runAll, &QAction::triggered, this, &ReadinessPage::runAll);
    connect(m_runOne, &QAction::triggered, this, [this] {
        if (const ItemStanding *standing = picked())
            order({standing->item.id});
    });
    connect(m_runGroup, &QAction::triggered, this, [this] {
        if (const ItemStanding *standing = picked())
            runGroup(standing->item.group);
    });
    connect(m_cancel, &QAction::triggered, this, [this] { m_console.readiness().cancel(m_service); });
    connect(m_waive, &QAction::triggered, this, [this] {
        if (const ItemStanding *standing = picked())
            (new WaiveDialog(m_console, m_service, standing->item.id, this))->show();
    });
    connect(m_prove, &QAction::triggered, this, [this] {
        if (const ItemStanding *standing = picked())
            (new ProofDialog(m_console, m_service, standing->item.id, this))->show();
    });
    connect(m_history, &QAction::toggled, this, [this](bool on) { m_pane->setHistoryShown(on); });
    connect(m_baseline, &QAction::triggered, this, [this] {
        m_outcome->setSentence({});
        m_console.readiness().setBaseline(m_service);
    });
    connect(m_setUp, &QAction::triggered, this, &ReadinessPage::setUp);
}

QWidget *ReadinessPage::makeBoard()
{
    m_board = new QSplitter(Qt::Horizontal, m_stack);
    m_board->setObjectName(QStringLiteral("readinessBoard"));
    m_board->setChildrenCollapsible(false);
    m_board->setHandleWidth(12);
    auto *panel = new Panel(m_board);
    auto *inside = new QVBoxLayout(panel);
    inside->setContentsMargins(1, 2, 1, 4);
    inside->addWidget(m_table = new ChecklistTable(panel));
    m_pane = new ItemPane({.runOne = m_runOne, .waive = m_waive, .prove = m_prove, .history = m_history}, m_board);
    m_pane->setMinimumWidth(paneLeast);
    m_board->addWidget(panel);
    m_board->addWidget(m_pane);
    m_board->setStretchFactor(0, 70);
    m_board->setStretchFactor(1, 30);
    m_board->setSizes({700, 300});
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->addActions({m_runOne, m_runGroup, m_waive, m_prove, m_history});
    connect(m_table, &CellTable::pickedChanged, this, &ReadinessPage::showItem);
    connect(m_table, &QTableView::activated, m_pane, &ItemPane::enter);
    connect(m_table, &ChecklistTable::groupRunWanted, this, &ReadinessPage::runGroup);
    return m_board;
}

const ServiceReadiness *ReadinessPage::shown() const
{
    const auto &services = m_console.snapshot()->readiness.services;
    const auto found = std::ranges::find_if(
        services, [this](const ServiceReadiness &service) { return service.readiness.service == m_service; });
    return found == services.end() ? nullptr : &*found;
}

const ItemStanding *ReadinessPage::picked() const
{
    const ServiceReadiness *service = shown();
    return service ? standingOf(service->readiness, m_table->picked()) : nullptr;
}

void ReadinessPage::showService(const QString &service)
{
    if (m_service != service) {
        m_outcome->setSentence({});
        m_saved->hide();
    }
    m_service = service;
    showSnapshot();
}

void ReadinessPage::select(const QString &item)
{
    m_table->pick(item);
    m_table->setFocus(Qt::OtherFocusReason);
}

void ReadinessPage::runAll()
{
    order({});
}

void ReadinessPage::runGroup(const QString &group)
{
    if (const ServiceReadiness *service = shown())
        order(itemsOf(service->readiness, group));
}

void ReadinessPage::order(const QStringList &items)
{
    if (!runsReason(shown()).isEmpty())
        return;
    m_outcome->setSentence({});
    m_saved->hide();
    m_console.readiness().run({.service = m_service, .items = items});
}

void ReadinessPage::setUp()
{
    const ServiceReadiness *service = shown();
    if (!service)
        return;
    ChecklistTarget target = service->target;
    target.service = m_service;
    (new SetUpDialog(m_console, target, service->configured, this))->show();
}

bool ReadinessPage::settled() const
{
    return !m_console.snapshot()->loading;
}

/// The one that was looked at; else the first that has a checklist; else the first.
void ReadinessPage::pickService()
{
    const auto &services = m_console.snapshot()->readiness.services;
    if (shown() || services.empty())
        return;
    const auto configured = std::ranges::find(services, true, &ServiceReadiness::configured);
    m_service = (configured == services.end() ? services.front() : *configured).readiness.service;
}

void ReadinessPage::showSnapshot()
{
    const SnapshotPtr snapshot = m_console.snapshot();
    pickService();
    m_reports->setService(m_service);
    m_fault->setSentence(Mark::Bad, snapshot->readiness.fault);
    const ServiceReadiness *service = shown();
    const bool known = service && service->configured;
    m_problem->setSentence(Mark::Bad, service ? service->problem : QString());
    QStringList worse;
    for (const QString &item : service ? service->regressed : QStringList()) {
        const ItemStanding *standing = standingOf(service->readiness, item);
        worse << (standing ? oneLine(standing->item.title, 80) : item);
    }
    m_regressed->setSentence(
        Mark::Bad,
        worse.isEmpty() ? QString()
                        : tr("The watch saw fail what had passed: %1.").arg(oneLine(worse.join(QStringLiteral(", ")))));
    m_summary->setVisible(service && (known || snapshot->readiness.services.size() > 1));
    if (service) {
        m_summary->show(snapshot->readiness, *service, snapshot->at);
        m_bench->show(*service);
    } else {
        m_bench->hide();
    }
    showFirstRun(service);
    if (known)
        showRows(*service);
    m_stack->setCurrentWidget(known ? static_cast<QWidget *>(m_board) : m_first);
    weighActions();
    // Where there is nothing to do the page itself takes the keys.
    setFocusProxy(known                   ? static_cast<QWidget *>(m_table)
                      : snapshot->loading ? static_cast<QWidget *>(m_first)
                                          : m_first->button());
}

void ReadinessPage::showFirstRun(const ServiceReadiness *service)
{
    const bool loading = m_console.snapshot()->loading;
    m_first->say(loading       ? tr("Starting")
                     : service ? tr("No checklist for %1 yet").arg(oneLine(m_service, 60))
                               : tr("No service yet"),
                 loading       ? tr("Reading the checklists…")
                     : service ? tr("Fifteen items in five groups, from secrets to load tests. What a machine can know "
                                    "is proved by what the "
                                    "service does; people supply evidence for the rest; nothing passes silently. It "
                                    "needs to know where the "
                                    "code and a test instance are.")
                               : tr("The checklist looks at one service at a time: add one first."));
    m_first->button()->setVisible(!loading);
    m_first->button()->setText(service ? tr("Set up…") : tr("Add services…"));
}

void ReadinessPage::showRows(const ServiceReadiness &service)
{
    const TimePoint now = m_console.snapshot()->at;
    ChecklistTable::Mood mood{.running = isRunning(service)};
    for (const ItemProgress &progress : service.progress)
        if (const std::optional<int> percent = percentOf(progress))
            mood.percents[progress.item] = *percent;
    for (const QString &group : groupsOf(service.readiness))
        mood.groupWords[oneLine(group, 60)] = groupText(service.readiness, group);
    m_table->setMood(mood);
    m_table->setRows(checklistRows(service, now));
    showItem();
}

void ReadinessPage::showItem()
{
    const ServiceReadiness *service = shown();
    if (!service || m_table->picked().isEmpty())
        m_pane->clear();
    else
        m_pane->show(*service, m_table->picked(), m_console.snapshot()->at);
    weighActions();
}

void ReadinessPage::weighActions()
{
    const SnapshotPtr snapshot = m_console.snapshot();
    const ServiceReadiness *service = shown();
    const ItemStanding *standing = service && service->configured ? picked() : nullptr;
    const QString against = runsReason(service);
    const QString noItem = standing ? QString() : tr("Choose an item first.");
    setPossible(m_runAll, against);
    setPossible(m_runOne, against.isEmpty() ? noItem : against);
    setPossible(m_runGroup, against.isEmpty() ? noItem : against);
    setPossible(m_cancel, service && isRunning(*service) ? QString() : tr("Nothing runs."));
    setPossible(m_waive, waiveReason(standing, *snapshot));
    setPossible(m_prove, proveReason(standing, *snapshot));
    setPossible(m_history, noItem);
    setPossible(m_baseline,
                service && service->ranAt ? QString() : tr("Run it first: there is nothing to compare with."));
    setPossible(m_setUp, service ? brokenFileReason(*snapshot) : tr("There is no service to look at."));
    m_first->button()->setEnabled(m_setUp->isEnabled() || !service);
    m_first->button()->setToolTip(service ? m_setUp->toolTip() : QString());
}

void ReadinessPage::takeOutcome(const ReadinessOutcome &outcome)
{
    using Command = ReadinessOutcome::Command;
    const auto open = [this](const char *name) { return findChild<QWidget *>(QString::fromLatin1(name)) != nullptr; };
    bool saidThere = false; // where the command was given
    switch (outcome.command) {
    case Command::Run:
    case Command::Cancel:
    case Command::Baseline: break;
    case Command::Waive:
    case Command::EndWaiver: saidThere = open("waiveDialog"); break;
    case Command::AddProof:
    case Command::RemoveProof: saidThere = open("proofDialog"); break;
    case Command::SetUp: saidThere = open("setUpDialog"); break;
    case Command::Report: saidThere = true; break;
    }
    if (!outcome.problem.isEmpty() && !saidThere)
        m_outcome->setSentence(Mark::Bad, outcome.problem);
    else if (outcome.problem.isEmpty() && outcome.command == Command::Baseline)
        m_outcome->setSentence(Mark::Good,
                               tr("The newest verdicts of %1 are the baseline now.").arg(oneLine(outcome.service, 60)));
}

} // namespace hubwatch::ui
