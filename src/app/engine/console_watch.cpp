#include "app/engine/console_watch.h"

#include "base/clock.h"
#include "base/duration_text.h"

namespace hubwatch {

ConsoleWatch::ConsoleWatch(ConsoleState begun, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_state(std::move(begun))
    , m_clock(clock)
    , m_sleep(clock)
    , m_network(clock)
{
    connect(&m_sleep, &SleepWatch::slept, this, &ConsoleWatch::wakeUp);
    connect(&m_sleep, &SleepWatch::clockSet, this, [this](Duration by) {
        tell("clock", QStringLiteral("the clock of this computer was set by %1").arg(durationText(by)));
    });
    connect(&m_network, &NetworkWatch::changed, this, &ConsoleWatch::takeNetwork);
}

void ConsoleWatch::tell(const char *subject, const QString &text)
{
    emit happened(
        {.at = m_clock.now(), .kind = Event::Kind::Console, .subject = QString::fromLatin1(subject), .text = text});
}

void ConsoleWatch::wakeUp(Duration slept)
{
    m_state.slept = slept;
    m_state.sleptUntil = m_clock.now();
    emit wasAway(m_clock.now() - slept, m_clock.now(), false);
    tell("sleep", QStringLiteral("this console slept for %1").arg(durationText(slept)));
}

void ConsoleWatch::takeNetwork(NetworkState network)
{
    switch (network) {
    case NetworkState::Unknown: m_state.network = ConsoleState::Network::Unknown; break;
    case NetworkState::Online: m_state.network = ConsoleState::Network::Online; break;
    case NetworkState::Lost: m_state.network = ConsoleState::Network::Lost; break;
    }
    if (network == NetworkState::Lost && !m_state.networkLostSince) {
        m_state.networkLostSince = m_clock.now();
        emit networkLost();
        tell("network", QStringLiteral("this console lost its network"));
    } else if (network != NetworkState::Lost && m_state.networkLostSince) {
        emit wasAway(*m_state.networkLostSince, m_clock.now(), true);
        m_state.networkLostSince.reset();
        emit networkBack();
        tell("network back", QStringLiteral("this console has a network again"));
    }
}

} // namespace hubwatch
