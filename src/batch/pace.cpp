#include "batch/pace.h"

#include "base/duration_text.h"
#include "batch/count_text.h"

#include <algorithm>
#include <cmath>
#include <functional>

using namespace Qt::StringLiterals;

namespace hubwatch {

namespace {

/// What an answer is taken to last before there was one.
constexpr Duration usualCall = 200ms;

/// What the limiter allows for the grain of clocks.
constexpr Duration clockStep = 2ms;

/// The limiter's patience for polling, in seconds.
constexpr double pollingShare = 2;

double secondsOf(Duration duration)
{
    return double(duration.count()) / 1000.0;
}

Duration durationOf(double seconds)
{
    return Duration(std::llround(seconds * 1000.0));
}

/// The two limits of a rate, and how far the bucket is used.
struct PaceLimits {
    double window = 0; ///< until a permit that is taken now is free again, in seconds
    double call = 0;
    double bucket = 0; ///< requests a second
    double lanes = 0;  ///< of the calls in flight; Qt has made a macro of the word slots
    int permits = 1;
    std::optional<std::vector<double>> freeIn = {}; ///< when each permit is free, ascending, in seconds from now

    bool lanesBind() const { return lanes <= bucket; }
    double rate() const { return std::min(lanes, bucket); }
};

PaceLimits paceLimits(const PaceFacts &facts)
{
    PaceLimits limits{.call = secondsOf(std::max(facts.perCall.value_or(usualCall), Duration(1))),
                      .permits = std::max(facts.burst.calls, 1)};
    limits.window = secondsOf(facts.burst.window + clockStep) + limits.call;
    limits.bucket = limits.permits / limits.window;
    limits.lanes = std::max(facts.concurrency, 1) / limits.call;
    if (facts.answeredAgo) {
        std::vector<double> freeIn;
        for (const Duration ago : *facts.answeredAgo)
            freeIn.push_back(std::max(secondsOf(facts.burst.window - ago), 0.0));
        std::ranges::sort(freeIn, std::greater());
        freeIn.resize(size_t(limits.permits), 0.0); // the rest is free now, or in flight and counted as left
        std::ranges::reverse(freeIn);
        limits.freeIn = std::move(freeIn);
    }
    return limits;
}

/// How long `requests` take when they begin `delay` from now. Permits come back in the order in which they were taken,
/// so that each window repeats the one before, a latency later: a job goes in bursts, and where in a burst it stands
/// decides when it ends.
double workFor(const PaceLimits &limits, std::int64_t requests, double delay)
{
    if (requests <= 0)
        return 0;
    if (!limits.freeIn || limits.lanesBind())
        return std::max(double(requests) / limits.rate(), limits.call);
    const std::int64_t windows = (requests - 1) / limits.permits;
    const std::int64_t last = (requests - 1) % limits.permits;
    const double step = 1.0 / limits.lanes;
    double first = 0;
    double sent = 0;
    for (std::int64_t i = 0; i <= last; ++i) {
        const double earliest = i == 0 ? 0 : sent + step;
        sent = std::max((*limits.freeIn)[size_t(i)] - delay, earliest);
        first = i == 0 ? sent : first;
    }
    // In any window but a job's first, the last permit before a gap is left to polling for most of the gap.
    if (windows > 0) {
        const bool isTurn = last + 1 == limits.permits;
        const double next = isTurn ? first + limits.window : (*limits.freeIn)[size_t(last + 1)] - delay;
        sent = std::max(sent, next - pollingShare);
    }
    return sent + limits.call + double(windows) * limits.window;
}

/// After a wait of hours every permit is free.
PaceLimits rested(PaceLimits limits)
{
    if (limits.freeIn)
        std::ranges::fill(*limits.freeIn, 0.0);
    return limits;
}

QString rateText(double perSecond)
{
    return QString::number(perSecond, 'f', perSecond < 9.95 ? 1 : 0);
}

QString bucketText(const PaceFacts &facts)
{
    return u"%1 calls in %2"_s.arg(countText(facts.burst.calls), durationText(facts.burst.window));
}

QString slotsText(const PaceFacts &facts, const PaceLimits &limits)
{
    const int lanes = std::max(facts.concurrency, 1);
    const QString call = QString::number(limits.call, 'f', limits.call < 0.095 ? 2 : 1);
    return lanes == 1 ? u"1 slot of %1 s"_s.arg(call) : u"%1 slots of %2 s each"_s.arg(lanes).arg(call);
}

QString limitWords(const PaceFacts &facts, const PaceLimits &limits)
{
    if (!facts.perCall)
        return u"nothing has been answered yet; with %1 s an answer, %2 would allow %3 requests/s"_s.arg(
            QString::number(limits.call, 'f', 1),
            limits.lanesBind() ? u"%1 in flight"_s.arg(std::max(facts.concurrency, 1)) : bucketText(facts),
            rateText(limits.rate()));
    if (limits.lanesBind())
        return u"%1 allow %2 requests/s; the bucket would allow %3"_s.arg(
            slotsText(facts, limits), rateText(limits.lanes), rateText(limits.bucket));
    return u"%1 allow %2 requests/s; %3 would allow %4"_s.arg(bucketText(facts), rateText(limits.bucket),
                                                              slotsText(facts, limits), rateText(limits.lanes));
}

/// "4h12m": of what is hours away the seconds say nothing.
QString waitText(Duration wait)
{
    const Duration grain = wait >= 1h ? Duration(1min) : Duration(1s);
    return durationText((wait + grain - Duration(1)) / grain * grain);
}

QString quotaWords(const PaceFacts &facts, std::int64_t quota, TimePoint now)
{
    const QString lead = quota == 0
        ? u"the day's quota is used up, with %1 requests to go"_s.arg(countText(facts.requestsLeft))
        : u"the day's quota ends after %1 of %2 requests"_s.arg(countText(quota), countText(facts.requestsLeft));
    return facts.resetsAt ? u"%1; it is back in %2"_s.arg(lead, waitText(*facts.resetsAt - now))
                          : u"%1; when it is back is not known"_s.arg(lead);
}

} // namespace

QString boundWord(PaceBound bound)
{
    switch (bound) {
    case PaceBound::Bucket: return u"bucket"_s;
    case PaceBound::Slots: return u"slots"_s;
    case PaceBound::Daily: return u"daily"_s;
    case PaceBound::Held: return u"held"_s;
    case PaceBound::Unknown: return u"unknown"_s;
    }
    Q_UNREACHABLE();
}

Forecast forecast(const PaceFacts &facts, TimePoint now)
{
    const PaceLimits limits = paceLimits(facts);
    Forecast result{.requestsPerSecond = limits.rate(), .words = limitWords(facts, limits)};
    if (facts.perCall)
        result.bound = limits.lanesBind() ? PaceBound::Slots : PaceBound::Bucket;
    if (facts.requestsLeft <= 0) {
        result.endsAt = now;
        result.words = u"nothing is left to send"_s;
        return result;
    }

    const Duration hold = std::max(facts.heldUntil.value_or(now) - now, Duration::zero());
    result.left = hold + durationOf(workFor(limits, facts.requestsLeft, secondsOf(hold)));
    if (hold > Duration::zero()) {
        result.bound = PaceBound::Held;
        result.words = u"held for %1 more; then %2"_s.arg(waitText(hold), result.words);
    }

    // A day that has begun anew since the quota was told has a quota that nobody has told.
    const bool told = facts.dailyLeft && !(facts.resetsAt && *facts.resetsAt <= now);
    const std::int64_t quota = std::max(facts.dailyLeft.value_or(0), std::int64_t(0));
    if (told && quota < facts.requestsLeft) {
        const Duration lasts = hold + durationOf(workFor(limits, quota, secondsOf(hold)));
        if (!facts.resetsAt || now + lasts < *facts.resetsAt) {
            result.bound = PaceBound::Daily;
            result.words = quotaWords(facts, quota, now);
            if (!facts.resetsAt)
                return result; // `left` is the work alone
            const Duration rest = durationOf(workFor(rested(limits), facts.requestsLeft - quota, 0));
            result.left = *facts.resetsAt - now + rest;
        }
    }
    result.endsAt = now + result.left;
    return result;
}

} // namespace hubwatch
