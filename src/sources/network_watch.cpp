#include "sources/network_watch.h"

#include <QNetworkInformation>
#include <QNetworkInterface>
#include <algorithm>

namespace hubwatch {

namespace {

constexpr Duration lookEvery = 2s;

std::vector<InterfaceState> interfacesNow()
{
    std::vector<InterfaceState> states;
    for (const QNetworkInterface &interface : QNetworkInterface::allInterfaces()) {
        const auto flags = interface.flags();
        const auto reachesOut
            = [](const QNetworkAddressEntry &entry) { return !entry.ip().isLoopback() && !entry.ip().isLinkLocal(); };
        states.push_back(
            {.loopback = flags.testFlag(QNetworkInterface::IsLoopBack),
             .running = flags.testFlag(QNetworkInterface::IsUp) && flags.testFlag(QNetworkInterface::IsRunning),
             .hasAddress = std::ranges::any_of(interface.addressEntries(), reachesOut)});
    }
    return states;
}

/// What the system's own service thinks (NetworkManager, Windows' NLM, macOS' SCNetwork); Unknown where there is none.
NetworkState systemOpinion()
{
    static const bool hasBackend
        = QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability);
    const QNetworkInformation *information = hasBackend ? QNetworkInformation::instance() : nullptr;
    if (!information || information->reachability() == QNetworkInformation::Reachability::Unknown)
        return NetworkState::Unknown;
    return information->reachability() == QNetworkInformation::Reachability::Disconnected ? NetworkState::Lost
                                                                                          : NetworkState::Online;
}

} // namespace

NetworkState judgeNetwork(const std::vector<InterfaceState> &interfaces, NetworkState system)
{
    if (system == NetworkState::Online)
        return NetworkState::Online;
    const bool carries = std::ranges::any_of(
        interfaces, [](const InterfaceState &each) { return !each.loopback && each.running && each.hasAddress; });
    if (carries)
        return NetworkState::Online;
    // A system that shows no interfaces at all, not even loopback, is not letting us look.
    return interfaces.empty() && system == NetworkState::Unknown ? NetworkState::Unknown : NetworkState::Lost;
}

NetworkState lookAtNetwork()
{
    return judgeNetwork(interfacesNow(), systemOpinion());
}

NetworkWatch::NetworkWatch(Clock &clock, std::function<NetworkState()> look, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_look(std::move(look))
{
    waitForLook();
}

void NetworkWatch::waitForLook()
{
    m_clock.after(lookEvery, m_timer.context(), [this] {
        waitForLook();
        const NetworkState seen = m_look();
        if (seen == m_state)
            return;
        m_state = seen;
        emit changed(seen);
    });
}

} // namespace hubwatch
