#include "ui/shell/status_line.h"

#include "ui/credentials/account_words.h"
#include "ui/format.h"
#include "ui/shell/console_verdict.h"
#include "ui/shell/text_line.h"
#include "ui/theme.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QPainter>
#include <QTimer>
#include <algorithm>
#include <cmath>

namespace hubwatch::ui {

namespace {

Tone toneOfDeliveries(Mark mark)
{
    return mark == Mark::Bad || mark == Mark::Warn ? toneOf(mark) : Tone::Dim;
}

} // namespace

QString accountsBrief(const std::vector<AccountConfig> &accounts)
{
    const QString first = accountsText({accounts.begin(), accounts.begin() + (accounts.empty() ? 0 : 1)});
    return accounts.size() < 2 ? first : QStringLiteral("%1 +%2").arg(first).arg(accounts.size() - 1);
}

QString accountsText(const std::vector<AccountConfig> &accounts)
{
    QStringList names;
    for (const AccountConfig &account : accounts)
        names << (account.portal > 0 ? QStringLiteral("%1 %2").arg(account.name).arg(account.portal) : account.name);
    return names.isEmpty() ? StatusLine::tr("no account") : names.join(QStringLiteral(", "));
}

std::optional<TimePoint> lastPoll(const Snapshot &snapshot)
{
    std::optional<TimePoint> newest;
    for (const ServiceState &service : snapshot.services) {
        for (const EndpointState *endpoint : {&service.metrics, &service.health, &service.readiness}) {
            if (endpoint->lastTry && (!newest || *endpoint->lastTry > *newest))
                newest = endpoint->lastTry;
        }
    }
    return newest;
}

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent)
    , m_left(new TextLine(this))
    , m_store(new TextLine(this))
    , m_deliveries(new TextLine(this))
    , m_own(new TextLine(this))
    , m_clock(new TextLine(this))
{
    setObjectName(QStringLiteral("statusLine"));
    setFixedHeight(26);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 0, 14, 0);
    row->setSpacing(18);
    for (TextLine *line : {m_left, m_store, m_deliveries, m_own, m_clock}) {
        line->setFont(small);
        line->setGap(18);
    }
    m_left->setObjectName(QStringLiteral("statusLeft"));
    m_store->setObjectName(QStringLiteral("statusStore"));
    m_clock->setObjectName(QStringLiteral("statusClock"));
    row->addWidget(m_left);
    row->addWidget(m_store);
    m_deliveries->setObjectName(QStringLiteral("statusDeliveries"));
    row->addWidget(m_deliveries);
    row->addStretch(1);
    m_own->setObjectName(QStringLiteral("statusOwnCalls"));
    m_own->setToolTip(tr("What Hubwatch itself asks of HubSpot, today and for all accounts."));
    row->addWidget(m_own);
    row->addWidget(m_clock);
    // What time it is and whether people are told is never cut: what stands left of it gives way.
    for (TextLine *whole : {m_deliveries, m_own, m_clock})
        whole->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_left->setRuns({{tr("starting"), Tone::Dim}});
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, &StatusLine::tick);
    timer->start(1000);
    tick();
}

void StatusLine::tick()
{
    const TimePoint now{Duration(QDateTime::currentMSecsSinceEpoch())};
    m_clock->setRuns({{QStringLiteral("%1 %2").arg(clockText(now), zoneText(Zone::Local, now)), Tone::Dim}});
}

void StatusLine::setSnapshot(const Snapshot &snapshot)
{
    if (snapshot.loading)
        return;
    const auto services = std::ranges::count(snapshot.services, ServiceState::Kind::Service, &ServiceState::kind);
    m_accounts = accountsText(snapshot.workspace.accounts);
    m_accountsShort = accountsBrief(snapshot.workspace.accounts);
    std::vector<TextRun> left;
    left.push_back({services == 1 ? tr("1 service") : tr("%1 services").arg(services), Tone::Dim});
    if (const size_t accounts = snapshot.accounts.size(); accounts > 0)
        left.back().text += accounts == 1 ? tr(" · 1 account") : tr(" · %1 accounts").arg(accounts);
    if (const auto polled = lastPoll(snapshot))
        left.push_back({tr("last poll %1 ago").arg(ageText(snapshot.at - *polled)), Tone::Dim});
    m_rest = std::move(left);
    const QString own = ownCallsText(snapshot.accounts);
    m_own->setVisible(!own.isEmpty());
    m_own->setRuns({{own, Tone::Dim}});

    const DeliveryWords deliveries = deliveryWords(snapshot.alerting, snapshot.rules);
    m_deliveries->setMark(deliveries.mark);
    m_deliveries->setRuns({{deliveries.words, toneOfDeliveries(deliveries.mark)}});
    m_deliveries->setAccessibleDescription(deliveries.details);

    const ConsoleState &console = snapshot.console;
    // The pace over at least 20 s, so that single polls do not make it jump.
    if (m_paceFrom == TimePoint() || console.scrapesStored < m_paceCount) {
        m_paceFrom = snapshot.at;
        m_paceCount = console.scrapesStored;
    } else if (const Duration over = snapshot.at - m_paceFrom; over >= 20s) {
        m_perMinute = double(console.scrapesStored - m_paceCount) * 60'000.0 / double(over.count());
        m_paceFrom = snapshot.at;
        m_paceCount = console.scrapesStored;
    }
    m_storeFault = !console.storeFault.isEmpty();
    if (m_storeFault) {
        m_store->setMark(Mark::Bad);
        m_store->setRuns({{tr("not storing: %1").arg(console.storeFault), Tone::Bad}});
    } else if (console.dataDirectory.isEmpty() && console.scrapesStored == 0) {
        m_store->setMark(Mark::NotYet);
        m_store->setRuns({{tr("nothing stored yet"), Tone::Dim}});
    } else {
        m_store->setMark(console.scrapesStored > 0 ? Mark::Good : Mark::NotYet);
        const QString size = bytesText(console.store.bytes);
        m_store->setRuns({{m_perMinute >= 0.5 ? tr("storing %1 scrapes/min, %2").arg(std::lround(m_perMinute)).arg(size)
                                              : tr("%1 scrapes stored, %2").arg(countText(console.store.scrapes), size),
                           Tone::Dim}});
    }
    shareRoom();
}

void StatusLine::showLeft(bool folded)
{
    std::vector<TextRun> runs{{folded ? m_accountsShort : m_accounts, Tone::Dim}};
    std::ranges::copy(m_rest, std::back_inserter(runs));
    m_left->setRuns(std::move(runs));
    m_left->setToolTip(folded ? m_accounts : QString());
}

/// The accounts fold first, then what is stored goes, unless it is not stored; then what we asked ourselves.
void StatusLine::shareRoom()
{
    if (m_accounts.isEmpty())
        return;
    const auto fits = [this] {
        const QMargins sides = layout()->contentsMargins();
        int wanted = sides.left() + sides.right();
        for (const TextLine *line : {m_left, m_store, m_deliveries, m_own, m_clock})
            wanted += line->isHidden() ? 0 : line->sizeHint().width() + layout()->spacing();
        return wanted <= width();
    };
    m_store->show();
    m_own->setVisible(!m_own->text().isEmpty());
    showLeft(false);
    if (!fits())
        showLeft(true);
    if (!fits() && !m_storeFault)
        m_store->hide();
    if (!fits())
        m_own->hide();
}

void StatusLine::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    shareRoom();
}

void StatusLine::setBlind(std::optional<TimePoint> since)
{
    if (!since)
        return;
    m_deliveries->setMark(Mark::Blind);
    m_deliveries->setRuns({{tr("deliveries unknown"), Tone::Blind}});
    m_store->setMark(Mark::Blind);
    m_store->setRuns({{tr("blind since %1").arg(clockText(*since)), Tone::Blind}});
    m_storeFault = true;
    shareRoom();
}

void StatusLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = themeOf(this);
    painter.fillRect(rect(), theme.panel);
    painter.fillRect(QRect(0, 0, width(), 1), theme.line);
}

} // namespace hubwatch::ui
