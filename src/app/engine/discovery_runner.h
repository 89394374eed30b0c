// DiscoveryRunner: looks at what is behind a pasted URL.
#pragma once

#include "base/call_scope.h"
#include "net/http.h"
#include "snapshot/discovery.h"

#include <functional>

namespace hubwatch {

class Clock;

/// A service as a pasted text suggests it: "localhost:3000", "https://host/app/metrics". nullopt when it is no http or
/// https URL. The name is the host, or the host and port where the host alone says nothing.
std::optional<ServiceConfig> serviceFromUrl(const QString &pasted);

/// What the answers of the three endpoints amount to. Pure.
Discovery discoveryOf(const QString &asked, ServiceConfig proposal, const Result<HttpResponse> &metrics,
                      const Result<HttpResponse> &health, const Result<HttpResponse> &readiness);

/// Asks the three endpoints of one URL after the other and answers once; dropped silently when it dies.
class DiscoveryRunner
{
public:
    DiscoveryRunner(HttpClient &http, std::function<void(const Discovery &)> answer);

    void start(const QString &pasted);

private:
    void askNext();

    HttpClient &m_http;
    std::function<void(const Discovery &)> m_answer;
    QString m_asked = {};
    ServiceConfig m_proposal = {};
    std::vector<Result<HttpResponse>> m_answers = {};
    CallScope m_calls = {};
};

} // namespace hubwatch
