#include "ui/charts/time_bar.h"

#include "ui/charts/chart_style.h"
#include "ui/source_title.h"
#include "ui/theme.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>
#include <algorithm>

namespace hubwatch::ui {

namespace {

QString rangeText(Duration range)
{
    return range < 1h ? QCoreApplication::translate("TimeBar", "%1 m").arg(range / 1min) : spanText(range);
}

QString rangeName(Duration range)
{
    return QStringLiteral("range:%1").arg(range / 1min);
}

/// Neighbours share one frame; the style sheet reads it.
void join(QToolButton *button, const QString &place)
{
    button->setProperty("segment", place);
}

} // namespace

TimeBar::TimeBar(QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(0);
    for (size_t i = 0; i < timeRanges.size(); ++i) {
        const Duration range = timeRanges.at(i);
        QToolButton *button
            = made(rangeName(range), rangeText(range), tr("Show the last %1 (%2)").arg(spanText(range)).arg(i + 1));
        join(button,
             i == 0                           ? QStringLiteral("first")
                 : i + 1 == timeRanges.size() ? QStringLiteral("last")
                                              : QStringLiteral("middle"));
        button->setCheckable(true);
        connect(button, &QToolButton::clicked, this, [this, range] { emit rangeChosen(range); });
        m_ranges.push_back(button);
    }
    m_row->addSpacing(8);
    m_live = made(QStringLiteral("live"), tr("Live"), tr("Follow the present (L)"));
    m_live->setCheckable(true);
    connect(m_live, &QToolButton::clicked, this, &TimeBar::liveChosen);
    m_row->addSpacing(8);
    m_local = made(QStringLiteral("zone:local"), tr("Local"), tr("Times of this computer's zone"));
    join(m_local, QStringLiteral("first"));
    m_utc = made(QStringLiteral("zone:utc"), tr("UTC"), tr("Times in UTC"));
    join(m_utc, QStringLiteral("last"));
    for (QToolButton *button : {m_local, m_utc}) {
        button->setCheckable(true);
        const Zone zone = button == m_utc ? Zone::Utc : Zone::Local;
        connect(button, &QToolButton::clicked, this, [this, zone] { emit zoneChosen(zone); });
    }
    m_row->addSpacing(8);
    m_services = made(QStringLiteral("services"), QString(), tr("Which services and accounts are shown"));
    m_services->setPopupMode(QToolButton::InstantPopup);
    m_services->setMenu(new QMenu(m_services));
    m_stretch = new QLabel(this);
    m_stretch->setObjectName(QStringLiteral("windowText"));
    m_stretch->setForegroundRole(QPalette::PlaceholderText);
    m_stretch->setContentsMargins(12, 0, 12, 0);
    m_stretch->setMinimumWidth(0);
    m_stretch->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_row->addWidget(m_stretch, 1);
    m_row->addSpacing(8);
    m_explore = made(QStringLiteral("explore"), tr("Explore a metric…"), tr("Draw any stored metric (E)"));
    connect(m_explore, &QToolButton::clicked, this, &TimeBar::exploreWanted);
    m_row->addSpacing(8);
    m_table = made(QStringLiteral("tableToggle"), tr("Table"), tr("The same figures as tables (T)"));
    m_table->setCheckable(true);
    connect(m_table, &QToolButton::clicked, this, [this](bool on) { emit tableToggled(on); });
    m_row->addSpacing(8);
    m_export = made(QStringLiteral("export"), tr("Export"), tr("Write all panels into a file"));
    m_export->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_export);
    for (const char *ending : {"png", "svg", "csv"}) {
        const QString kind = QString::fromLatin1(ending);
        connect(menu->addAction(tr("Page as %1…").arg(kind.toUpper())), &QAction::triggered, this,
                [this, kind] { emit exportWanted(kind); });
    }
    m_export->setMenu(menu);
    for (QToolButton *button : {m_explore, m_table, m_export})
        button->setProperty("action", true);
    setServices({}, {});
    restyle();
}

QToolButton *TimeBar::made(const QString &name, const QString &text, const QString &tip)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(text);
    button->setToolTip(tip);
    button->setAccessibleName(text);
    button->setAccessibleDescription(tip);
    button->setFocusPolicy(Qt::StrongFocus);
    m_row->addWidget(button);
    return button;
}

void TimeBar::setWindow(const TimeWindow &window, Zone zone)
{
    for (size_t i = 0; i < m_ranges.size(); ++i)
        m_ranges[i]->setChecked(window.to - window.from == timeRanges.at(i));
    m_live->setChecked(window.live);
    m_live->setText(window.live ? tr(" Live") : tr(" Back to live"));
    m_local->setChecked(zone == Zone::Local);
    m_utc->setChecked(zone == Zone::Utc);
    m_stretch->setText(window.live ? QString()
                                   : QStringLiteral("%1 – %2").arg(
                                       dateTimeOf(window.from, zone).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")),
                                       dateTimeOf(window.to, zone).toString(QStringLiteral("HH:mm:ss"))));
}

QString sourcesText(const QStringList &all, const QStringList &shown)
{
    const auto accounts = std::ranges::count_if(all, isAccountSubject);
    const auto services = all.size() - accounts;
    if (all.isEmpty())
        return TimeBar::tr("all services");
    if (shown.size() == 1)
        return sourceTitle(shown.first());
    if (!shown.isEmpty())
        return accounts == 0 ? TimeBar::tr("%1 of %2 services").arg(shown.size()).arg(services)
                             : TimeBar::tr("%1 of %2 sources").arg(shown.size()).arg(all.size());
    const QString serviceWords
        = services == 1 ? TimeBar::tr("1 service") : TimeBar::tr("all %1 services").arg(services);
    const QString accountWords = accounts == 1 ? TimeBar::tr("1 account") : TimeBar::tr("%1 accounts").arg(accounts);
    if (accounts == 0)
        return serviceWords;
    return services == 0 ? accountWords : QStringLiteral("%1, %2").arg(serviceWords, accountWords);
}

void TimeBar::setServices(const QStringList &all, const QStringList &shown)
{
    m_services->setText(sourcesText(all, shown));
    m_services->setEnabled(!all.isEmpty());
    m_services->setAccessibleName(m_services->text());
    if (all == m_all && shown == m_shown && !m_services->menu()->isEmpty())
        return;
    m_all = all;
    m_shown = shown;
    fillServiceMenu();
}

void TimeBar::fillServiceMenu()
{
    QMenu *menu = m_services->menu();
    menu->clear();
    const bool mixed = std::ranges::any_of(m_all, isAccountSubject);
    QAction *every = menu->addAction(mixed ? tr("All services and accounts") : tr("All services"));
    every->setCheckable(true);
    every->setChecked(m_shown.isEmpty());
    connect(every, &QAction::triggered, this, [this] { emit servicesChosen({}); });
    menu->addSeparator();
    bool accounts = false;
    for (const QString &service : std::as_const(m_all)) {
        if (isAccountSubject(service) && !accounts && service != m_all.first())
            menu->addSeparator();
        accounts = isAccountSubject(service);
        QAction *one = menu->addAction(sourceTitle(service));
        one->setCheckable(true);
        one->setChecked(m_shown.contains(service));
        connect(one, &QAction::triggered, this, [this, service](bool on) {
            QStringList chosen = m_shown;
            chosen.removeAll(service);
            if (on)
                chosen << service;
            emit servicesChosen(chosen.size() == m_all.size() ? QStringList() : chosen);
        });
    }
}

void TimeBar::setTableShown(bool shown)
{
    m_table->setChecked(shown);
}

void TimeBar::restyle()
{
    const QString style = barStyle(themeOf(this));
    if (styleSheet() != style)
        setStyleSheet(style);
    // A disc while live, a ring when it is a way back; never green, for what is followed may be bad or unseen.
    const auto iconOf = [this](bool live) {
        QPixmap pixmap(QSize(12, 12) * devicePixelRatioF());
        pixmap.setDevicePixelRatio(devicePixelRatioF());
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        const Theme &theme = themeOf(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(live ? theme.text : theme.textMute, 1.2));
        painter.setBrush(live ? QBrush(theme.text) : QBrush(Qt::NoBrush));
        painter.drawEllipse(QRectF(2, 2, 8, 8));
        return pixmap;
    };
    QIcon icon;
    icon.addPixmap(iconOf(false), QIcon::Normal, QIcon::Off);
    icon.addPixmap(iconOf(true), QIcon::Normal, QIcon::On);
    m_live->setIcon(icon);
    m_live->setIconSize({12, 12});
    m_live->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
}

void TimeBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_live)
        restyle();
}

} // namespace hubwatch::ui
