// HubSpotPoller: asks HubSpot about one account.
#pragma once

#include "base/call_scope.h"
#include "hubspot/account_facts.h"
#include "net/http.h"
#include "sources/hubspot_plan.h"

#include <QObject>
#include <array>
#include <optional>

namespace hubwatch {

/// What one question brought: exactly one of the values, or the error.
struct HubSpotAnswer {
    QString account = {};
    HubSpotQuestion question = HubSpotQuestion::Details;
    TimePoint at = {};   ///< when it was asked
    TimePoint next = {}; ///< when it is asked again
    Duration took = {};  ///< retries and waits included
    std::optional<AccountDetails> details = {};
    std::optional<DailyUsage> usage = {};
    std::optional<SecurityPage> audit = {};
    std::optional<Error> error = {};

    bool operator==(const HubSpotAnswer &) const = default;
};

/// Asks each question at its interval, one at a time. While the probe is refused, the others wait: they would only be
/// refused, too. A question that a scope forbids is asked again once an hour.
class HubSpotPoller : public QObject
{
    Q_OBJECT

public:
    /// `http` carries the account's token and knows its limits; `api` is the base URL.
    HubSpotPoller(QString account, QUrl api, HttpClient &http, Clock &clock, QObject *parent = nullptr);

    /// The first questions come within two seconds.
    void start();
    /// Drops what is under way, silently, until start().
    void stop();
    /// Probes at once, unless a question is out already; then right after it.
    void pollNow();
    void setPlan(const HubSpotPlan &plan);

signals:
    void polled(const hubwatch::HubSpotAnswer &answer);

private:
    struct Track {
        HubSpotQuestion question = HubSpotQuestion::Details;
        std::optional<Duration> due = {}; ///< by uptime; none: waits for the probe to be accepted
        bool forbidden = false;
    };

    Track &track(HubSpotQuestion question) { return m_tracks[size_t(question)]; }
    void schedule();
    void askNext();
    void ask(Track &track);
    void hear(HubSpotQuestion question, HubSpotAnswer answer, Duration sentAt, const Result<HttpResponse> &reply);
    void judge(const HubSpotAnswer &answer);

    QString m_account;
    QUrl m_api;
    HttpClient &m_http;
    Clock &m_clock;
    HubSpotPlan m_plan = {};
    std::array<Track, 3> m_tracks;
    bool m_running = false;
    bool m_asking = false;
    CallScope m_timer = {};
    CallScope m_call = {};
};

} // namespace hubwatch
