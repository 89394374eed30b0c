#include "batch/run_gate.h"

#include <QDateTime>
#include <QTimeZone>
#include <algorithm>

namespace hubwatch {

namespace {

using Hold = GateVerdict::Hold;

constexpr int lostInARow = 3;
constexpr Duration longestOfflineWait = 60s;
constexpr Duration unknownDay = 1h;

bool tellsNobodyIsReached(Error::Reach reach)
{
    using Reach = Error::Reach;
    switch (reach) {
    case Reach::Dns:
    case Reach::Refused:
    case Reach::Tls:
    case Reach::Clock:
    case Reach::NoNetwork:
    case Reach::Proxy: return true;
    case Reach::None:
    case Reach::Timeout:
    case Reach::Reset: return false;
    }
    Q_UNREACHABLE();
}

QString reachWords(Error::Reach reach)
{
    using Reach = Error::Reach;
    switch (reach) {
    case Reach::Dns: return QStringLiteral("HubSpot's name is not found");
    case Reach::Refused: return QStringLiteral("the connection is refused");
    case Reach::Tls: return QStringLiteral("no secure connection comes about");
    case Reach::Clock: return QStringLiteral("the certificate does not fit this machine's clock");
    case Reach::NoNetwork: return QStringLiteral("this machine has none");
    case Reach::Proxy: return QStringLiteral("the proxy wants a name and password");
    case Reach::Timeout: return QStringLiteral("nothing answers in time");
    case Reach::Reset:
    case Reach::None: return QStringLiteral("connections break");
    }
    Q_UNREACHABLE();
}

} // namespace

QString clockText(TimePoint at)
{
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC).toString(QStringLiteral("HH:mm:ss"))
        + QStringLiteral(" UTC");
}

GateVerdict RunGate::verdict(const GateFacts &facts)
{
    if (facts.stopBy && facts.now >= *facts.stopBy)
        return {.hold = Hold::StopBy,
                .words = QStringLiteral("The stop-by time, %1, has passed: nothing was begun after it. Resume the job, "
                                        "or leave it to its next window.")
                             .arg(clockText(*facts.stopBy))};
    if (facts.parkedUntil && facts.now < *facts.parkedUntil)
        return {.hold = Hold::Account,
                .words = QStringLiteral("HubSpot takes no calls: %1. Goes on at %2 by itself.")
                             .arg(facts.parkedWhy, clockText(*facts.parkedUntil)),
                .resumesAt = facts.parkedUntil};
    if (const GateVerdict held = offline(facts); held.hold != Hold::None)
        return held;
    return reserve(facts);
}

void RunGate::answered(TimePoint now)
{
    m_lost = 0;
    m_tries = 0;
    if (m_reserveUntil && now >= *m_reserveUntil)
        m_reserveUntil.reset(); // the figure is of the new day
}

void RunGate::unreachable(Error::Reach reach, Duration uptime)
{
    ++m_lost;
    if (!tellsNobodyIsReached(reach) && m_lost < lostInARow && m_tries == 0)
        return;
    m_reach = reach;
    if (m_tries > 0 && uptime < m_tryAt)
        return; // begun before the wait, like the one that began it
    ++m_tries;
    m_tryAt = uptime + std::min<Duration>(std::chrono::seconds(1LL << std::min(m_tries - 1, 6)), longestOfflineWait);
}

GateVerdict RunGate::offline(const GateFacts &facts) const
{
    if (m_tries == 0)
        return {};
    const TimePoint tryAt = facts.now + std::max(m_tryAt - facts.uptime, Duration::zero());
    if (facts.uptime >= m_tryAt && facts.open == 0)
        return {};
    return {.hold = Hold::Offline,
            .words = QStringLiteral("No network (%1): tries again at %2.").arg(reachWords(m_reach), clockText(tryAt)),
            .resumesAt = tryAt};
}

GateVerdict RunGate::reserve(const GateFacts &facts)
{
    if (!facts.dailyLeft || *facts.dailyLeft - facts.reserve > facts.open) {
        m_reserveUntil.reset();
        return {};
    }
    if (!m_reserveUntil) {
        const bool known = facts.resetsAt && *facts.resetsAt > facts.now && *facts.resetsAt <= facts.now + 25h;
        m_reserveUntil = known ? *facts.resetsAt : facts.now + unknownDay;
    }
    if (facts.now >= *m_reserveUntil && facts.open == 0)
        return {};
    const QString rest = facts.reserve > 0
        ? QStringLiteral("%1 calls are left of the account's day, and %2 of them are kept for others")
              .arg(*facts.dailyLeft)
              .arg(facts.reserve)
        : QStringLiteral("The account's calls of the day are used up");
    return {.hold = Hold::Reserve,
            .words = QStringLiteral("%1. Goes on at %2 by itself.").arg(rest, clockText(*m_reserveUntil)),
            .resumesAt = m_reserveUntil};
}

} // namespace hubwatch
