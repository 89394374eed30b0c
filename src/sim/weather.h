// Weather: what befalls a service of the box, and when.
#pragma once

#include "base/clock.h"

#include <QString>
#include <vector>

namespace hubwatch {

struct Weather {
    enum class Kind {
        Healthy,
        ErrorBurst,   ///< 500s on the service's busiest endpoint, up to 8 %
        RateLimited,  ///< a 429 storm: some 15 a minute
        Slow,         ///< p99 between 3 and 5 s
        TokenRevoked, ///< every call is a 401, readiness says so
        SyncStuck,    ///< the job that begins now does not end
        Crashed,      ///< connection refused; counters start at zero afterwards
        Unreachable,  ///< connection refused, but the process lives: counters go on
        Hanging,      ///< takes connections and answers nothing
        Flapping,     ///< readiness changes every 40 s
    };

    Kind kind = Kind::Healthy;
    Duration since = {}; ///< how long it has been so

    bool operator==(const Weather &) const = default;
};

/// One line of a script: `kind` from `from` (relative to the script's now) for `length`.
struct WeatherSpell {
    QString service = {};
    Duration from = {};
    Duration length = {};
    Weather::Kind kind = Weather::Kind::Healthy;

    bool operator==(const WeatherSpell &) const = default;
};

/// A mark a deploy leaves.
struct DeployMark {
    QString service = {};
    Duration at = {};
    QString text = {};

    bool operator==(const DeployMark &) const = default;
};

/// The weather of all services at any instant: first as scripted, then changing for ever, by seed. Pure.
class WeatherScript
{
public:
    /// `now` is the instant the script's times count from.
    WeatherScript(TimePoint now, std::uint64_t seed, std::vector<WeatherSpell> spells, std::vector<DeployMark> marks);

    /// What `hubwatch --demo` shows: two hours of history with a 429 storm and a stuck sync that are over, a gap, a
    /// deploy, and an error burst that is about to page somebody.
    static WeatherScript demo(TimePoint now, std::uint64_t seed);

    Weather at(const QString &service, TimePoint time) const;
    const std::vector<DeployMark> &marks() const { return m_marks; }
    TimePoint now() const { return m_now; }

private:
    TimePoint m_now;
    std::uint64_t m_seed;
    Duration m_scripted = {}; ///< the script's end
    std::vector<WeatherSpell> m_spells;
    std::vector<DeployMark> m_marks;
};

/// "error burst", "429 storm" ...
QString weatherText(Weather::Kind kind);

} // namespace hubwatch
