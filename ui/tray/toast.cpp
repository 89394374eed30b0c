#include "ui/tray/toast.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace hubwatch::ui {

namespace {

constexpr int toastWidth = 380;
constexpr int fromEdge = 14;
constexpr int aboveStatus = 40;

Mark noticeMark(const DesktopNotice &notice)
{
    if (notice.test)
        return Mark::None;
    if (notice.resolved)
        return Mark::Good;
    return notice.severity == Rule::Severity::Page ? Mark::Bad : Mark::Warn;
}

} // namespace

Toast::Toast(QWidget *window)
    : Panel(window)
    , m_title(new TextLine(this))
    , m_body(new QLabel(this))
    , m_acknowledge(new QPushButton(tr("Acknowledge"), this))
    , m_open(new QPushButton(tr("Open"), this))
    , m_gone(new QTimer(this))
{
    setObjectName(QStringLiteral("toast"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 11, 12, 12);
    column->setSpacing(6);
    auto *head = new QHBoxLayout;
    m_title->setObjectName(QStringLiteral("toastTitle"));
    head->addWidget(m_title, 1);
    auto *close = new QPushButton(QStringLiteral("×"), this);
    close->setObjectName(QStringLiteral("toastClose"));
    close->setProperty("quiet", true);
    close->setAccessibleName(tr("Dismiss"));
    close->setToolTip(tr("Dismiss (Esc)"));
    head->addWidget(close);
    column->addLayout(head);
    m_body->setObjectName(QStringLiteral("toastBody"));
    m_body->setWordWrap(true);
    m_body->setTextFormat(Qt::PlainText);
    m_body->setProperty("tone", QStringLiteral("dim"));
    column->addWidget(m_body);
    auto *row = new QHBoxLayout;
    m_acknowledge->setObjectName(QStringLiteral("toastAcknowledge"));
    m_open->setObjectName(QStringLiteral("toastOpen"));
    row->addWidget(m_acknowledge);
    row->addWidget(m_open);
    row->addStretch(1);
    column->addLayout(row);
    m_gone->setSingleShot(true);
    connect(m_gone, &QTimer::timeout, this, &QWidget::hide);
    connect(close, &QPushButton::clicked, this, &Toast::dismiss);
    connect(m_acknowledge, &QPushButton::clicked, this, [this] {
        dismiss();
        emit acknowledged(m_notice);
    });
    connect(m_open, &QPushButton::clicked, this, [this] {
        dismiss();
        emit opened(m_notice);
    });
    window->installEventFilter(this);
    hide();
}

void Toast::say(Mark mark, const QString &title, const QString &body)
{
    m_notice = {};
    m_title->setMark(mark);
    m_title->setRuns({{title, Tone::Normal, true}});
    m_body->setText(body);
    m_body->setVisible(!body.isEmpty());
    m_acknowledge->hide();
    m_open->hide();
    setEdge(mark);
    setAccessibleName(title);
    setAccessibleDescription(body);
    place();
    show();
    raise();
    if (mark == Mark::Good || mark == Mark::None)
        m_gone->start(6000);
    else
        m_gone->stop();
}

void Toast::showNotice(const DesktopNotice &notice)
{
    say(noticeMark(notice), notice.title, notice.body);
    m_notice = notice;
    m_acknowledge->setVisible(!notice.alerts.empty() && !notice.resolved && !notice.test);
    m_open->setVisible(!notice.test);
    place();
}

void Toast::dismiss()
{
    m_gone->stop();
    hide();
}

void Toast::place()
{
    const QWidget *window = parentWidget();
    setFixedWidth(std::min(toastWidth, window->width() - 2 * fromEdge));
    layout()->activate();
    const int high = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width()) : sizeHint().height();
    setFixedHeight(high);
    move(window->width() - width() - fromEdge, window->height() - high - aboveStatus);
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return Panel::eventFilter(watched, event);
}

void Toast::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        Panel::keyPressEvent(event);
}

ToastNotifications::ToastNotifications(Toast &toast, QObject *parent)
    : NotificationDoor(parent)
    , m_toast(toast)
{
    connect(&m_toast, &Toast::acknowledged, this, &NotificationDoor::acknowledged);
    connect(&m_toast, &Toast::opened, this, &NotificationDoor::opened);
}

void ToastNotifications::show(const DesktopNotice &notice, Reply reply)
{
    const QWidget *window = m_toast.parentWidget();
    if (!window->isVisible() || window->isMinimized())
        return reply(false,
                     tr("the desktop shows no notifications, and the window is hidden: open it, or give the route "
                        "another kind"));
    m_toast.showNotice(notice);
    reply(true, tr("shown in the window: the desktop has no notifications"));
}

void ToastNotifications::close(const QString &key)
{
    if (m_toast.notice().key == key && !key.isEmpty())
        m_toast.dismiss();
}

} // namespace hubwatch::ui
