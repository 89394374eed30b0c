// Toast: words that come to a person inside the window, and go by themselves.
#pragma once

#include "ui/shell/text_line.h"
#include "ui/tray/notification_door.h"

class QLabel;
class QPushButton;
class QTimer;

namespace hubwatch::ui {

/// One at a time, at the foot of the window at the right. Good news go after some seconds; bad ones stay.
class Toast : public Panel
{
    Q_OBJECT

public:
    explicit Toast(QWidget *window);

    void say(Mark mark, const QString &title, const QString &body);
    void showNotice(const DesktopNotice &notice);
    const DesktopNotice &notice() const { return m_notice; }
    void dismiss();

signals:
    void acknowledged(const hubwatch::DesktopNotice &notice);
    void opened(const hubwatch::DesktopNotice &notice);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void place();

    DesktopNotice m_notice = {};
    TextLine *m_title = nullptr;
    QLabel *m_body = nullptr;
    QPushButton *m_acknowledge = nullptr;
    QPushButton *m_open = nullptr;
    QTimer *m_gone = nullptr;
};

/// The last door: inside the window, which must be there to be seen.
class ToastNotifications : public NotificationDoor
{
    Q_OBJECT

public:
    explicit ToastNotifications(Toast &toast, QObject *parent = nullptr);

    void show(const DesktopNotice &notice, Reply reply) override;
    void close(const QString &key) override;

private:
    Toast &m_toast;
};

} // namespace hubwatch::ui
