#include "ui/now/now_page.h"

#include "ui/credentials/account_words.h"
#include "ui/format.h"
#include "ui/now/alert_actions.h"
#include "ui/now/alert_card.h"
#include "ui/now/alert_column.h"
#include "ui/now/events_panel.h"
#include "ui/now/hubspot_lines.h"
#include "ui/now/service_card.h"
#include "ui/now/skeleton.h"
#include "ui/source_title.h"
#include "ui/sources/add_services_panel.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace hubwatch::ui {

namespace {

constexpr int sideWidth = 330;
constexpr size_t mostServices = 50; // beyond it a page is no overview
constexpr int stackBelow = 980;     // narrower than this the right column goes under the cards

/// Worst first; what is loud now stands above what cannot be seen, and good ones keep the workspace's order.
int rankOf(Mark mark)
{
    switch (mark) {
    case Mark::Bad: return 0;
    case Mark::Blind: return 1;
    case Mark::Pending: return 2;
    case Mark::Warn: return 3;
    case Mark::NotYet: return 4;
    case Mark::Good:
    case Mark::None: return 5;
    }
    Q_UNREACHABLE();
}

std::vector<const ServiceState *> worstFirst(const Snapshot &snapshot)
{
    std::vector<std::pair<int, const ServiceState *>> ranked;
    for (const ServiceState &service : snapshot.services) {
        const AccountState *account = accountOf(snapshot.accounts, service.config.name);
        const Mark mark = (account ? accountSummary(service, *account, snapshot.at) : summaryOf(service)).mark;
        ranked.emplace_back(rankOf(mark), &service);
    }
    std::ranges::stable_sort(ranked, {}, &std::pair<int, const ServiceState *>::first);
    std::vector<const ServiceState *> services;
    for (const auto &[rank, service] : ranked)
        services.push_back(service);
    return services;
}

QScrollArea *scrolled(QWidget *inside, QWidget *parent)
{
    auto *area = new QScrollArea(parent);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(inside);
    return area;
}

/// Puts the widgets into the column in that order; false when they already stand so.
template<class Card>
bool arrange(QVBoxLayout *column, QHash<QString, Card *> &cards, QStringList &before, const QStringList &now)
{
    if (before == now)
        return false;
    for (const QString &key : before) {
        if (now.contains(key))
            continue;
        cards.take(key)->deleteLater();
    }
    for (int i = 0; i < now.size(); ++i) {
        Card *card = cards.value(now[i]);
        if (column->indexOf(card) != i)
            column->insertWidget(i, card);
    }
    before = now;
    return true;
}

/// The keyboard goes down the page in the order the eye does: every card, then its buttons.
QWidget *tabThrough(QWidget *last, QWidget *card)
{
    if (last)
        QWidget::setTabOrder(last, card);
    last = card;
    for (QPushButton *button : card->findChildren<QPushButton *>()) {
        QWidget::setTabOrder(last, button);
        last = button;
    }
    return last;
}

} // namespace

NowPage::NowPage(Console &console, QWidget *parent)
    : QWidget(parent)
    , m_console(console)
    , m_actions(new AlertActions(console, this))
{
    setObjectName(QStringLiteral("nowPage"));
    setAccessibleName(tr("Now"));
    setFocusPolicy(Qt::ClickFocus);
    auto *ground = new QVBoxLayout(this);
    ground->setContentsMargins(0, 0, 0, 0);
    ground->addWidget(m_stack = new QStackedWidget(this));
    m_stack->addWidget(m_board = buildBoard());

    m_state->setText(tr("Starting: reading the workspace…"));
    for (int i = 0; i < 3; ++i) {
        auto *card = new SkeletonCard(m_board);
        card->setObjectName(QStringLiteral("skeleton-%1").arg(i));
        m_serviceColumn->addWidget(card);
    }
    connect(&m_console, &Console::snapshotChanged, this, &NowPage::showSnapshot);
    connect(qApp, &QApplication::focusChanged, this, &NowPage::showKeys);
    showSnapshot(m_console.snapshot());
    showKeys();
}

/// The focus moves once more while the cards go.
NowPage::~NowPage()
{
    disconnect(qApp, nullptr, this, nullptr);
}

QWidget *NowPage::buildBoard()
{
    auto *inside = new QWidget(m_stack);
    m_halves = new QBoxLayout(QBoxLayout::LeftToRight, inside);
    m_halves->setContentsMargins(14, 14, 14, 14);
    m_halves->setSpacing(12);
    auto *cards = new QVBoxLayout;
    cards->setSpacing(10);
    m_state = new QLabel(inside);
    m_state->setObjectName(QStringLiteral("nowState"));
    m_state->setProperty("tone", QStringLiteral("dim"));
    m_state->setWordWrap(true);
    cards->addWidget(m_state);
    cards->addWidget(m_alerts = new AlertColumn(inside));
    cards->addLayout(m_serviceColumn = new QVBoxLayout);
    m_serviceColumn->setSpacing(10);
    m_moreServices = new QPushButton(inside);
    m_moreServices->setObjectName(QStringLiteral("moreServices"));
    m_moreServices->setProperty("quiet", true);
    m_moreServices->hide();
    cards->addWidget(m_moreServices, 0, Qt::AlignLeft);
    cards->addStretch(1);
    m_halves->addLayout(cards, 1);
    m_halves->addWidget(m_side = buildSide(inside));
    connect(m_alerts, &AlertColumn::opened, this, &NowPage::open);
    connect(m_alerts, &AlertColumn::incidentOpened, this, &NowPage::incidentOpened);
    connect(m_alerts, &AlertColumn::acknowledgeWanted, m_actions, &AlertActions::acknowledge);
    connect(m_alerts, &AlertColumn::muteWanted, m_actions, &AlertActions::mute);
    connect(m_alerts, &AlertColumn::reordered, this, [this] { m_reordered = true; });
    connect(m_moreServices, &QPushButton::clicked, this, [this] { emit serviceOpened({}); });
    return scrolled(inside, m_stack);
}

QWidget *NowPage::buildSide(QWidget *inside)
{
    auto *all = new QWidget(inside);
    auto *side = new QVBoxLayout(all);
    side->setContentsMargins(0, 0, 0, 0);
    side->setSpacing(12);
    side->addWidget(m_away = new EventsPanel(tr("While you were away"), tr("Nothing happened."), all));
    side->addWidget(m_next = new EventsPanel(tr("Next"), tr("Not known yet."), all));
    side->addWidget(m_hubspot = new EventsPanel(QStringLiteral("HubSpot"), tr("Not asked yet."), all));
    side->addWidget(m_lately = new EventsPanel(tr("Lately"), tr("Not known yet."), all));
    side->addStretch(1);
    m_away->setObjectName(QStringLiteral("awayPanel"));
    m_away->setAction(tr("Seen"), tr("Take this list away: it has been seen (S)"));
    m_next->setObjectName(QStringLiteral("nextPanel"));
    m_lately->setObjectName(QStringLiteral("latelyPanel"));
    m_hubspot->setObjectName(QStringLiteral("hubspotPanel"));
    m_hubspot->hide();
    m_away->hide();
    for (EventsPanel *panel : {m_away, m_next, m_lately})
        connect(panel, &EventsPanel::opened, this, &NowPage::open);
    connect(m_away, &EventsPanel::acted, this, &NowPage::setSeen);
    all->setFixedWidth(sideWidth);
    return all;
}

void NowPage::setAway(TimePoint from, TimePoint to)
{
    // What was not seen before is still not seen.
    m_gone.emplace(m_gone ? std::min(m_gone->first, from) : from, to);
    m_away->setNote(tr("since %1").arg(minuteText(m_gone->first)));
    showSnapshot(m_console.snapshot());
}

void NowPage::setSeen()
{
    m_gone.reset();
    m_away->hide();
    emit seen();
}

QWidget *NowPage::firstRun()
{
    if (m_first)
        return m_stack->widget(1);
    auto *ground = new QWidget(m_stack);
    auto *column = new QVBoxLayout(ground);
    column->setContentsMargins(24, 32, 24, 24);
    auto *row = new QHBoxLayout;
    m_first = new AddServicesPanel(m_console, AddServicesPanel::Place::FirstRun, ground);
    m_first->setMinimumWidth(640);
    m_first->setMaximumWidth(760);
    row->addStretch(1);
    row->addWidget(m_first, 100);
    row->addStretch(1);
    column->addLayout(row);
    column->addStretch(1);
    m_stack->insertWidget(1, scrolled(ground, m_stack));
    return m_stack->widget(1);
}

void NowPage::showSnapshot(const SnapshotPtr &snapshot)
{
    if (snapshot->loading)
        return;
    for (SkeletonCard *card : findChildren<SkeletonCard *>())
        card->deleteLater();
    const bool first = snapshot->services.empty() && snapshot->workspaceProblems.empty();
    m_stack->setCurrentWidget(first ? firstRun() : m_board);
    if (first)
        return;
    m_alerts->showSnapshot(snapshot);
    showServices(*snapshot);
    showPanels(*snapshot);

    const auto services = std::ranges::count(snapshot->services, ServiceState::Kind::Service, &ServiceState::kind);
    const bool quiet = services > 0 && m_alerts->isQuiet()
        && std::ranges::all_of(snapshot->services, [&](const ServiceState &service) {
                           const AccountState *account = accountOf(snapshot->accounts, service.config.name);
                           return (account ? accountSummary(service, *account, snapshot->at) : summaryOf(service)).mark
                               == Mark::Good;
                       });
    m_state->setVisible(quiet || snapshot->services.empty());
    if (quiet && services == 1)
        m_state->setText(tr("Nothing needs you: the service keeps its goals."));
    else if (quiet)
        m_state->setText(tr("Nothing needs you: all %1 services keep their goals.").arg(services));
    else
        m_state->setText(tr("No service is polled: the workspace could not be read, and none was in force before."));
}

void NowPage::showServices(const Snapshot &snapshot)
{
    QStringList order;
    const QHash<QString, StateLane> lanes = stateLanes(snapshot);
    std::vector<const ServiceState *> services = worstFirst(snapshot);
    const size_t more = services.size() > mostServices ? services.size() - mostServices : 0;
    m_moreServices->setVisible(more > 0);
    m_moreServices->setText(tr("%1 more services, none of them worse: all are in Sources").arg(more));
    services.resize(services.size() - more);
    for (const ServiceState *service : services) {
        order << service->config.name;
        ServiceCard *&card = m_services[service->config.name];
        if (!card) {
            card = new ServiceCard(m_board);
            connect(card, &ServiceCard::opened, this, &NowPage::open);
        }
        if (const AccountState *account = accountOf(snapshot.accounts, service->config.name))
            card->setAccount(*service, *account, snapshot.rules, snapshot.at);
        else
            card->setService(*service, snapshot.rules, snapshot.at);
        card->setLane(lanes.value(service->config.name));
    }
    if (arrange(m_serviceColumn, m_services, m_serviceOrder, order) || m_reordered)
        orderTabs();
    m_reordered = false;
}

void NowPage::orderTabs()
{
    QWidget *last = nullptr;
    for (AlertCard *card : m_alerts->cards())
        last = tabThrough(last, card);
    for (const QString &key : std::as_const(m_serviceOrder))
        last = tabThrough(last, m_services.value(key));
    for (QListView *list : m_side->findChildren<QListView *>())
        last = tabThrough(last, list);
}

void NowPage::showPanels(const Snapshot &snapshot)
{
    std::vector<EventLine> away;
    if (m_gone)
        away = awayLines(snapshot, m_gone->first, m_gone->second, 8);
    m_away->setVisible(!away.empty());
    m_away->setLines(std::move(away));
    m_next->setWhenEmpty(tr("Nothing is due."));
    m_lately->setWhenEmpty(tr("Nothing happened in the last 24 h."));
    m_next->setLines(nextLines(snapshot, 5));
    m_hubspot->setVisible(!snapshot.accounts.empty());
    m_hubspot->setNote(hubspotNote(snapshot));
    m_hubspot->setLines(hubspotLines(snapshot, 6));
    m_lately->setLines(latelyLines(snapshot, 10));
}

void NowPage::open(const QString &service, const QString &signal)
{
    if (isAccountSubject(service) && signal == u"credential.age")
        return emit serviceOpened(service);
    if (!signal.isEmpty())
        emit signalOpened(service, signal);
    else if (!service.isEmpty())
        emit serviceOpened(service);
}

/// A list answers Enter and the arrows itself, and lets them through nevertheless.
bool NowPage::meansLeadingCard(const QKeyEvent &event) const
{
    const QWidget *focus = window()->focusWidget();
    const bool letter = event.key() == Qt::Key_A || event.key() == Qt::Key_X || event.key() == Qt::Key_M;
    return m_stack->currentWidget() == m_board && (letter || !focus || focus == this);
}

void NowPage::showKeys()
{
    const QWidget *focus = window()->focusWidget();
    m_alerts->showKeys(!focus || focus == this || isAncestorOf(focus));
}

void NowPage::keyPressEvent(QKeyEvent *event)
{
    const bool plain = event->modifiers() == Qt::NoModifier;
    if (plain && event->key() == Qt::Key_S && m_away->isVisible())
        setSeen();
    else if ((plain && event->key() == Qt::Key_Slash) || event->matches(QKeySequence::Find))
        m_alerts->startFilter();
    else if (!meansLeadingCard(*event) || !m_alerts->takeKey(*event))
        QWidget::keyPressEvent(event);
}

void NowPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() < stackBelow;
    m_halves->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_side->setMinimumWidth(narrow ? 0 : sideWidth);
    m_side->setMaximumWidth(narrow ? QWIDGETSIZE_MAX : sideWidth);
}

} // namespace hubwatch::ui
