#include "ui/shell/wall_view.h"

#include "ui/credentials/account_words.h"
#include "ui/format.h"
#include "ui/now/service_words.h"
#include "ui/shell/console_verdict.h"
#include "ui/shell/status_line.h"
#include "ui/shell/wall_painter.h"
#include "ui/shell/window_place.h"
#include "ui/source_title.h"
#include "ui/theme.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QScreen>
#include <QSettings>
#include <QTimer>
#include <algorithm>

namespace hubwatch::ui {

namespace {

const QString wallScreenKey = QStringLiteral("wall/screen");
constexpr size_t mostWallCards = 12;

int wallRank(Mark mark)
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

/// The figure that is worst, the first where all are alike.
QString wallFigure(const std::vector<Figure> &figures)
{
    const auto worst
        = std::ranges::min_element(figures, {}, [](const Figure &figure) { return wallRank(figure.mark); });
    return worst == figures.end() ? QString() : QStringLiteral("%1 %2").arg(worst->label, worst->value);
}

QScreen *screenNamed(const QString &name)
{
    const QList<QScreen *> screens = QGuiApplication::screens();
    const auto found = std::ranges::find(screens, name, &QScreen::name);
    return found == screens.end() ? nullptr : *found;
}

} // namespace

WallText wallText(const Snapshot &snapshot, const AlertBoard &board, std::optional<TimePoint> blindSince)
{
    WallText text{.verdicts = verdictsOf(snapshot, board, blindSince), .blindSince = blindSince};
    if (snapshot.loading)
        return text;
    text.cards = troubleCards(snapshot);
    std::ranges::move(alertCards(snapshot, board, mostWallCards), std::back_inserter(text.cards));
    const size_t groups = board.groups.size();
    text.more = groups > mostWallCards ? groups - mostWallCards : 0;
    for (const ServiceState &service : snapshot.services) {
        const AccountState *account = accountOf(snapshot.accounts, service.config.name);
        const ServiceSummary summary = account ? accountSummary(service, *account, snapshot.at) : summaryOf(service);
        const auto figures = account ? accountFigures(service, *account, snapshot.rules, snapshot.at)
                                     : figuresOf(service, snapshot.rules);
        text.services.push_back({.name = sourceTitle(service.config.name),
                                 .mark = summary.mark,
                                 .word = summary.word,
                                 .figure = summary.mark == Mark::Blind ? QString() : wallFigure(figures)});
    }
    std::ranges::stable_sort(text.services, {}, [](const auto &service) { return wallRank(service.mark); });
    QStringList foot{accountsText(snapshot.workspace.accounts)};
    if (snapshot.console.demo)
        foot.prepend(QStringLiteral("DEMO"));
    if (!blindSince)
        text.told = deliveryWords(snapshot.alerting, snapshot.rules);
    if (const auto polled = lastPoll(snapshot); polled && !blindSince)
        foot << WallView::tr("last poll %1 ago").arg(ageText(snapshot.at - *polled));
    text.foot = foot.join(QStringLiteral("  ·  "));
    return text;
}

WallView::WallView(QWidget *owner)
    : QWidget(owner, Qt::Window)
{
    setObjectName(QStringLiteral("wallView"));
    setWindowTitle(tr("Hubwatch: wall"));
    setAccessibleName(tr("Wall: the state of everything. Esc goes back."));
    setCursor(Qt::BlankCursor);
    setFocusPolicy(Qt::StrongFocus);
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, qOverload<>(&QWidget::update));
    timer->start(1000); // the clock
}

void WallView::showText(const WallText &text)
{
    if (text == m_text)
        return;
    m_text = text;
    update();
}

void WallView::present()
{
    QScreen *screen = screenNamed(QSettings().value(wallScreenKey).toString());
    if (!screen)
        screen = parentWidget()->screen();
    setScreen(screen);
    setGeometry(screen->geometry());
    showFullScreen();
    raise();
    activateWindow();
    setFocus();
}

void WallView::moveTo(int step)
{
    const QList<QScreen *> screens = QGuiApplication::screens();
    const auto at = screens.indexOf(screen());
    QScreen *next = screens[(at + step + screens.size()) % screens.size()];
    QSettings().setValue(wallScreenKey, next->name());
    if (next == screen())
        return;
    hide();
    present();
}

void WallView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
    case Qt::Key_F11: close(); break;
    case Qt::Key_Left: moveTo(-1); break;
    case Qt::Key_Right: moveTo(1); break;
    default: QWidget::keyPressEvent(event);
    }
}

void WallView::closeEvent(QCloseEvent *event)
{
    if (screen())
        QSettings().setValue(wallScreenKey, screen()->name());
    QWidget::closeEvent(event);
    emit left();
}

void WallView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    WallPainter(painter, rect(), font(), themeOf(this)).draw(m_text, wallClock());
}

} // namespace hubwatch::ui
