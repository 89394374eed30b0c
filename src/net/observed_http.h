// ObservedHttp: tells of every attempt that goes on the wire, once.
#pragma once

#include "base/call_scope.h"
#include "net/http.h"

namespace hubwatch {

/// The innermost wrapper, so that what it sees is what was sent. The request it tells of is without
/// headers and body, so that no observer can write down what it must not know.
///
/// A call that its caller dropped is told of as Offline; what is under way when this client dies is not.
class ObservedHttp : public HttpClient
{
public:
    using Observer = std::function<void(const HttpRequest &, const Result<HttpResponse> &, Duration took)>;

    ObservedHttp(HttpClient &next, Clock &clock, Observer observer);

    void send(HttpRequest request, QObject *context, Reply reply) override;

private:
    HttpClient &m_next;
    Clock &m_clock;
    Observer m_observer;
    CallScope m_calls;
};

} // namespace hubwatch
