#include "sources/service_poller.h"

#include "base/call_scope.h"
#include "metrics/scrape_reader.h"
#include "net/http_errors.h"
#include "sources/endpoint_reading.h"
#include "sources/poll_rhythm.h"

#include <algorithm>
#include <utility>

namespace hubwatch {

namespace {

/// Qt opens six connections a host and lane; one more endpoint than that would wait for the others.
constexpr qsizetype endpointsPerLane = 6;
constexpr int noLane = -1;

/// One endpoint of one service: what is asked, and where in its rhythm it stands.
struct Track {
    QString service = {};
    Endpoint endpoint = Endpoint::Metrics;
    QUrl url = {};
    Duration interval = {};
    Duration timeout = {};
    QString credential = {};
    int lane = 0;

    ScrapeReader reader = ScrapeReader();
    CallScope timer = {};
    CallScope call = {};
    bool running = false; ///< not held by a pause: its timer stands
    bool asking = false;
    bool missed = false;      ///< fell due while still asking: asked again as soon as the answer is in
    Duration due = {};        ///< by the clock's uptime
    TimePoint lastStamp = {}; ///< of the poll before

    bool asksTheSameAs(const Track &other) const
    {
        return service == other.service && endpoint == other.endpoint && url == other.url && interval == other.interval
            && timeout == other.timeout && credential == other.credential;
    }
};

using Tracks = std::vector<std::unique_ptr<Track>>;

void addTrack(Tracks &tracks, const ServiceTarget &target, Endpoint endpoint, const QUrl &url, Duration interval)
{
    if (url.isEmpty())
        return;
    auto track = std::make_unique<Track>();
    track->service = target.name;
    track->endpoint = endpoint;
    track->url = url;
    track->interval = std::max(interval, Duration(1s));
    track->timeout = pollTimeout(target.timeout, track->interval);
    track->credential = target.credential;
    tracks.push_back(std::move(track));
}

/// The lowest lane in which the origin still has a connection to itself for every endpoint.
int freeLane(const Tracks &tracks, const QUrl &url)
{
    for (int lane = 0;; ++lane) {
        const auto taken = std::ranges::count_if(
            tracks, [&](const auto &track) { return track->lane == lane && sameOrigin(track->url, url); });
        if (taken < endpointsPerLane)
            return lane;
    }
}

} // namespace

struct ServicePoller::Private {
    ServicePoller *poller = nullptr;
    HttpClient &http;
    Clock &clock;
    Tracks tracks = {};
    bool paused = false;       ///< all of them
    bool remotePaused = false; ///< those that need the network

    bool holds(const Track &track) const { return paused || (remotePaused && !onLoopback(track.url)); }

    void startSoon(Track &track);
    void waitUntil(Track &track, Duration due);
    void fallDue(Track &track);
    void ask(Track &track);
    void hear(Track &track, PollResult result, Duration sentAt, Result<HttpResponse> answer);
    void stopHeld();
    void startIdle();
};

void ServicePoller::Private::startSoon(Track &track)
{
    track.running = true;
    waitUntil(track, clock.uptime() + startDelay(track.service, track.endpoint, track.interval));
}

void ServicePoller::Private::waitUntil(Track &track, Duration due)
{
    track.due = due;
    track.timer.cancelAll();
    clock.after(std::max(due - clock.uptime(), Duration::zero()), track.timer.context(),
                [this, &track] { fallDue(track); });
}

void ServicePoller::Private::fallDue(Track &track)
{
    // Whatever held this timer up held up all of them: to ask everybody in one instant would be a burst.
    if (clock.uptime() - track.due > stallAfter)
        return startSoon(track);
    if (track.asking)
        track.missed = true;
    else
        ask(track);
}

void ServicePoller::Private::ask(Track &track)
{
    const Duration sentAt = clock.uptime();
    const TimePoint at = alignedStamp(clock.now(), track.lastStamp, track.interval);
    waitUntil(track, nextDue(sentAt, track.interval, rhythmOffset(track.service, track.endpoint, track.interval)));
    track.asking = true;
    track.missed = false;
    track.lastStamp = at;
    HttpRequest request = endpointRequest(track.url, track.endpoint, track.timeout);
    request.lane = track.lane;
    request.credential = track.credential;
    PollResult result{
        .service = track.service, .endpoint = track.endpoint, .at = at, .next = at + (track.due - sentAt)};
    http.send(std::move(request), track.call.context(),
              [this, &track, sentAt, result = std::move(result)](Result<HttpResponse> answer) mutable {
                  hear(track, std::move(result), sentAt, std::move(answer));
              });
}

void ServicePoller::Private::hear(Track &track, PollResult result, Duration sentAt, Result<HttpResponse> answer)
{
    track.asking = false;
    result.took = answer ? answer->took : clock.uptime() - sentAt;
    result.wireBytes = answer ? answer->wireBytes : 0;
    if (track.endpoint == Endpoint::Metrics) {
        const auto scrape = [&]() -> Result<Scrape> {
            if (!answer)
                return tl::unexpected(std::move(answer.error()));
            const Result<TextFormat> format = scrapeFormat(track.url, *answer);
            if (!format)
                return tl::unexpected(format.error());
            const std::string_view body(answer->body.constData(), size_t(answer->body.size()));
            return track.reader.read(body, *format, result.at).map_error([&](Error error) {
                return scrapeError(track.url, std::move(error));
            });
        };
        if (Result<Scrape> read = scrape())
            result.scrape = std::move(*read);
        else
            result.error = std::move(read.error());
    } else if (Result<ProbeAnswer> judged = judgeProbe(track.endpoint, answer)) {
        result.probe = std::move(*judged);
    } else {
        result.error = std::move(judged.error());
    }
    if (track.missed)
        ask(track);
    emit poller->polled(result); // last: a slot may replace the targets or end the poller
}

void ServicePoller::Private::stopHeld()
{
    for (const auto &track : tracks) {
        if (!holds(*track))
            continue;
        track->timer.cancelAll();
        track->call.cancelAll();
        track->running = false;
        track->asking = false;
        track->missed = false;
    }
}

void ServicePoller::Private::startIdle()
{
    // Those that went on through a pause of the others keep their rhythm.
    for (const auto &track : tracks) {
        if (!holds(*track) && !track->running)
            startSoon(*track);
    }
}

ServicePoller::ServicePoller(HttpClient &http, Clock &clock, QObject *parent)
    : QObject(parent)
    , d(new Private{.poller = this, .http = http, .clock = clock})
{ }

ServicePoller::~ServicePoller() = default;

void ServicePoller::setTargets(const std::vector<ServiceTarget> &targets)
{
    Tracks wanted;
    for (const ServiceTarget &target : targets) {
        addTrack(wanted, target, Endpoint::Metrics, target.metrics, target.interval);
        addTrack(wanted, target, Endpoint::Health, target.health, target.interval);
        addTrack(wanted, target, Endpoint::Readiness, target.readiness, target.readinessInterval);
    }
    Tracks before = std::exchange(d->tracks, {});
    for (auto &track : wanted) {
        const auto same
            = std::ranges::find_if(before, [&](const auto &old) { return old && old->asksTheSameAs(*track); });
        if (same != before.end())
            track = std::move(*same);
        else
            track->lane = noLane;
    }
    before.clear(); // ends what the dropped ones had under way
    d->tracks = std::move(wanted);
    for (const auto &track : d->tracks) {
        if (track->lane == noLane)
            track->lane = freeLane(d->tracks, track->url);
    }
    d->startIdle();
}

void ServicePoller::pollNow(const QString &service, Endpoint endpoint)
{
    const auto found = std::ranges::find_if(
        d->tracks, [&](const auto &track) { return track->service == service && track->endpoint == endpoint; });
    if (found != d->tracks.end() && !(*found)->asking && !d->holds(**found))
        d->ask(**found);
}

void ServicePoller::pause()
{
    d->paused = true;
    d->stopHeld();
}

void ServicePoller::pauseRemote()
{
    d->remotePaused = true;
    d->stopHeld();
}

void ServicePoller::resume()
{
    d->paused = false;
    d->remotePaused = false;
    d->startIdle();
}

} // namespace hubwatch
