// limiter_bench URL BURST IN_FLIGHT SECONDS FIRST BODY: a batch without end through an AccountClient, each call with
// the bytes of the file BODY. The token is in HUBWATCH_BENCH_TOKEN. Prints when FIRST calls had been answered well, in
// ms. limiter_bench.py starts it beside Bottleneck.
#include "base/system_clock.h"
#include "hubspot/account_client.h"
#include "net/qt_http.h"

#include <QCoreApplication>
#include <QFile>
#include <QTextStream>

namespace {

using namespace hubwatch;

/// A made-up token of the simulated HubSpot.
class BenchToken : public CredentialReader
{
public:
    explicit BenchToken(Clock &clock)
        : m_clock(clock)
    { }

    void read(const CredentialRef &, QObject *context, Reply reply) override
    {
        m_clock.after(Duration::zero(), context,
                      [reply = std::move(reply)] { reply(Secret(qgetenv("HUBWATCH_BENCH_TOKEN"))); });
    }

private:
    Clock &m_clock;
};

class Batch
{
public:
    Batch(HttpClient &http, const Clock &clock, QUrl url, QByteArray body, int first)
        : m_http(http)
        , m_clock(clock)
        , m_url(std::move(url))
        , m_body(std::move(body))
        , m_first(first)
        , m_began(clock.uptime())
    { }

    void next()
    {
        m_http.send({.method = HttpRequest::Method::Post,
                     .url = m_url,
                     .headers = {{"Content-Type", "application/json"}},
                     .body = m_body,
                     .batch = true},
                    &m_context, [this](const Result<HttpResponse> &result) {
                        m_good += result ? 1 : 0;
                        if (result && m_good == m_first)
                            m_firstTook = m_clock.uptime() - m_began;
                        next();
                    });
    }
    Duration firstTook() const { return m_firstTook; }

private:
    HttpClient &m_http;
    const Clock &m_clock;
    QUrl m_url;
    QByteArray m_body;
    int m_first;
    Duration m_began;
    int m_good = 0;
    Duration m_firstTook = {};
    QObject m_context;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const std::optional<BurstLimit> burst = parseBurst(arguments.value(2));
    QFile body(arguments.value(6));
    if (arguments.size() != 7 || !burst || !body.open(QIODevice::ReadOnly)) {
        QTextStream(stderr) << "usage: limiter_bench URL BURST IN_FLIGHT SECONDS FIRST BODY\n";
        return 2;
    }
    SystemClock clock;
    QtHttp wire;
    BenchToken token(clock);
    AccountClient client(wire, clock, token, {},
                         {.name = QStringLiteral("bench"), .burst = *burst, .concurrency = arguments.at(3).toInt()},
                         {});
    Batch batch(client.http(), clock, QUrl(arguments.at(1)), body.readAll(), arguments.at(5).toInt());
    for (int i = 0; i < 50; ++i)
        batch.next();
    const std::chrono::seconds seconds(arguments.at(4).toInt());
    QObject context;
    clock.after(seconds + 500ms, &context, [] { QCoreApplication::quit(); });
    const int code = QCoreApplication::exec();
    QTextStream(stdout) << "{\"firstTook\": " << batch.firstTook().count() << "}\n";
    return code;
}
