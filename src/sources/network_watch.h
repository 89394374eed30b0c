// NetworkWatch: whether this machine has a network at all.
#pragma once

#include "base/call_scope.h"
#include "base/clock.h"

#include <QObject>
#include <functional>
#include <vector>

namespace hubwatch {

enum class NetworkState { Unknown, Online, Lost };

/// What is known of one network interface.
struct InterfaceState {
    bool loopback = false;
    bool running = false;    ///< up, and its cable or radio connected
    bool hasAddress = false; ///< one that reaches further than its own link

    bool operator==(const InterfaceState &) const = default;
};

/// Lost only when nothing could carry a packet off this machine, and the system, where it has an opinion, agrees: to
/// call a working network lost would stop the polls and blind the console.
NetworkState judgeNetwork(const std::vector<InterfaceState> &interfaces, NetworkState system);

/// The network of this machine now, by judgeNetwork(). Call it on one thread only.
NetworkState lookAtNetwork();

/// Looks every two seconds. Targets on loopback need no network and are no concern of it.
class NetworkWatch : public QObject
{
    Q_OBJECT

public:
    explicit NetworkWatch(Clock &clock, std::function<NetworkState()> look = lookAtNetwork, QObject *parent = nullptr);

    /// Unknown until the first look, two seconds after the start.
    NetworkState state() const { return m_state; }

signals:
    void changed(hubwatch::NetworkState state);

private:
    void waitForLook();

    Clock &m_clock;
    std::function<NetworkState()> m_look;
    NetworkState m_state = NetworkState::Unknown;
    CallScope m_timer = {};
};

} // namespace hubwatch
