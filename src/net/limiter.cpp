#include "net/limiter.h"

#include "base/duration_text.h"

#include <algorithm>

namespace hubwatch {

namespace {

/// HubSpot's, the same for every account; a second of its own clock.
constexpr BurstLimit searchLimit{.calls = 5, .window = 1s};

/// What an unanswered call may still need to arrive after we gave it up.
constexpr Duration lostGrace = 2s;

/// Both clocks are read in whole milliseconds, and the server's runs a few millionths faster or slower.
constexpr Duration clockGrain = 2ms;

/// The longest that a poll waits for a permit behind a batch that goes on. It costs the batch one call of its first
/// minutes, and with a second instead of two it would cost three; after that permits lie apart and it costs nothing.
constexpr Duration pollPatience = 2s;

Duration uptimeAt(TimePoint until, Moment now)
{
    return now.uptime + (until - now.wall);
}

} // namespace

std::optional<BurstLimit> parseBurst(QStringView text)
{
    const qsizetype slash = text.indexOf(u'/');
    if (slash <= 0)
        return std::nullopt;
    const QStringView count = text.first(slash);
    if (!std::ranges::all_of(count, [](QChar c) { return c >= u'0' && c <= u'9'; }))
        return std::nullopt;
    bool isNumber = false;
    const int calls = count.toInt(&isNumber);
    const std::optional<Duration> window = parseDuration(text.sliced(slash + 1));
    if (!isNumber || calls <= 0 || !window || *window <= Duration::zero())
        return std::nullopt;
    return BurstLimit{.calls = calls, .window = *window};
}

std::optional<AccountRate> accountRateOf(const std::vector<HttpHeader> &headers)
{
    bool hasMax = false;
    bool hasRemaining = false;
    AccountRate rate{.max = headerValue(headers, "X-HubSpot-RateLimit-Max").toInt(&hasMax),
                     .remaining = headerValue(headers, "X-HubSpot-RateLimit-Remaining").toInt(&hasRemaining)};
    if (!hasMax || !hasRemaining || rate.max <= 0)
        return std::nullopt;
    rate.remaining = std::clamp(rate.remaining, 0, rate.max);
    if (const QByteArray text = headerValue(headers, "X-HubSpot-RateLimit-Interval-Milliseconds"); !text.isEmpty()) {
        bool isNumber = false;
        const int interval = text.toInt(&isNumber);
        if (!isNumber || interval <= 0 || interval > 3'600'000)
            return std::nullopt;
        rate.window = Duration(interval);
    }
    return rate;
}

Limiter::Limiter(BurstLimit limit, int concurrency)
    : m_limit(limit)
    , m_concurrency(std::max(concurrency, 1))
{ }

Limiter::Verdict Limiter::verdict(bool search, Moment now, CallClass who) const
{
    if (parked(now.wall))
        return {LimiterBound::Paused, uptimeAt(*m_parkedUntil, now)};
    if (m_pausedUntil && now.uptime < *m_pausedUntil)
        return {LimiterBound::Paused, *m_pausedUntil};
    if (search && m_searchPausedUntil && now.uptime < *m_searchPausedUntil)
        return {LimiterBound::Search, *m_searchPausedUntil};
    if (inFlight() >= m_concurrency)
        return {LimiterBound::InFlight, std::nullopt};
    if (search)
        return windowVerdict(true, searchLimit, now.uptime, who);
    const Verdict own = windowVerdict(false, m_limit, now.uptime, who);
    if (!m_account)
        return own;
    const Verdict account
        = windowVerdict(false, {.calls = accountCalls(), .window = m_account->window}, now.uptime, who);
    if (own.bound == LimiterBound::None)
        return account;
    if (account.bound == LimiterBound::None)
        return own;
    if (!own.due || !account.due)
        return {LimiterBound::Window, std::nullopt};
    return {LimiterBound::Window, std::max(*own.due, *account.due)};
}

Limiter::Permit Limiter::take(bool search, Duration now)
{
    forgetOld(now);
    m_calls.push_back({.permit = ++m_last, .search = search, .sent = now});
    return m_last;
}

void Limiter::answered(Permit permit, Duration now, std::optional<AccountRate> told)
{
    const auto found = std::ranges::find(m_calls, permit, &Call::permit);
    if (found != m_calls.end() && told && !found->search)
        learn(*found, now, *told);
    end(permit, now);
}

void Limiter::lost(Permit permit, Duration now)
{
    end(permit, now + lostGrace);
}

void Limiter::pauseAll(Duration until)
{
    m_pausedUntil = std::max(m_pausedUntil.value_or(until), until);
}

void Limiter::pauseSearch(Duration until)
{
    m_searchPausedUntil = std::max(m_searchPausedUntil.value_or(until), until);
}

void Limiter::park(TimePoint until, QString why)
{
    if (m_parkedUntil && until <= *m_parkedUntil)
        return;
    m_parkedUntil = until;
    m_parkedWhy = std::move(why);
}

LimiterState Limiter::state(Moment now) const
{
    LimiterState state{.limit = m_limit, .concurrency = m_concurrency, .others = m_others, .inFlight = inFlight()};
    if (m_account) {
        state.accountLimit = m_account->max;
        if (m_account->window >= m_limit.window)
            state.limit.calls = std::min(m_limit.calls, accountCalls());
    }
    int open = 0;
    state.used = int(endsInWindow(false, m_limit.window, now.uptime, open).size());
    state.used += open;
    if (parked(now.wall)) {
        state.parkedUntil = m_parkedUntil;
        state.parkedWhy = m_parkedWhy;
    }
    return state;
}

void Limiter::end(Permit permit, Duration at)
{
    const auto found = std::ranges::find(m_calls, permit, &Call::permit);
    if (found != m_calls.end())
        found->ended = at;
}

/// The server counted `max - remaining` calls when this one arrived. More than ours can explain are somebody else's;
/// then, and only then, ours are taken at their least, since what others do next is not for us to know.
void Limiter::learn(const Call &call, Duration now, AccountRate told)
{
    m_account = told;
    if (now - call.sent > told.window)
        return; // it may have arrived a window ago: its count says nothing of today
    int possible = 0;
    int certain = 1; // itself
    for (const Call &one : m_calls) {
        if (one.search)
            continue;
        if (!one.ended || *one.ended >= call.sent - told.window)
            ++possible;
        if (one.ended && *one.ended <= call.sent && one.sent > now - told.window)
            ++certain;
    }
    const int counted = told.max - told.remaining;
    m_others = counted > possible ? counted - certain : 0;
}

/// Twice the window is kept: a late answer speaks of calls that were in the window when it was sent.
void Limiter::forgetOld(Duration now)
{
    const Duration longest = std::max(m_limit.window, m_account ? m_account->window : Duration::zero());
    std::erase_if(m_calls, [&](const Call &call) { return call.ended && *call.ended + 2 * longest < now; });
}

/// At least one: with none we would never hear that others have stopped.
int Limiter::accountCalls() const
{
    return std::max(m_account->max - m_others, 1);
}

int Limiter::inFlight() const
{
    return int(std::ranges::count_if(m_calls, [](const Call &call) { return !call.ended; }));
}

/// When the calls that still count ended, in no order; `open` are those without an answer.
std::vector<Duration> Limiter::endsInWindow(bool search, Duration window, Duration now, int &open) const
{
    std::vector<Duration> ends;
    open = 0;
    for (const Call &call : m_calls) {
        if (call.search != search)
            continue;
        if (!call.ended)
            ++open;
        else if (*call.ended + window + clockGrain > now)
            ends.push_back(*call.ended);
    }
    return ends;
}

/// Whether the window before this one was half full or more.
bool Limiter::goesOn(BurstLimit limit, Duration now) const
{
    const auto before = std::ranges::count_if(m_calls, [&](const Call &call) {
        return !call.search && call.ended && *call.ended + limit.window + clockGrain <= now;
    });
    return before * 2 >= limit.calls;
}

Limiter::Verdict Limiter::windowVerdict(bool search, BurstLimit limit, Duration now, CallClass who) const
{
    int open = 0;
    std::vector<Duration> ends = endsInWindow(search, limit.window, now, open);
    const int used = int(ends.size()) + open;
    const LimiterBound bound = search ? LimiterBound::Search : LimiterBound::Window;
    const bool last = used == limit.calls - 1 && limit.calls > 1;
    if (last && !search && who == CallClass::Batch && goesOn(limit, now)) {
        if (ends.empty())
            return {bound, std::nullopt};
        const Duration due = *std::ranges::min_element(ends) + limit.window + clockGrain - pollPatience;
        return due <= now ? Verdict{} : Verdict{bound, due};
    }
    if (used < limit.calls)
        return {};
    const size_t mustEnd = size_t(used - limit.calls); // and one more
    if (mustEnd >= ends.size())
        return {bound, std::nullopt};
    std::ranges::nth_element(ends, ends.begin() + std::ptrdiff_t(mustEnd));
    return {bound, ends[mustEnd] + limit.window + clockGrain};
}

} // namespace hubwatch
