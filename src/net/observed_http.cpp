#include "net/observed_http.h"

#include "net/http_errors.h"
#include "net/joint_context.h"

#include <QObject>

namespace hubwatch {

ObservedHttp::ObservedHttp(HttpClient &next, Clock &clock, Observer observer)
    : m_next(next)
    , m_clock(clock)
    , m_observer(std::move(observer))
{ }

void ObservedHttp::send(HttpRequest request, QObject *context, Reply reply)
{
    QObject *joint = jointContext(m_calls.context(), context);
    const Duration sent = m_clock.uptime();
    HttpRequest seen = request;
    seen.headers.clear();
    seen.body.clear();
    const QMetaObject::Connection dropped
        = QObject::connect(joint, &QObject::destroyed, m_calls.context(), [this, seen, sent] {
              const Result<HttpResponse> nothing
                  = fail(Error::Kind::Offline, shownRequest(seen) + QStringLiteral(": dropped before the answer"));
              m_observer(seen, nothing, m_clock.uptime() - sent);
          });
    m_next.send(std::move(request), joint,
                [this, seen, sent, joint, dropped, reply = std::move(reply)](Result<HttpResponse> result) {
                    QObject::disconnect(dropped);
                    joint->deleteLater();
                    m_observer(seen, result, m_clock.uptime() - sent);
                    reply(std::move(result));
                });
}

} // namespace hubwatch
