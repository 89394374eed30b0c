#include "app/engine/demo.h"

#include "sim/sim_hubspot.h"
#include "sim/sim_pager.h"
#include "sim/sim_slack.h"
#include "sources/endpoint_reading.h"

#include <QFile>
#include <algorithm>

namespace hubwatch {

namespace {

constexpr std::uint64_t demoSeed = 4242;
constexpr size_t momentsAtOnce = 100;
constexpr Duration replayedPoll = 6ms;
constexpr Duration demoStep = 5s; // the interval of the box's workspace: a wider step would be a gap

Error refusedError(const QString &service)
{
    return {.kind = Error::Kind::Offline,
            .detail = QStringLiteral("%1: connection refused").arg(service),
            .reach = Error::Reach::Refused};
}

PollResult probeResult(const BoxMoment &moment, Endpoint endpoint, const ProbeReply &reply)
{
    PollResult result{.service = moment.service, .endpoint = endpoint, .at = moment.at, .took = replayedPoll};
    // Judged by the same reader as live answers; a status of 400 or more travels as an error there.
    HttpResponse response{.status = reply.status, .body = reply.body};
    Result<HttpResponse> answer = response;
    if (reply.status >= 400)
        answer = tl::unexpected(Error{.kind = Error::Kind::ServerFault, .body = reply.body, .status = reply.status});
    if (const auto judged = judgeProbe(endpoint, answer))
        result.probe = *judged;
    else
        result.error = judged.error();
    return result;
}

} // namespace

Demo::Demo(Clock &clock)
    : m_box(clock, demoSeed)
{ }

Result<QString> Demo::prepare(quint16 port, TimePoint now)
{
    m_box.rehearse(now - history, demoStep, [this](const BoxMoment &moment) { m_moments.push_back(moment); });
    if (const Result<void> listening = m_box.listen(port); !listening)
        return tl::unexpected(listening.error());
    // Made up, all of them: the workspace names them as it would name real ones in CI.
    qputenv(Box::tokenVariable().toLatin1().constData(), m_box.hubSpot().token().toLatin1());
    qputenv(Box::pagerVariable().toLatin1().constData(), m_box.pager().routingKey().toLatin1());
    qputenv(Box::slackVariable().toLatin1().constData(), m_box.slack().webhookUrl().toEncoded());
    const QString path = m_folder.filePath(QStringLiteral("hubwatch.toml"));
    QFile file(path);
    if (!m_folder.isValid() || !file.open(QFile::WriteOnly) || file.write(m_box.workspaceText()) < 0)
        return fail(Error::Kind::Storage, QStringLiteral("%1: %2").arg(path, file.errorString()));
    return path;
}

bool Demo::replay(const std::function<void(const PollResult &)> &polled,
                  const std::function<void(const Event &)> &event)
{
    const size_t end = std::min(m_moments.size(), m_next + momentsAtOnce);
    for (; m_next < end; ++m_next) {
        const BoxMoment &moment = m_moments[m_next];
        switch (moment.kind) {
        case BoxMoment::Kind::Weather:
            event({.at = moment.at, .kind = Event::Kind::Weather, .service = moment.service, .text = moment.text});
            break;
        case BoxMoment::Kind::Deploy:
            event({.at = moment.at, .kind = Event::Kind::Mark, .service = moment.service, .text = moment.text});
            break;
        case BoxMoment::Kind::Look:
        case BoxMoment::Kind::Down: replay(moment, polled); break;
        }
    }
    if (m_next < m_moments.size())
        return true;
    m_moments.clear();
    m_readers.clear();
    return false;
}

void Demo::replay(const BoxMoment &moment, const std::function<void(const PollResult &)> &polled)
{
    if (moment.kind == BoxMoment::Kind::Down) {
        for (const Endpoint endpoint : {Endpoint::Metrics, Endpoint::Health, Endpoint::Readiness})
            polled({.service = moment.service,
                    .endpoint = endpoint,
                    .at = moment.at,
                    .error = refusedError(moment.service)});
        return;
    }
    PollResult scraped{
        .service = moment.service, .at = moment.at, .took = replayedPoll, .wireBytes = moment.metrics.size()};
    const std::string_view body(moment.metrics.constData(), size_t(moment.metrics.size()));
    if (auto scrape = m_readers[moment.service].read(body, TextFormat::Prometheus, moment.at))
        scraped.scrape = std::move(*scrape);
    else
        scraped.error = scrape.error();
    polled(scraped);
    polled(probeResult(moment, Endpoint::Health, moment.health));
    polled(probeResult(moment, Endpoint::Readiness, moment.readiness));
}

} // namespace hubwatch
