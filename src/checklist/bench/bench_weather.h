// BenchWeather: what befalls each call of a phase. Pure but for what it remembers.
#pragma once

#include "checklist/bench/bench_trace.h"

#include <QByteArray>
#include <map>
#include <optional>

namespace hubwatch {

/// Instead of HubSpot's answer.
struct BenchStrike {
    int status = 0; ///< 0: as HubSpot would have answered, or hung up
    QByteArray told = {};
    Duration retryAfter = {};
    Duration delay = {}; ///< on top of what an answer takes
    bool reset = false;
    bool halved = false; ///< 200 and half of the body

    bool operator==(const BenchStrike &) const = default;
};

/// Strikes the first requests of a phase a few times each and lets the others be, so that a phase of a service that
/// works one by one stays short. Each is told to come back in two ways, so that one request is enough to tell them
/// apart: in whole seconds, then as an HTTP-date or, for each third request, in a fraction.
class BenchWeather
{
public:
    explicit BenchWeather(double pace);

    /// `requests` that the service makes in a run tell which one is struck on and on, so that who never gives up shows.
    void begin(BenchPhase::Weather weather, int requests = 100);
    /// Nothing: it is answered as HubSpot would. `key` is the same for the same request.
    std::optional<BenchStrike> strike(const QString &key, TimePoint now);

private:
    struct Request {
        int number = 0; ///< in the order of first arrival
        int seen = 0;
    };

    Duration paced(Duration time) const;
    int strikesOf(int number) const; ///< of failing requests
    BenchStrike throttled(const Request &request, TimePoint now) const;

    double m_pace;
    int m_longSuffering = 0; ///< the number of a request
    BenchPhase::Weather m_weather = BenchPhase::Weather::Calm;
    std::map<QString, Request> m_requests = {};
};

} // namespace hubwatch
