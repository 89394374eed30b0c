#include "support/fake_http.h"

#include <algorithm>
#include <utility>

namespace hubwatch::testing {

void FakeHttp::send(HttpRequest request, QObject *context, Reply reply)
{
    requests.push_back(std::move(request));
    m_calls.push_back({.context = context, .reply = std::move(reply)});
}

bool FakeHttp::answer(Result<HttpResponse> result)
{
    for (size_t index = 0; index < m_calls.size(); ++index) {
        if (isWaiting(index))
            return answerTo(index, std::move(result));
    }
    return false;
}

bool FakeHttp::answerTo(size_t index, Result<HttpResponse> result)
{
    if (!isWaiting(index))
        return false;
    const Reply reply = std::exchange(m_calls[index].reply, {});
    reply(std::move(result)); // may send again, and so move m_calls
    return true;
}

size_t FakeHttp::waiting() const
{
    size_t count = 0;
    for (size_t index = 0; index < m_calls.size(); ++index)
        count += isWaiting(index) ? 1 : 0;
    return count;
}

bool FakeHttp::isWaiting(size_t index) const
{
    return index < m_calls.size() && m_calls[index].context && m_calls[index].reply;
}

HttpResponse okResponse(QByteArray body, QByteArray contentType)
{
    const qint64 wireBytes = body.size();
    return {.status = 200,
            .headers = {{.name = "Content-Type", .value = std::move(contentType)}},
            .body = std::move(body),
            .wireBytes = wireBytes,
            .took = 7ms};
}

tl::unexpected<Error> unreachable(Error::Reach reach)
{
    return tl::unexpected(Error{
        .kind = Error::Kind::Offline, .detail = QStringLiteral("GET http://gone.test: unreachable"), .reach = reach});
}

} // namespace hubwatch::testing
