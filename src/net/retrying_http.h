// RetryingHttp: repeats a failed call as a policy says.
#pragma once

#include "base/call_scope.h"
#include "net/http.h"

namespace hubwatch {

/// What to do about a failed attempt.
struct RetryDecision {
    /// Who else has to wait: nobody, searches, everybody on this account, or everybody until a long time has passed.
    enum class Hold { Nobody, Searches, Everybody, Park };

    bool repeat = false;
    Duration wait = {}; ///< before the next attempt, and how long the others are held
    Hold hold = Hold::Nobody;
    QString why = {};

    bool operator==(const RetryDecision &) const = default;
};

/// Sends again what failed, each attempt anew through the client it wraps, so that each takes its own permit and the
/// current token.
///
/// The policy knows the server; this class only walks. An error that says `again` is repeated at once, once a call,
/// whatever the policy says.
class RetryingHttp : public HttpClient
{
public:
    using Policy = std::function<RetryDecision(const Error &, int attempt, const HttpRequest &)>;
    /// Told of every decision that holds others, before the failed call is answered or repeated.
    using Holder = std::function<void(const RetryDecision &)>;

    RetryingHttp(HttpClient &next, Clock &clock, Policy policy, Holder holder = {});

    void send(HttpRequest request, QObject *context, Reply reply) override;

private:
    struct Call {
        HttpRequest request = {};
        QObject *context = nullptr; ///< a joint one
        Reply reply = {};
        bool repeatedAtOnce = false;
    };

    void attempt(Call call);
    void failed(Call call, const Error &error);
    static void answer(const Call &call, Result<HttpResponse> result);

    HttpClient &m_next;
    Clock &m_clock;
    Policy m_policy;
    Holder m_holder;
    CallScope m_calls;
};

} // namespace hubwatch
