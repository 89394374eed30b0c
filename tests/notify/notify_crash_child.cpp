// Tells of one more alert in a folder, and of all that still wait there, until it is killed or nothing waits.
#include "base/system_clock.h"
#include "net/qt_http.h"
#include "notify/notifier.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QTimer>

namespace {

using namespace hubwatch;

/// Posts the notice; any answer but 2xx is tried again.
class PlainCourier : public Courier
{
public:
    PlainCourier(HttpClient &wire, QUrl url)
        : m_wire(wire)
        , m_url(std::move(url))
    { }
    void deliver(const Notice &notice, const QString &, QObject *context, Reply reply) override
    {
        const QJsonObject body{{QStringLiteral("dedup_key"), notice.key}};
        m_wire.send(
            {.method = HttpRequest::Method::Post, .url = m_url, .body = QJsonDocument(body).toJson(), .once = true},
            context, [reply = std::move(reply)](const Result<HttpResponse> &answer) {
                if (answer)
                    reply({.outcome = Delivery::Outcome::Done, .status = answer->status});
                else
                    reply({.status = answer.error().status, .words = answer.error().detail});
            });
    }

private:
    HttpClient &m_wire;
    QUrl m_url;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc < 3)
        return 2;
    SystemClock clock;
    QtHttp wire;
    const QUrl url(QString::fromLocal8Bit(argv[2]));
    Notifier notifier(
        NotifierParts{.directory = QString::fromLocal8Bit(argv[1]), .clock = clock, .makeCourier = [&](const Route &) {
                          return std::make_unique<PlainCourier>(wire, url);
                      }});
    if (!notifier.fault().isEmpty())
        return 3;
    notifier.setRoutes({Route{.name = QStringLiteral("pager"), .kind = Route::Kind::PagerDuty}});
    if (argc > 3) {
        AlertNews news{.told = {.id = {QString::fromLocal8Bit(argv[3]), QStringLiteral("api.error_rate")},
                                .severity = Rule::Severity::Page},
                       .rule = {.severity = Rule::Severity::Page}};
        notifier.take({news});
    }
    const auto endWhenDone = [&notifier] {
        if (notifier.waiting() == 0)
            QCoreApplication::exit(0);
    };
    QObject::connect(&notifier, &Notifier::attempted, &notifier, endWhenDone, Qt::QueuedConnection);
    QTimer::singleShot(0, &notifier, endWhenDone);
    return QCoreApplication::exec();
}
