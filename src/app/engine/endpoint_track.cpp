#include "app/engine/endpoint_track.h"

namespace hubwatch {

namespace {

EndpointState::Reach reachOf(const PollResult &result)
{
    if (result.error)
        return EndpointState::Reach::Unreachable;
    if (result.probe && result.probe->verdict == ProbeAnswer::Verdict::NotReady)
        return EndpointState::Reach::NotReady;
    return EndpointState::Reach::Good;
}

size_t shownSeries(const Scrape &scrape)
{
    size_t shown = 0;
    for (const double value : scrape.values)
        shown += isStaleMark(value) ? 0 : 1;
    return shown;
}

QString eventText(const PollResult &result, EndpointState::Reach reach)
{
    switch (reach) {
    case EndpointState::Reach::Unreachable: return QStringLiteral("unreachable: %1").arg(result.error->detail);
    case EndpointState::Reach::NotReady:
        return result.probe->words.isEmpty() ? QStringLiteral("not ready")
                                             : QStringLiteral("not ready: %1").arg(result.probe->words);
    case EndpointState::Reach::Good: return QStringLiteral("answers again");
    case EndpointState::Reach::NotYet:
    case EndpointState::Reach::Off: return {};
    }
    Q_UNREACHABLE();
}

} // namespace

QString endpointName(Endpoint endpoint)
{
    switch (endpoint) {
    case Endpoint::Metrics: return QStringLiteral("metrics");
    case Endpoint::Health: return QStringLiteral("health");
    case Endpoint::Readiness: return QStringLiteral("readiness");
    }
    Q_UNREACHABLE();
}

QString reachText(EndpointState::Reach reach)
{
    switch (reach) {
    case EndpointState::Reach::Off: return QStringLiteral("off");
    case EndpointState::Reach::NotYet: return QStringLiteral("not yet");
    case EndpointState::Reach::Good: return QStringLiteral("good");
    case EndpointState::Reach::NotReady: return QStringLiteral("not ready");
    case EndpointState::Reach::Unreachable: return QStringLiteral("unreachable");
    }
    Q_UNREACHABLE();
}

EndpointState stateAfter(EndpointState before, const PollResult &result)
{
    EndpointState after = std::move(before);
    const EndpointState::Reach was = after.reach;
    after.reach = reachOf(result);
    if (after.reach != was || !after.since)
        after.since = result.at;
    after.lastTry = result.at;
    after.next = result.next;
    after.took = result.took;
    after.polls += 1;
    after.error = result.error;
    const bool good = after.reach == EndpointState::Reach::Good;
    after.failures = good ? 0 : after.failures + 1;
    if (good)
        after.lastGood = result.at;
    after.words = result.probe ? result.probe->words : QString();
    after.status = result.probe ? result.probe->status : result.error ? result.error->status : 200;
    if (result.scrape) {
        after.seriesCount = shownSeries(*result.scrape);
        after.wireBytes = result.wireBytes;
    }
    return after;
}

std::optional<Event> reachEvent(const EndpointState &before, const EndpointState &after, const PollResult &result)
{
    const bool first = before.reach == EndpointState::Reach::NotYet;
    if (before.reach == after.reach || (first && after.reach == EndpointState::Reach::Good))
        return std::nullopt;
    return Event{.at = result.at,
                 .kind = Event::Kind::Source,
                 .service = result.service,
                 .subject = endpointName(result.endpoint),
                 .from = reachText(before.reach),
                 .to = reachText(after.reach),
                 .text = eventText(result, after.reach)};
}

} // namespace hubwatch
