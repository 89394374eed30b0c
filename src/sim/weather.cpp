#include "sim/weather.h"

#include "sim/chance.h"

#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

using Kind = Weather::Kind;

/// The endless part: one spell in every slot, after a calm that leaves alerts time to resolve.
constexpr Duration slotLength = 50min;

struct CycleEntry {
    Kind kind = Kind::Healthy;
    Duration length = {};
};

// Long enough for what each is to set off: 5 min over 5 %, ten minutes over 3 s, a job of more than 30 min.
constexpr std::array cycle{
    CycleEntry{Kind::Healthy, 0min},      CycleEntry{Kind::ErrorBurst, 13min}, CycleEntry{Kind::Healthy, 0min},
    CycleEntry{Kind::RateLimited, 8min},  CycleEntry{Kind::Slow, 18min},       CycleEntry{Kind::Healthy, 0min},
    CycleEntry{Kind::TokenRevoked, 4min}, CycleEntry{Kind::Flapping, 6min},    CycleEntry{Kind::Crashed, 5min},
    CycleEntry{Kind::Unreachable, 4min},  CycleEntry{Kind::Hanging, 3min},     CycleEntry{Kind::SyncStuck, 39min},
};

std::uint64_t nameHash(const QString &name)
{
    std::uint64_t hash = 1469598103934665603u; // FNV-1a: stable across runs, unlike qHash
    for (const QChar c : name)
        hash = (hash ^ c.unicode()) * 1099511628211u;
    return hash;
}

Weather cycleAt(std::uint64_t seed, const QString &service, Duration time)
{
    const auto slot = std::uint64_t(time / slotLength);
    const Duration within = time % slotLength;
    const std::uint64_t draw = mixed(seed ^ nameHash(service) ^ mixed(slot));
    const CycleEntry entry = cycle[draw % cycle.size()];
    const Duration begin = 5min + Duration((draw >> 32) % std::uint64_t(Duration(5min).count()));
    if (within < begin)
        return {Kind::Healthy, within};
    if (within < begin + entry.length)
        return {entry.kind, within - begin};
    return {Kind::Healthy, within - begin - entry.length};
}

} // namespace

WeatherScript::WeatherScript(TimePoint now, std::uint64_t seed, std::vector<WeatherSpell> spells,
                             std::vector<DeployMark> marks)
    : m_now(now)
    , m_seed(seed)
    , m_spells(std::move(spells))
    , m_marks(std::move(marks))
{
    for (const WeatherSpell &spell : m_spells)
        m_scripted = std::max(m_scripted, spell.from + spell.length);
}

WeatherScript WeatherScript::demo(TimePoint now, std::uint64_t seed)
{
    const QString contacts = QStringLiteral("contacts-sync");
    const QString deals = QStringLiteral("deals-sync");
    const QString webhooks = QStringLiteral("webhook-receiver");
    const QString nightly = QStringLiteral("nightly-export");
    return WeatherScript(now, seed,
                         {
                             // The storm leaves the rolling hour 33 min before now: fired and resolved in the history.
                             {deals, -101min, 8min, Kind::RateLimited},
                             {nightly, -95min, 50min, Kind::SyncStuck},
                             {webhooks, -36min, 4min, Kind::Unreachable},
                             // Over 5 % in the 5 min window some 4 min after it begins, held for 5: pages a minute
                             // after the window opens.
                             {contacts, -495s, 20min, Kind::ErrorBurst},
                             {deals, -9min, 24min, Kind::Slow},
                             {nightly, -10min, 16min, Kind::Crashed},
                             {webhooks, 5min, 6min, Kind::Flapping},
                             {webhooks, 16min, 4min, Kind::TokenRevoked},
                             {nightly, 8min, 45min, Kind::SyncStuck},
                         },
                         {{contacts, -9min, QStringLiteral("deploy 1.42")}});
}

Weather WeatherScript::at(const QString &service, TimePoint time) const
{
    const Duration relative = time - m_now;
    Duration calmSince = -24h;
    for (const WeatherSpell &spell : m_spells) {
        if (spell.service != service)
            continue;
        if (relative >= spell.from && relative < spell.from + spell.length)
            return {spell.kind, relative - spell.from};
        if (relative >= spell.from + spell.length)
            calmSince = std::max(calmSince, spell.from + spell.length);
    }
    if (relative >= m_scripted)
        return cycleAt(m_seed, service, relative - m_scripted);
    return {Kind::Healthy, relative - calmSince};
}

QString weatherText(Weather::Kind kind)
{
    switch (kind) {
    case Kind::Healthy: return QStringLiteral("healthy");
    case Kind::ErrorBurst: return QStringLiteral("error burst");
    case Kind::RateLimited: return QStringLiteral("429 storm");
    case Kind::Slow: return QStringLiteral("slow");
    case Kind::TokenRevoked: return QStringLiteral("token revoked");
    case Kind::SyncStuck: return QStringLiteral("sync stuck");
    case Kind::Crashed: return QStringLiteral("crashed");
    case Kind::Unreachable: return QStringLiteral("unreachable");
    case Kind::Hanging: return QStringLiteral("hanging");
    case Kind::Flapping: return QStringLiteral("flapping readiness");
    }
    Q_UNREACHABLE();
}

} // namespace hubwatch
