#include "app/engine/discovery_runner.h"

#include "app/engine/endpoint_urls.h"
#include "metrics/exposition.h"
#include "signals/metric_detection.h"
#include "sources/endpoint_reading.h"

#include <algorithm>
#include <array>

namespace hubwatch {

namespace {

constexpr std::array discoveryOrder{Endpoint::Metrics, Endpoint::Health, Endpoint::Readiness};

QString nameFor(const QUrl &url)
{
    const QString host = url.host();
    const bool saysLittle = host == QStringLiteral("localhost") || host.startsWith(QStringLiteral("127."))
        || host == QStringLiteral("::1");
    const QString first = host.section(u'.', 0, 0);
    if (saysLittle)
        return url.port() < 0 ? QStringLiteral("local") : QStringLiteral("local-%1").arg(url.port());
    const bool address = std::ranges::all_of(host, [](QChar c) { return c.isDigit() || c == u'.' || c == u':'; });
    return address ? host : first;
}

QString probeSentence(const QString &path, const ProbeAnswer &answer)
{
    const QString verdict
        = answer.verdict == ProbeAnswer::Verdict::Ready ? QStringLiteral("ready") : QStringLiteral("not ready");
    return answer.words.isEmpty() ? QStringLiteral("%1: %2").arg(path, verdict)
                                  : QStringLiteral("%1: %2 (%3)").arg(path, verdict, answer.words);
}

/// Keeps a path that answered as a probe; else takes it out and says why.
void judgeDiscoveredProbe(Discovery &discovery, Endpoint endpoint, QString &path, const Result<HttpResponse> &answer)
{
    const auto verdict = judgeProbe(endpoint, answer);
    if (verdict && verdict->status != 404) {
        discovery.found += probeSentence(path, *verdict);
        discovery.usable = true;
        return;
    }
    discovery.missing += verdict ? QStringLiteral("%1: nothing there (404); it will not be polled").arg(path)
                                 : QStringLiteral("%1: %2").arg(path, verdict.error().detail);
    path.clear();
}

void judgeDiscoveredMetrics(Discovery &discovery, const Result<HttpResponse> &answer)
{
    const QUrl url = targetOf(discovery.proposal).metrics;
    const QString path = discovery.proposal.metrics;
    const auto unusable = [&](const Error &error) {
        discovery.missing += QStringLiteral("%1: %2").arg(path, error.detail);
        discovery.proposal.metrics.clear();
    };
    if (!answer)
        return unusable(answer.error());
    const auto format = scrapeFormat(url, *answer);
    if (!format)
        return unusable(format.error());
    const auto body = std::string_view(answer->body.constData(), size_t(answer->body.size()));
    const auto exposition = parseExposition(body, *format);
    if (!exposition)
        return unusable(exposition.error());

    discovery.usable = true;
    discovery.families = exposition->families.size();
    discovery.series = exposition->samples.size();
    discovery.found += QStringLiteral("%1: %2 families, %3 series, %4")
                           .arg(path)
                           .arg(discovery.families)
                           .arg(discovery.series)
                           .arg(*format == TextFormat::OpenMetrics ? QStringLiteral("OpenMetrics")
                                                                   : QStringLiteral("Prometheus text"));
    const DetectedNames detected = detectNames(*exposition);
    discovery.found += detected.found;
    discovery.missing += detected.missing;
}

} // namespace

std::optional<ServiceConfig> serviceFromUrl(const QString &pasted)
{
    QString text = pasted.trimmed();
    if (text.isEmpty())
        return std::nullopt;
    if (!text.contains(QStringLiteral("://")))
        text.prepend(QStringLiteral("http://"));
    QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty()
        || (url.scheme() != QStringLiteral("http") && url.scheme() != QStringLiteral("https")))
        return std::nullopt;

    ServiceConfig service;
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    const QString last = path.section(u'/', -1);
    // A pasted endpoint names itself; what stands before it is the base of the other two.
    if (last == QStringLiteral("metrics") || last == QStringLiteral("health") || last == QStringLiteral("readiness"))
        path.chop(last.size() + 1);
    else if (last.contains(QStringLiteral("metrics")) || last == QStringLiteral("prometheus")) {
        path.chop(last.size() + 1);
        service.metrics = u'/' + last;
    }
    url.setPath(path);
    url.setQuery(QString());
    url.setFragment(QString());
    service.url = url;
    service.name = nameFor(url);
    return service;
}

Discovery discoveryOf(const QString &asked, ServiceConfig proposal, const Result<HttpResponse> &metrics,
                      const Result<HttpResponse> &health, const Result<HttpResponse> &readiness)
{
    Discovery discovery{.asked = asked, .proposal = std::move(proposal)};
    judgeDiscoveredMetrics(discovery, metrics);
    judgeDiscoveredProbe(discovery, Endpoint::Health, discovery.proposal.health, health);
    judgeDiscoveredProbe(discovery, Endpoint::Readiness, discovery.proposal.readiness, readiness);
    return discovery;
}

DiscoveryRunner::DiscoveryRunner(HttpClient &http, std::function<void(const Discovery &)> answer)
    : m_http(http)
    , m_answer(std::move(answer))
{ }

void DiscoveryRunner::start(const QString &pasted)
{
    m_calls.cancelAll();
    m_answers.clear();
    m_asked = pasted.trimmed();
    const auto service = serviceFromUrl(m_asked);
    if (!service) {
        const QString way = QStringLiteral("expected an http or https URL such as http://localhost:3000/metrics");
        return m_answer(Discovery{.asked = m_asked, .missing = {way}});
    }
    m_proposal = *service;
    askNext();
}

void DiscoveryRunner::askNext()
{
    if (m_answers.size() == discoveryOrder.size())
        return m_answer(discoveryOf(m_asked, m_proposal, m_answers[0], m_answers[1], m_answers[2]));
    const Endpoint endpoint = discoveryOrder[m_answers.size()];
    const ServiceTarget target = targetOf(m_proposal);
    const QUrl url = endpoint == Endpoint::Metrics ? target.metrics
        : endpoint == Endpoint::Health             ? target.health
                                                   : target.readiness;
    m_http.send(endpointRequest(url, endpoint, target.timeout), m_calls.context(),
                [this](const Result<HttpResponse> &result) {
                    m_answers.push_back(result);
                    askNext();
                });
}

} // namespace hubwatch
