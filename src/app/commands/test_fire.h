// TestFire: hubwatchctl rules test-fire: tells one route, marked TEST, and notes that it arrived.
#pragma once

#include "app/accounts/lone_credentials.h"
#include "app/commands/command.h"
#include "app/engine/desktop_desk.h"
#include "base/system_clock.h"
#include "notify/notifier.h"
#include "vault/system_vault.h"

#include <QObject>

namespace hubwatch {

/// Owned by the command's context.
class TestFire : public QObject
{
public:
    TestFire(const CommandCall &call, QString route);

    void start();

private:
    void fire();
    void end(Exit code, const QString &complaint);

    CommandCall m_call;
    QString m_route;
    SystemClock m_clock = {};
    QtHttp m_wire = {};
    Workspace m_workspace = {};
    std::unique_ptr<SystemVault> m_vault = {};
    std::unique_ptr<LoneCredentials> m_credentials = {};
    DesktopDesk m_desktop;
    std::unique_ptr<Notifier> m_notifier = {};
    bool m_ended = false;
    CallScope m_calls; // the last member: its calls end first
};

} // namespace hubwatch
