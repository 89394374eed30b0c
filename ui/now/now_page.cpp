#include "ui/now/now_page.h"

#include "ui/credentials/account_words.h"
#include "ui/format.h"
#include "ui/now/alert_card.h"
#include "ui/now/events_panel.h"
#include "ui/now/hubspot_lines.h"
#include "ui/now/service_card.h"
#include "ui/now/skeleton.h"
#include "ui/source_title.h"
#include "ui/sources/add_services_panel.h"

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
constexpr int stackBelow = 980; // narrower than this the right column goes under the cards

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
{
    setObjectName(QStringLiteral("nowPage"));
    setAccessibleName(tr("Now"));
    setFocusPolicy(Qt::ClickFocus);
    auto *ground = new QVBoxLayout(this);
    ground->setContentsMargins(0, 0, 0, 0);
    ground->addWidget(m_stack = new QStackedWidget(this));

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
    cards->addLayout(m_alertColumn = new QVBoxLayout);
    cards->addLayout(m_serviceColumn = new QVBoxLayout);
    m_alertColumn->setSpacing(10);
    m_serviceColumn->setSpacing(10);
    cards->addStretch(1);
    m_halves->addLayout(cards, 1);

    m_side = new QWidget(inside);
    auto *side = new QVBoxLayout(m_side);
    side->setContentsMargins(0, 0, 0, 0);
    side->setSpacing(12);
    side->addWidget(m_away = new EventsPanel(tr("While you were away"), tr("Nothing happened."), m_side));
    side->addWidget(m_next = new EventsPanel(tr("Next"), tr("Not known yet."), m_side));
    side->addWidget(m_hubspot = new EventsPanel(QStringLiteral("HubSpot"), tr("Not asked yet."), m_side));
    side->addWidget(m_lately = new EventsPanel(tr("Lately"), tr("Not known yet."), m_side));
    side->addStretch(1);
    m_away->setObjectName(QStringLiteral("awayPanel"));
    m_next->setObjectName(QStringLiteral("nextPanel"));
    m_lately->setObjectName(QStringLiteral("latelyPanel"));
    m_hubspot->setObjectName(QStringLiteral("hubspotPanel"));
    m_hubspot->hide();
    m_away->hide();
    m_halves->addWidget(m_side);
    for (EventsPanel *panel : {m_away, m_next, m_lately})
        connect(panel, &EventsPanel::opened, this, &NowPage::open);
    m_board = scrolled(inside, m_stack);
    m_stack->addWidget(m_board);

    m_state->setText(tr("Starting: reading the workspace…"));
    for (int i = 0; i < 3; ++i) {
        const QString key = QStringLiteral("skeleton-%1").arg(i);
        auto *card = new SkeletonCard(inside);
        card->setObjectName(key);
        m_serviceColumn->addWidget(card);
    }
    m_side->setFixedWidth(sideWidth);
    connect(&m_console, &Console::snapshotChanged, this, &NowPage::showSnapshot);
    showSnapshot(m_console.snapshot());
}

void NowPage::setAway(TimePoint from, TimePoint to)
{
    m_gone.emplace(from, to);
    m_away->setNote(tr("since %1").arg(minuteText(from)));
    showSnapshot(m_console.snapshot());
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
    std::vector<CardText> texts = troubleCards(*snapshot);
    std::ranges::move(alertCards(*snapshot), std::back_inserter(texts));
    showCards(texts);
    showServices(*snapshot);
    showPanels(*snapshot);

    const auto services = std::ranges::count(snapshot->services, ServiceState::Kind::Service, &ServiceState::kind);
    const bool quiet
        = services > 0 && texts.empty() && std::ranges::all_of(snapshot->services, [&](const ServiceState &service) {
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

void NowPage::showCards(const std::vector<CardText> &texts)
{
    QStringList order;
    for (const CardText &text : texts) {
        order << text.key;
        AlertCard *&card = m_alerts[text.key];
        if (!card) {
            card = new AlertCard(m_board);
            card->setObjectName(text.key);
            connect(card, &AlertCard::opened, this,
                    [this, made = card] { open(made->text().service, made->text().signal); });
        }
        card->setText(text);
    }
    m_reordered = arrange(m_alertColumn, m_alerts, m_alertOrder, order);
}

void NowPage::showServices(const Snapshot &snapshot)
{
    QStringList order;
    for (const ServiceState *service : worstFirst(snapshot)) {
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
    }
    if (!arrange(m_serviceColumn, m_services, m_serviceOrder, order) && !m_reordered)
        return;
    QWidget *last = nullptr;
    for (const QString &key : std::as_const(m_alertOrder))
        last = tabThrough(last, m_alerts.value(key));
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

void NowPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() < stackBelow;
    m_halves->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_side->setMinimumWidth(narrow ? 0 : sideWidth);
    m_side->setMaximumWidth(narrow ? QWIDGETSIZE_MAX : sideWidth);
}

} // namespace hubwatch::ui
