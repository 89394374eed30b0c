// AlertActions: what a person does to alerts from Now, the palette, the tray and a notification.
#pragma once

#include "snapshot/console.h"

#include <QObject>
#include <QPointer>
#include <vector>

class QWidget;

namespace hubwatch::ui {

/// Matchers that mean these alerts: `service="contacts-sync", rule="api.error_rate"`; of several, every rule of them in
/// every service of them. Pure.
std::vector<Matcher> matchersOf(const std::vector<AlertId> &alerts);

/// Dialogs are not modal and stand over `window`. What the engine answers to a command without a dialog of its own is
/// told by said().
class AlertActions : public QObject
{
    Q_OBJECT

public:
    AlertActions(Console &console, QWidget *window);

    /// Asks for owner and note.
    void acknowledge(const std::vector<AlertId> &alerts);
    /// Asks for how long and why.
    void mute(const std::vector<AlertId> &alerts);

    /// At once, by whoever works here.
    void takeOn(const std::vector<AlertId> &alerts);
    void muteFor(const std::vector<AlertId> &alerts, Duration span);
    void testFire(const QString &route);
    void leaveMark(const QString &service, const QString &text);

signals:
    void said(const QString &words, bool good);

private:
    void await(AlertOutcome::Command command);
    void takeOutcome(const AlertOutcome &outcome);
    void present(QWidget *dialog);

    Console &m_console;
    QPointer<QWidget> m_window;
    std::vector<AlertOutcome::Command> m_awaited = {};
};

} // namespace hubwatch::ui
