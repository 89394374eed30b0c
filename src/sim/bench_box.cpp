#include "sim/bench_box.h"

#include "sim/box_server.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hubwatch {

namespace {

constexpr std::array callStatuses{"success", "429", "500"};
constexpr std::array bucketEdges{"0.1", "0.5", "1", "2", "5", "+Inf"};
constexpr int seriesPerEndpoint = 3 + 6 + 2;

/// Counts a number up where it stands; seven digits last for as long as any bench.
void countUp(QByteArray &body, qsizetype lastDigit)
{
    char *digit = body.data() + lastDigit;
    while (*digit == '9')
        *digit-- = '0';
    ++*digit;
}

} // namespace

BenchBody::BenchBody(const BenchShape &shape)
{
    const int endpoints = std::max(1, int(std::lround(double(shape.series) / seriesPerEndpoint)));
    m_places.resize(size_t(endpoints));
    m_every = size_t(std::max(1l, std::lround(1 / std::clamp(shape.change, 0.001, 1.0))));
    const auto line = [this](int endpoint, const QByteArray &key, int value) {
        m_body += key + ' ' + QByteArray::number(value);
        m_places[size_t(endpoint)].push_back(m_body.size() - 1);
        m_body += '\n';
    };
    const auto named = [](int endpoint) {
        return "endpoint=\"crm.objects.contacts.batch.update." + QByteArray::number(1000 + endpoint) + '"';
    };
    m_body += "# HELP hubspot_api_calls_total Total HubSpot API calls\n# TYPE hubspot_api_calls_total counter\n";
    for (int i = 0; i < endpoints; ++i) {
        int value = 4'000'000;
        for (const char *status : callStatuses) {
            line(i, "hubspot_api_calls_total{" + named(i) + ",status=\"" + status + "\"}", value);
            value = 1'000'000;
        }
    }
    m_body += "\n# HELP hubspot_api_duration_seconds HubSpot API call duration\n"
              "# TYPE hubspot_api_duration_seconds histogram\n";
    for (int i = 0; i < endpoints; ++i) {
        int value = 5'000'000;
        for (const char *edge : bucketEdges)
            line(i, QByteArray("hubspot_api_duration_seconds_bucket{le=\"") + edge + "\"," + named(i) + '}',
                 value += 100'000);
        line(i, "hubspot_api_duration_seconds_sum{" + named(i) + '}', 2'000'000);
        line(i, "hubspot_api_duration_seconds_count{" + named(i) + '}', value);
    }
}

const QByteArray &BenchBody::next()
{
    for (size_t i = m_scrape++ % m_every; i < m_places.size(); i += m_every) {
        for (const qsizetype place : m_places[i])
            countUp(m_body, place);
    }
    return m_body;
}

BenchBox::BenchBox(const BenchShape &shape)
{
    for (int i = 0; i < shape.services; ++i)
        m_bodies.push_back(std::make_unique<BenchBody>(shape));
}

BenchBox::~BenchBox() = default;

Result<void> BenchBox::listen(quint16 port)
{
    for (const auto &body : m_bodies) {
        auto server = std::make_unique<BoxServer>([target = body.get()](const QByteArray &path) {
            if (path == "/metrics")
                return BoxReply{200, promContentType, target->next()};
            return BoxReply{404, "text/plain; charset=utf-8", "Cannot GET " + path + '\n'};
        });
        const Result<void> listening = server->listen(port == 0 ? quint16(0) : quint16(port + m_servers.size()));
        if (!listening)
            return listening;
        m_servers.push_back(std::move(server));
    }
    return {};
}

std::vector<BoxService> BenchBox::services() const
{
    std::vector<BoxService> services;
    for (const auto &server : m_servers) {
        services.push_back({QStringLiteral("bench-%1").arg(services.size() + 1),
                            QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server->port()))});
    }
    return services;
}

QByteArray BenchBox::workspaceText() const
{
    QByteArray text = "version = 1\n";
    for (const BoxService &service : services()) {
        text += "\n[[services]]\nname = \"" + service.name.toUtf8() + "\"\nurl = \"" + service.url.toString().toUtf8()
            + "\"\ninterval = \"5s\"\nhealth = \"\"\nreadiness = \"\"\n";
    }
    return text;
}

} // namespace hubwatch
