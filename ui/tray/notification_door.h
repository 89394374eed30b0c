// NotificationDoor: one way to show a person something outside the window.
#pragma once

#include "notify/desktop_notice.h"

#include <QObject>
#include <functional>

namespace hubwatch::ui {

class NotificationDoor : public QObject
{
    Q_OBJECT

public:
    using Reply = std::function<void(bool shown, const QString &words)>;
    using QObject::QObject;

    /// Answers once, later or at once; never after the door is gone. A notice of a key that is shown takes its place.
    virtual void show(const DesktopNotice &notice, Reply reply) = 0;
    /// Takes away what is shown of the key, if anything.
    virtual void close(const QString &key) = 0;

signals:
    /// A person chose so on the notification.
    void acknowledged(const hubwatch::DesktopNotice &notice);
    void opened(const hubwatch::DesktopNotice &notice);
};

} // namespace hubwatch::ui
