// ConsoleWatch: what this computer does to the watching: it sleeps, loses its network, has its clock set.
#pragma once

#include "snapshot/snapshot.h"
#include "sources/network_watch.h"
#include "sources/sleep_watch.h"

#include <QObject>

namespace hubwatch {

/// Keeps the console's own state and tells what changed in it as events of kind Console.
class ConsoleWatch : public QObject
{
    Q_OBJECT

public:
    ConsoleWatch(ConsoleState begun, Clock &clock, QObject *parent = nullptr);

    const ConsoleState &state() const { return m_state; }

signals:
    void happened(const hubwatch::Event &event);
    /// Nobody was looking from `from` to `to`; `remoteOnly` when what runs on this computer was still seen.
    void wasAway(hubwatch::TimePoint from, hubwatch::TimePoint to, bool remoteOnly);
    void networkLost();
    void networkBack();

private:
    void wakeUp(Duration slept);
    void takeNetwork(NetworkState network);
    void tell(const char *subject, const QString &text);

    ConsoleState m_state;
    Clock &m_clock;
    SleepWatch m_sleep;
    NetworkWatch m_network;
};

} // namespace hubwatch
