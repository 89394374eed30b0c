#include "checklist/bench/bench_weather.h"

#include "checklist/bench/bench_script.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

constexpr int mostThrottled = 5; ///< requests that are struck in a phase
constexpr int mostFailing = 6;
constexpr int mostOthers = 3;
constexpr int mostBeforeLong = 3; ///< the others come first: there are gaps to compare
constexpr int mostStrikes = 12;

QByteArray benchHttpDate(TimePoint at)
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC);
    return QLocale::c().toString(utc, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'")).toLatin1();
}

} // namespace

BenchWeather::BenchWeather(double pace)
    : m_pace(pace)
{ }

void BenchWeather::begin(BenchPhase::Weather weather, int requests)
{
    m_longSuffering = std::clamp(requests - 1, 0, mostBeforeLong);
    m_weather = weather;
    m_requests.clear();
}

Duration BenchWeather::paced(Duration time) const
{
    return Duration(qint64(double(time.count()) * m_pace));
}

int BenchWeather::strikesOf(int number) const
{
    if (number == m_longSuffering)
        return mostStrikes;
    return number < 3 ? 3 : 2; // a third gap, since jitter hides the growth of two
}

BenchStrike BenchWeather::throttled(const Request &request, TimePoint now) const
{
    // Whole seconds are all that HTTP knows, whatever the pace.
    const Duration whole = std::max<Duration>(1s, std::chrono::ceil<std::chrono::seconds>(paced(2s)));
    BenchStrike strike{.status = 429};
    if (request.seen == 1) {
        strike.retryAfter = whole;
        strike.told = QByteArray::number(qlonglong(whole / 1s));
    } else if (request.number % 3 == 2) {
        strike.retryAfter = whole - 500ms;
        strike.told = QByteArray::number(double(strike.retryAfter.count()) / 1000);
    } else {
        const auto at = std::chrono::ceil<std::chrono::seconds>(now + std::max<Duration>(paced(2s), 400ms));
        strike.retryAfter = at - now;
        strike.told = benchHttpDate(at);
    }
    return strike;
}

std::optional<BenchStrike> BenchWeather::strike(const QString &key, TimePoint now)
{
    constexpr std::array faults{500, 502, 503};
    if (isCalm(m_weather))
        return std::nullopt;
    const auto [at, isNew] = m_requests.try_emplace(key, Request{.number = int(m_requests.size())});
    Request &request = at->second;
    ++request.seen;
    switch (m_weather) {
    case BenchPhase::Weather::Calm:
    case BenchPhase::Weather::Recovered: return std::nullopt;
    case BenchPhase::Weather::Throttled:
        if (request.number >= mostThrottled || request.seen > 2)
            return std::nullopt;
        return throttled(request, now);
    case BenchPhase::Weather::Failing:
        if (request.number >= mostFailing || request.seen > strikesOf(request.number))
            return std::nullopt;
        return BenchStrike{.status = faults[size_t(request.number + request.seen - 1) % faults.size()]};
    case BenchPhase::Weather::Unauthorized: return BenchStrike{.status = 401};
    case BenchPhase::Weather::Slow:
    case BenchPhase::Weather::Reset:
    case BenchPhase::Weather::Malformed: break;
    }
    if (request.number >= mostOthers || request.seen > 1)
        return std::nullopt;
    if (m_weather == BenchPhase::Weather::Slow)
        return BenchStrike{.delay = paced(3s + 500ms * request.number)};
    return BenchStrike{.reset = m_weather == BenchPhase::Weather::Reset,
                       .halved = m_weather == BenchPhase::Weather::Malformed};
}

} // namespace hubwatch
