// FakeHttp: a wire that answers when a test says so.
#pragma once

#include "net/http.h"

#include <QPointer>
#include <vector>

namespace hubwatch::testing {

/// Records every request; answer() answers the oldest one that still waits, answerTo() the one sent as number `index`.
///
/// A request whose context has died is answered by nobody, and counts as dropped.
class FakeHttp : public HttpClient
{
public:
    void send(HttpRequest request, QObject *context, Reply reply) override;

    /// Answers the oldest waiting request; false when none waits.
    bool answer(Result<HttpResponse> result);
    /// Answers the request sent as number `index`; false when it was answered or dropped.
    bool answerTo(size_t index, Result<HttpResponse> result);
    /// Requests neither answered nor dropped.
    size_t waiting() const;
    bool isWaiting(size_t index) const;

    std::vector<HttpRequest> requests = {};

private:
    struct Call {
        QPointer<QObject> context = {};
        Reply reply = {};
    };
    std::vector<Call> m_calls = {};
};

/// A 200 with this body.
HttpResponse okResponse(QByteArray body, QByteArray contentType = "text/plain; version=0.0.4");
/// A request that reached nobody.
tl::unexpected<Error> unreachable(Error::Reach reach);

} // namespace hubwatch::testing
