// AccountClient: everything between Hubwatch and one HubSpot account, in one piece.
#pragma once

#include "hubspot/account_facts.h"
#include "hubspot/call_log.h"
#include "hubspot/call_metrics.h"
#include "hubspot/failed_call.h"
#include "hubspot/json_http.h"
#include "net/authorized_http.h"
#include "net/observed_http.h"
#include "net/rate_limited_http.h"
#include "net/retrying_http.h"

#include <vector>

namespace hubwatch {

/// Retrying, rate-limited, authorized and observed: everything that calls this account goes through http(), so that all
/// share its limit.
///
/// Must not be deleted from within a reply or onChanged().
class AccountClient
{
public:
    struct Setup {
        QString name = {};
        CredentialRef credential = {};
        AuthorizedHttp::Scheme scheme = AuthorizedHttp::Scheme::Bearer;
        QUrl api = QUrl(QStringLiteral("https://api.hubapi.com"));
        BurstLimit burst = {};
        int concurrency = 5;
        QStringList trustedHosts = {};

        bool operator==(const Setup &) const = default;
    };
    /// Where calls are written and counted; the log may be null, both may be shared among accounts.
    struct Sinks {
        CallLog *log = nullptr;
        std::vector<CallMetrics *> metrics = {};
    };

    AccountClient(HttpClient &wire, Clock &clock, CredentialReader &reader, AuthorizedHttp::Drop drop, Setup setup,
                  Sinks sinks);

    HttpClient &http() { return m_retrying; }
    const Setup &setup() const { return m_setup; }

    LimiterState limiter() const { return m_limited.state(); }
    /// After each change of limiter(); it must not delete this client.
    void onChanged(std::function<void()> changed) { m_limited.onChanged(std::move(changed)); }
    /// When the account's day ends: a daily limit parks until then.
    void setResetsAt(std::optional<TimePoint> at) { m_resetsAt = at; }

    /// The newest 20, newest first; one for each failed attempt.
    std::vector<FailedCall> failures() const { return m_failures; }
    /// The rate headers of the newest answer that had any, and when it came.
    const RateHeaders &live() const { return m_live; }
    std::optional<TimePoint> liveAt() const { return m_liveAt; }
    /// Attempts on the wire so far, and those to paths that will be switched off.
    std::int64_t calls() const { return m_callsMade; }
    std::int64_t legacyCalls() const { return m_legacyCalls; }

private:
    RetryDecision decide(const Error &error, int attempt, const HttpRequest &request) const;
    void hold(const RetryDecision &decision);
    void observe(const HttpRequest &request, const Result<HttpResponse> &result, Duration took);

    Clock &m_clock;
    Setup m_setup;
    Sinks m_sinks;
    std::optional<TimePoint> m_resetsAt = {};
    std::vector<FailedCall> m_failures = {};
    RateHeaders m_live = {};
    std::optional<TimePoint> m_liveAt = {};
    std::int64_t m_callsMade = 0;
    std::int64_t m_legacyCalls = 0;
    JsonHttp m_json; ///< innermost first
    ObservedHttp m_observed;
    AuthorizedHttp m_authorized;
    RateLimitedHttp m_limited;
    RetryingHttp m_retrying;
};

} // namespace hubwatch
