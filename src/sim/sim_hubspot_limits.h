// SimLimits: HubSpot's limits, counted where the calls arrive.
#pragma once

#include "base/http_header.h"
#include "sim/sim_hubspot_tokens.h"

#include <algorithm>
#include <deque>
#include <map>

namespace hubwatch {

/// How many calls arrived in the last `span`: a true rolling window, not a bucket that is emptied.
class RollingCount
{
public:
    explicit RollingCount(Duration span)
        : m_span(span)
    { }

    /// A call of exactly `span` ago has left the window.
    int count(TimePoint now);
    void add(TimePoint now) { m_calls.push_back(now); }

private:
    Duration m_span;
    std::deque<TimePoint> m_calls = {};
};

struct SimLimitSettings {
    int tenSecondly = 190; ///< calls of one app in any ten seconds
    int search = 5;        ///< searches of an account in any second
    std::int64_t daily = 625'000;
    QString timeZone = QStringLiteral("America/New_York"); ///< whose midnight the daily count begins at
    Duration usageLag = 5min;                              ///< how old the figure of the usage API may be
    QString fetchStatus = {};                              ///< what the usage API says; by itself when empty

    bool operator==(const SimLimitSettings &) const = default;
};

class SimLimits
{
public:
    struct Verdict {
        QString policy = {}; ///< of the limit that refuses the call; empty when it passes
        std::vector<HttpHeader> headers = {};

        bool operator==(const Verdict &) const = default;
    };
    struct Usage {
        std::int64_t used = 0;
        TimePoint collectedAt = {};
        bool isFresh = false;
        TimePoint resetsAt = {};

        bool operator==(const Usage &) const = default;
    };
    struct Peak {
        int largest = 0; ///< calls, refused ones included, of one app in any ten seconds
        std::int64_t accepted = 0;
        std::int64_t refused = 0;
        int open = 0; ///< most calls that were received and not answered yet

        bool operator==(const Peak &) const = default;
    };

    SimLimitSettings settings = {};

    /// Counts one call of a good token. What is refused takes nothing from the limits, but counts for the peak.
    Verdict arrive(const SimToken &token, bool isSearch, TimePoint now);
    /// What the usage API tells of an account: as counted at `usageLag` ago at worst.
    Usage usage(std::int64_t portal, TimePoint now);
    void setDailyUsed(std::int64_t portal, std::int64_t used, TimePoint now);
    const Peak &peak() const { return m_peak; }
    /// Tells how many calls are open at this moment.
    void opened(int calls) { m_peak.open = std::max(m_peak.open, calls); }
    void forgetPeak();

private:
    struct Account {
        RollingCount searches{1s};
        std::int64_t used = 0;
        TimePoint resetsAt = {};
        std::int64_t collected = 0;
        std::optional<TimePoint> collectedAt = {};
    };
    struct App {
        RollingCount accepted{10s};
        RollingCount arrived{10s};
    };

    Account &account(std::int64_t portal, TimePoint now);
    QString refusal(const SimToken &token, Account &account, App &app, bool isSearch, TimePoint now) const;
    std::vector<HttpHeader> headersOf(const SimToken &token, const Account &account, int inWindow) const;

    std::map<std::int64_t, Account> m_accounts = {};
    std::map<std::pair<std::int64_t, std::int64_t>, App> m_apps = {};
    Peak m_peak = {};
};

/// The first midnight behind `now` in that time zone; UTC's where the zone is unknown here.
TimePoint nextMidnight(const QString &timeZone, TimePoint now);

} // namespace hubwatch
