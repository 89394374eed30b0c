#include "ui/rules/routes_part.h"

#include "ui/charts/chart_feed.h"
#include "ui/credentials/dialog_parts.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/rules/heartbeat_dialog.h"
#include "ui/rules/notes_card.h"
#include "ui/rules/route_card.h"
#include "ui/rules/route_dialog.h"
#include "ui/rules/route_edit.h"
#include "ui/rules/route_words.h"
#include "ui/shell/style.h"
#include "ui/sources/part_actions.h"

#include <QAction>
#include <QGridLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <algorithm>
#include <set>

namespace hubwatch::ui {

namespace {

constexpr int cardWidth = 520; ///< the least at which a card's lines are whole
constexpr int mostRefusals = 5;

} // namespace

std::vector<LedgerEntry> newestRefusals(const std::vector<LedgerEntry> &entries, const QString &route, int most)
{
    std::vector<LedgerEntry> found;
    std::set<qint64> seen;
    for (const LedgerEntry &entry : entries) // newest first
        if (entry.route == route && entry.result == LedgerEntry::Result::Refused && int(found.size()) < most
            && seen.insert(entry.notice).second)
            found.push_back(entry);
    return found;
}

RoutesPart::RoutesPart(Console &console, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_stack(new QStackedWidget(this))
    , m_summary(new TextLine(this))
    , m_outcome(new MarkedSentence(this))
{
    setObjectName(QStringLiteral("routesPart"));
    setAccessibleName(tr("Routes"));
    m_add = partAction(this, "addRoute", tr("Add route…"), Qt::Key_N,
                       tr("PagerDuty, Slack, Alertmanager, a webhook, the desktop"));
    m_heartbeatSet = partAction(this, "setHeartbeat", tr("Set up…"), Qt::Key_H,
                                tr("Which switch is told that this console lives"));
    connect(m_add, &QAction::triggered, this, &RoutesPart::addRoute);
    connect(m_heartbeatSet, &QAction::triggered, this, [this] { (new HeartbeatDialog(m_console, this))->show(); });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    m_stack->addWidget(makeCards());
    m_stack->addWidget(makeFirstRun());
    connect(&m_console, &Console::snapshotChanged, this, &RoutesPart::showSnapshot);
    connect(&m_console, &Console::saved, this, [this](const QString &problem) {
        if (std::exchange(m_removing, false))
            m_outcome->setSentence(problem.isEmpty() ? Mark::Good : Mark::Bad,
                                   problem.isEmpty() ? tr("The route is removed.") : problem);
    });
    connect(&m_console.alerts(), &AlertDesk::done, this, &RoutesPart::takeOutcome);
    connect(&m_console.alerts(), &AlertDesk::ledgerFound, this, &RoutesPart::takeRefused);
    showSnapshot(m_console.snapshot());
}

QWidget *RoutesPart::makeCards()
{
    auto *page = new QWidget(m_stack);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(8);
    m_summary->setObjectName(QStringLiteral("routesSummary"));
    bar->addWidget(m_summary, 1);
    bar->addWidget(partButton(m_add, page, true));
    column->addLayout(bar);
    m_outcome->setObjectName(QStringLiteral("routesOutcome"));
    column->addWidget(m_outcome);
    auto *scroll = new QScrollArea(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *inside = new QWidget(scroll);
    auto *all = new QVBoxLayout(inside);
    all->setContentsMargins(0, 0, 0, 0);
    m_grid = new QGridLayout;
    m_grid->setSpacing(12);
    all->addLayout(m_grid);
    all->addStretch(1);
    m_heartbeat = new NotesCard("heartbeatCard", tr("Heartbeat outward"), inside);
    m_heartbeat->addAction(m_heartbeatSet);
    m_peers = new NotesCard("peersCard", tr("Consoles of the team"), inside);
    scroll->setWidget(inside);
    column->addWidget(scroll, 1);
    return page;
}

QWidget *RoutesPart::makeFirstRun()
{
    auto *panel = new Panel(m_stack);
    panel->setObjectName(QStringLiteral("routesFirstRun"));
    auto *column = new QVBoxLayout(panel);
    column->setContentsMargins(32, 32, 32, 32);
    column->setSpacing(12);
    column->addStretch(2);
    auto *heading = new TextLine(panel);
    heading->setObjectName(QStringLiteral("nobodyTold"));
    QFont large = heading->font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    heading->setFont(large);
    heading->setMark(Mark::Warn);
    heading->setRuns({{tr("Nobody is told."), Tone::Normal, true}});
    QLabel *words = dialogNote(tr("Rules fire, and this window is the only one that shows it. With a route, whoever is "
                                  "on call hears of it: PagerDuty for what must wake somebody, Slack for the rest. A "
                                  "TEST proves that it arrives."),
                               panel);
    words->setAlignment(Qt::AlignLeft);
    words->setFixedWidth(460);
    QPushButton *add = partButton(m_add, panel, true);
    add->setObjectName(QStringLiteral("firstRouteButton"));
    for (QWidget *part : std::initializer_list<QWidget *>{heading, words, add}) {
        auto *row = new QHBoxLayout;
        row->addStretch(1);
        auto *holder = new QWidget(panel);
        holder->setFixedWidth(460);
        auto *left = new QHBoxLayout(holder);
        left->setContentsMargins(0, 0, 0, 0);
        left->addWidget(part, part == add ? 0 : 1);
        if (part == add)
            left->addStretch(1);
        row->addWidget(holder);
        row->addStretch(1);
        column->addLayout(row);
    }
    column->addStretch(3);
    return panel;
}

void RoutesPart::showSnapshot(const SnapshotPtr &snapshot)
{
    setPossible(m_add, brokenFileReason(*snapshot));
    setPossible(m_heartbeatSet, brokenFileReason(*snapshot));
    const bool none = snapshot->alerting.routes.empty() && !snapshot->loading;
    m_stack->setCurrentIndex(none ? 1 : 0);
    showCards(*snapshot);
    m_heartbeat->setState(heartbeatWord(snapshot->alerting.heartbeat, snapshot->at),
                          heartbeatText(snapshot->alerting.heartbeat, snapshot->at));
    m_heartbeatSet->setText(snapshot->alerting.heartbeat.on ? tr("Change…") : tr("Set up…"));
    m_peers->setState(peersWord(snapshot->alerting.peers),
                      peerLines(snapshot->alerting.peers, snapshot->at).join(u'\n'));
    askRefused(*snapshot);
}

void RoutesPart::showCards(const Snapshot &snapshot)
{
    const std::vector<RouteState> &routes = snapshot.alerting.routes;
    const bool same = std::ranges::equal(routes, m_cards, [](const RouteState &state, const RouteCard *card) {
        return state.route.name == card->route();
    });
    if (!same) {
        qDeleteAll(m_cards);
        m_cards.clear();
        for (const RouteState &state : routes)
            m_cards.push_back(makeCard(state.route.name));
        m_columns = 0;
        m_refused = -1;
        layOut();
    }
    const QString broken = brokenFileReason(snapshot);
    for (size_t i = 0; i < routes.size(); ++i)
        m_cards[i]->setState(routes[i], snapshot.rules, snapshot.at, broken);
    std::vector<TextRun> runs{
        {routes.size() == 1 ? tr("1 route") : tr("%1 routes").arg(routes.size()), Tone::Normal, true}};
    if (snapshot.alerting.waiting > 0)
        runs.push_back({snapshot.alerting.waiting == 1 ? tr("1 notice waits")
                                                       : tr("%1 notices wait").arg(snapshot.alerting.waiting),
                        Tone::Dim});
    const auto unproved = std::ranges::count_if(routes, [](const RouteState &state) { return !state.proof; });
    if (unproved > 0)
        runs.push_back({tr("%1 never proved").arg(unproved), Tone::Warn});
    if (!snapshot.alerting.fault.isEmpty())
        runs.push_back({snapshot.alerting.fault, Tone::Bad});
    m_summary->setRuns(std::move(runs));
}

RouteCard *RoutesPart::makeCard(const QString &route)
{
    auto *card = new RouteCard(route, m_heartbeat->parentWidget());
    connect(card, &RouteCard::testWanted, this, [this](const QString &name) {
        m_testing << name;
        m_console.alerts().testFire(name);
    });
    connect(card, &RouteCard::retryWanted, this, [this](const QString &name) { m_console.alerts().retryRoute(name); });
    connect(card, &RouteCard::editWanted, this, &RoutesPart::edit);
    connect(card, &RouteCard::removeWanted, this, &RoutesPart::remove);
    connect(card, &RouteCard::noticeRetryWanted, this, [this](qint64 notice) {
        m_notices.push_back(notice);
        m_console.alerts().retryNotice(notice);
    });
    connect(card, &RouteCard::noticeDropWanted, this, [this](qint64 notice) {
        m_notices.push_back(notice);
        m_console.alerts().dropNotice(notice);
    });
    card->show();
    return card;
}

void RoutesPart::layOut()
{
    const int columns = std::clamp(width() / cardWidth, 1, 3);
    if (columns == m_columns || m_stack->currentIndex() != 0)
        return;
    m_columns = columns;
    std::vector<QWidget *> all(m_cards.begin(), m_cards.end());
    all.push_back(m_heartbeat);
    all.push_back(m_peers);
    QWidget *before = nullptr;
    for (size_t i = 0; i < all.size(); ++i) {
        m_grid->addWidget(all[i], int(i) / columns, int(i) % columns);
        if (before)
            setTabOrder(before, all[i]);
        before = all[i];
    }
    for (int column = 0; column < 3; ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
    setFocusProxy(m_cards.empty() ? nullptr : m_cards.front());
}

void RoutesPart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOut();
}

void RoutesPart::askRefused(const Snapshot &snapshot)
{
    int refused = 0;
    for (const RouteState &state : snapshot.alerting.routes)
        refused += state.refused;
    if (refused == m_refused)
        return;
    m_refused = refused;
    if (refused == 0) {
        m_question = 0;
        for (RouteCard *card : m_cards)
            card->setRefused({});
        return;
    }
    m_question = nextQueryId();
    m_console.alerts().searchLedger({.id = m_question, .result = LedgerEntry::Result::Refused, .most = 200});
}

void RoutesPart::takeRefused(const LedgerAnswer &answer)
{
    if (answer.id != m_question || m_question == 0)
        return;
    m_question = 0;
    const std::vector<RouteState> &routes = m_console.snapshot()->alerting.routes;
    for (RouteCard *card : m_cards) {
        const auto state
            = std::ranges::find_if(routes, [&](const RouteState &r) { return r.route.name == card->route(); });
        const int most = state == routes.end() ? 0 : std::min(state->refused, mostRefusals);
        card->setRefused(newestRefusals(answer.entries, card->route(), most));
    }
}

void RoutesPart::takeOutcome(const AlertOutcome &outcome)
{
    using Command = AlertOutcome::Command;
    if (outcome.command == Command::TestFire && m_testing.removeOne(outcome.subject)) {
        for (RouteCard *card : m_cards)
            if (card->route() == outcome.subject)
                card->setOutcome(outcome.good, outcome.words);
        return;
    }
    const bool ours = (outcome.command == Command::Retry || outcome.command == Command::Drop) && !m_notices.empty();
    if (!ours)
        return;
    m_notices.pop_back();
    m_refused = -1; // the lists are asked for again with the next snapshot
    m_outcome->setSentence(outcome.good ? Mark::Good : Mark::Bad, outcome.words);
}

void RoutesPart::addRoute()
{
    (new RouteDialog(m_console, {}, this))->show();
}

void RoutesPart::edit(const QString &name)
{
    const std::vector<Route> &routes = m_console.snapshot()->workspace.routes;
    const auto route = std::ranges::find(routes, name, &Route::name);
    if (route == routes.end())
        return m_outcome->setSentence(Mark::Warn, tr("“%1” is not in the workspace any longer.").arg(name));
    (new RouteDialog(m_console, *route, this))->show();
}

void RoutesPart::remove(const QString &name)
{
    const QStringList naming = rulesNaming(m_console.snapshot()->workspace, name);
    auto *question = new QMessageBox(this);
    question->setObjectName(QStringLiteral("removeRouteQuestion"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowModality(Qt::NonModal);
    question->setWindowTitle(tr("Remove the route %1").arg(name));
    question->setText(tr("Remove the route “%1”?").arg(name));
    question->setInformativeText(naming.isEmpty()
                                     ? tr("What waits for it is kept and shown. Its secret stays in the keychain.")
                                     : tr("These rules name it and lose it: %1. What waits for it is kept and shown.")
                                           .arg(naming.join(QStringLiteral(", "))));
    auto *yes = question->addButton(tr("Remove %1").arg(name), QMessageBox::DestructiveRole);
    yes->setObjectName(QStringLiteral("confirmRemoveRoute"));
    setDanger(*yes);
    question->setDefaultButton(question->addButton(tr("Keep it"), QMessageBox::RejectRole));
    connect(yes, &QAbstractButton::clicked, this, [this, name] {
        m_removing = true;
        m_console.save(withoutRoute(m_console.snapshot()->workspace, name));
    });
    question->show();
}

bool RoutesPart::settled() const
{
    return m_question == 0 && m_testing.isEmpty() && m_notices.empty() && !m_removing;
}

} // namespace hubwatch::ui
