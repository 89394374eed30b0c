// Limiter: who may call now, under a rolling window and a cap in flight. Pure.
#pragma once

#include "base/clock.h"
#include "base/http_header.h"

#include <QString>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace hubwatch {

/// "80/10s" in parts.
struct BurstLimit {
    int calls = 80;
    Duration window = 10s;

    bool operator==(const BurstLimit &) const = default;
};

/// nullopt for anything but CALLS/DURATION with both above zero.
std::optional<BurstLimit> parseBurst(QStringView text);

/// Polling goes first: a batch takes what polling leaves.
enum class CallClass { Polling, Batch };

/// Which limit holds a caller back.
enum class LimiterBound { None, Window, InFlight, Search, Paused };

/// What the limiter looks like at one instant.
struct LimiterState {
    BurstLimit limit = {}; ///< in force: what the workspace allows, never more than the account's own
    int concurrency = 5;
    int accountLimit = 0; ///< as the account's headers tell; 0: not told yet
    int others = 0;       ///< calls of others in the account's window, as the headers imply
    int used = 0;         ///< permits in the window
    int inFlight = 0;
    int waiting = 0;
    LimiterBound bound = LimiterBound::None;   ///< what the first waiting caller waits for
    std::optional<TimePoint> due = {};         ///< when it can go at the earliest, where that is known
    std::optional<TimePoint> parkedUntil = {}; ///< a daily limit, a data-centre move: nothing goes out before
    QString parkedWhy = {};

    bool operator==(const LimiterState &) const = default;
};

/// What the headers of an answer tell of the account's limit, this answer's call included.
struct AccountRate {
    int max = 0;
    int remaining = 0;
    Duration window = 10s;

    bool operator==(const AccountRate &) const = default;
};
/// Reads X-HubSpot-RateLimit-*; nullopt where they are missing, as on search answers, or make no sense.
std::optional<AccountRate> accountRateOf(const std::vector<HttpHeader> &headers);

/// One instant on both clocks: permits are measured, a park ends when a calendar says so.
struct Moment {
    Duration uptime = {};
    TimePoint wall = {};
};

/// Admits calls so that no rolling window at the server ever holds more than the limit.
///
/// The server counts a call when it arrives, which is some time between its sending and its reply; so a permit is
/// free again one window after the *reply*. Freed any earlier, two calls could arrive less than a window apart. The
/// price is one latency a window when calls never pause: 190/10s with 200 ms is 186.3 calls per 10 s.
class Limiter
{
public:
    using Permit = std::uint64_t;

    /// Whether a call may go, else what it waits for and until when; `due` is empty where a reply must come first.
    struct Verdict {
        LimiterBound bound = LimiterBound::None;
        std::optional<Duration> due = {}; ///< uptime
    };

    Limiter(BurstLimit limit, int concurrency);

    /// Search has a bucket of its own, outside the window. A batch that has used most of the window before leaves the
    /// last permit to polling until the next one is two seconds away, so that a poll never waits for a whole window;
    /// its first window is all its own, since eight thousand records shall not wait for a poll that may not come.
    Verdict verdict(bool search, Moment now, CallClass who = CallClass::Polling) const;
    /// The call goes out now. Whoever takes one while the verdict says otherwise breaks the limit.
    Permit take(bool search, Duration now);
    /// The reply is in; `told` are its headers.
    void answered(Permit permit, Duration now, std::optional<AccountRate> told = {});
    /// Nobody will ever know when, or whether, it arrived.
    void lost(Permit permit, Duration now);

    void pauseAll(Duration until);
    void pauseSearch(Duration until);
    void park(TimePoint until, QString why);
    bool parked(TimePoint now) const { return m_parkedUntil && now < *m_parkedUntil; }

    LimiterState state(Moment now) const;

private:
    struct Call {
        Permit permit = 0;
        bool search = false;
        Duration sent = {};
        std::optional<Duration> ended = {};
    };

    void end(Permit permit, Duration at);
    void learn(const Call &call, Duration now, AccountRate told);
    void forgetOld(Duration now);
    int accountCalls() const;
    int inFlight() const;
    std::vector<Duration> endsInWindow(bool search, Duration window, Duration now, int &open) const;
    bool goesOn(BurstLimit limit, Duration now) const;
    Verdict windowVerdict(bool search, BurstLimit limit, Duration now, CallClass who) const;

    BurstLimit m_limit;
    int m_concurrency;
    std::optional<AccountRate> m_account = {};
    int m_others = 0;
    std::deque<Call> m_calls = {}; ///< in order of sending
    Permit m_last = 0;
    std::optional<Duration> m_pausedUntil = {};
    std::optional<Duration> m_searchPausedUntil = {};
    std::optional<TimePoint> m_parkedUntil = {};
    QString m_parkedWhy = {};
};

} // namespace hubwatch
