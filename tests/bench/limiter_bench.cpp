// limiter_bench URL BURST IN_FLIGHT SECONDS FIRST: a batch without end through an AccountClient. Prints when FIRST
// calls had been answered well, in ms. limiter_bench.py starts it beside Bottleneck.
#include "base/system_clock.h"
#include "hubspot/account_client.h"
#include "net/qt_http.h"

#include <QCoreApplication>
#include <QTextStream>

namespace {

using namespace hubwatch;

/// A token that opens nothing.
class BenchToken : public CredentialReader
{
public:
    explicit BenchToken(Clock &clock)
        : m_clock(clock)
    { }

    void read(const CredentialRef &, QObject *context, Reply reply) override
    {
        m_clock.after(Duration::zero(), context, [reply = std::move(reply)] { reply(Secret::copyOf("bench")); });
    }

private:
    Clock &m_clock;
};

class Batch
{
public:
    Batch(HttpClient &http, const Clock &clock, QUrl url, int first)
        : m_http(http)
        , m_clock(clock)
        , m_url(std::move(url))
        , m_first(first)
        , m_began(clock.uptime())
    { }

    void next()
    {
        m_http.send({.method = HttpRequest::Method::Post, .url = m_url, .body = "{}", .batch = true}, &m_context,
                    [this](const Result<HttpResponse> &result) {
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
    if (arguments.size() != 6 || !burst) {
        QTextStream(stderr) << "usage: limiter_bench URL BURST IN_FLIGHT SECONDS FIRST\n";
        return 2;
    }
    SystemClock clock;
    QtHttp wire;
    BenchToken token(clock);
    AccountClient client(wire, clock, token, {},
                         {.name = QStringLiteral("bench"), .burst = *burst, .concurrency = arguments.at(3).toInt()},
                         {});
    Batch batch(client.http(), clock, QUrl(arguments.at(1)), arguments.at(5).toInt());
    for (int i = 0; i < 50; ++i)
        batch.next();
    const std::chrono::seconds seconds(arguments.at(4).toInt());
    QObject context;
    clock.after(seconds + 500ms, &context, [] { QCoreApplication::quit(); });
    const int code = QCoreApplication::exec();
    QTextStream(stdout) << "{\"firstTook\": " << batch.firstTook().count() << "}\n";
    return code;
}
