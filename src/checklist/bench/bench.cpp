#include "checklist/bench/bench.h"

#include "checklist/bench/bench_script.h"
#include "checklist/bench/bench_stand_in.h"
#include "checklist/bench/bench_start.h"
#include "checklist/metric_sum.h"
#include "hubspot/token_text.h"
#include "net/http_errors.h"

#include <algorithm>
#include <utility>

namespace hubwatch {

namespace {

constexpr Duration healthEvery = 500ms;
constexpr Duration checkEvery = 100ms;
constexpr Duration benchLookTimeout = 5s;
constexpr Duration readinessTimeout = 15s; ///< it may ask HubSpot, with repeats
constexpr int mostReadinessLooks = 5;      ///< at the end of a phase; who keeps its answer for a while is given time
constexpr int deadAfter = 4;               ///< looks without an answer
constexpr int mostLaunches = 3;            ///< a supervisor may be about to start the process again

int lookStatus(const Result<HttpResponse> &result)
{
    return result ? result->status : result.error().status;
}

} // namespace

/// The run, and what is known of the phase that is on.
struct ResilienceBench::Private {
    enum class Stage { Entering, Working, Leaving };

    Private(ResilienceBench &bench, ProbeDoors with)
        : q(bench)
        , doors(with)
    { }

    Duration paced(Duration time) const
    {
        return std::max(Duration(20ms), Duration(qint64(double(time.count()) * order.pace)));
    }
    const BenchStep &step() const { return steps[size_t(phase)]; }
    Duration now() const { return standIn->since(); }
    bool hasCalls() const { return standIn->callsOf(phase) > 0; }

    void begin();
    void reach();
    void enterPhase();
    void look(const std::function<void(int)> &then);
    void readProcessStart(const std::function<void(std::optional<double>)> &then);
    void launch();
    void launched(const QString &trouble, bool isGone);
    void check();
    bool neverBegan();
    bool isOver() const;
    bool isDead() const;
    void leave();
    void nextPhase();
    void watchHealth();
    void tell(bool always);
    void stop(const QString &why);
    void finish();

    ResilienceBench &q;
    ProbeDoors doors;
    BenchOrder order = {};
    BenchStart how = {};
    std::vector<BenchStep> steps = {};
    std::unique_ptr<BenchStandIn> standIn = {};
    BenchTrace trace = {};
    bool isRunning = false;

    int phase = -1;
    Stage stage = Stage::Entering;
    Duration launchedAt = {};
    int launches = 0;
    int readinessLooks = 0;
    std::optional<Duration> answeredAt = {}; ///< the start request or command was over
    QString problem = {};                    ///< what came of it, where that went wrong
    bool answersAtEnd = false;               ///< a start is answered when the run is over, as the calm phase showed
    bool isHealthOpen = false;
    Duration toldAt = {};

    CallScope startCall;
    CallScope calls; ///< last: nothing reaches us while the rest goes
};

void ResilienceBench::Private::begin()
{
    if (Result<BenchStart> parsed = parseBenchStart(order.start, order.testUrl, order.folder))
        how = std::move(*parsed);
    else
        return stop(parsed.error().detail);
    if (const Result<void> listening = standIn->listen(order.port); !listening)
        return stop(QStringLiteral("the stand-in HubSpot cannot listen on %1; choose another bench_port, or 0 for any")
                        .arg(listening.error().detail));
    reach();
}

void ResilienceBench::Private::reach()
{
    const QUrl url = order.health.isEmpty() ? order.testUrl : order.health;
    if (url.isEmpty())
        return enterPhase();
    doors.http.send(
        {.url = url, .timeout = benchLookTimeout}, calls.context(), [this, url](const Result<HttpResponse> &result) {
            if (lookStatus(result) == 0 && result.error().kind == Error::Kind::Offline)
                return stop(
                    QStringLiteral("the test instance does not answer: %1").arg(withoutTokens(result.error().detail)));
            watchHealth();
            readProcessStart([this](std::optional<double> began) {
                trace.processStart = began;
                enterPhase();
            });
        });
}

void ResilienceBench::Private::enterPhase()
{
    ++phase;
    stage = Stage::Entering;
    startCall.cancelAll();
    standIn->beginPhase(phase, step().weather);
    trace.phases.push_back({.weather = step().weather, .from = now()});
    answeredAt.reset();
    problem.clear();
    launches = 0;
    readinessLooks = 0;
    look([this](int) {
        stage = Stage::Working;
        launch();
        if (phase == 0)
            check();
    });
}

/// At /readiness, while what the service asks of HubSpot for it is set aside.
void ResilienceBench::Private::look(const std::function<void(int)> &then)
{
    if (order.readiness.isEmpty())
        return then(-1);
    standIn->setAside(true);
    const BenchLook begun{.at = now(), .phase = phase, .readiness = true};
    doors.http.send({.url = order.readiness, .timeout = readinessTimeout}, calls.context(),
                    [this, begun, then](const Result<HttpResponse> &result) {
                        BenchLook seen = begun;
                        seen.status = lookStatus(result);
                        trace.looks.push_back(seen);
                        standIn->setAside(false);
                        then(seen.status);
                    });
}

/// Who starts it again at once hides its death from those who look at /health; not from those who ask its age.
void ResilienceBench::Private::readProcessStart(const std::function<void(std::optional<double>)> &then)
{
    if (order.metrics.isEmpty())
        return then(std::nullopt);
    HttpRequest request = metricsRequest(order.metrics, {});
    request.timeout = benchLookTimeout;
    doors.http.send(std::move(request), calls.context(), [this, then](const Result<HttpResponse> &result) {
        then(metricSum(order.metrics, result, QStringLiteral("process_start_time_seconds"), {}, doors.clock.now())
                 .value_or(std::nullopt));
    });
}

void ResilienceBench::Private::launch()
{
    ++launches;
    launchedAt = now();
    tell(true);
    switch (how.kind) {
    case BenchStart::Kind::Hand: return;
    case BenchStart::Kind::Http: {
        HttpRequest request = how.request;
        request.timeout = step().longest + order.patience;
        return doors.http.send(std::move(request), startCall.context(), [this](const Result<HttpResponse> &result) {
            if (result)
                return launched({}, false);
            const int status = result.error().status;
            launched(status != 0 ? QStringLiteral("%1 answered %2").arg(how.words).arg(status)
                                 : withoutTokens(result.error().detail),
                     status == 0);
        });
    }
    case BenchStart::Kind::Command: {
        ProcessRequest request = how.process;
        request.environment = benchEnvironment(standIn->url());
        request.timeout = step().longest + order.patience;
        return doors.processes.run(
            std::move(request), startCall.context(), [this](const Result<ProcessOutcome> &result) {
                if (!result)
                    return launched(withoutTokens(result.error().detail), true);
                launched(result->exitCode == 0
                             ? QString()
                             : QStringLiteral("%1 ended with exit code %2").arg(how.words).arg(result->exitCode),
                         false);
            });
    }
    }
    Q_UNREACHABLE();
}

void ResilienceBench::Private::launched(const QString &trouble, bool isGone)
{
    // A run that reports its failure has caught it: only where nothing was done, or nobody answered, is it told.
    if (!trouble.isEmpty() && (isGone || !hasCalls()))
        problem = trouble;
    if (isGone && !hasCalls() && phase > 0 && launches < mostLaunches)
        return doors.clock.after(paced(1s), startCall.context(), [this] { launch(); });
    answeredAt = now();
}

void ResilienceBench::Private::check()
{
    if (stage == Stage::Working) {
        tell(false);
        if (!hasCalls() ? neverBegan() : isOver())
            leave();
        if (!isRunning || !trace.stopped.isEmpty())
            return;
    }
    doors.clock.after(paced(checkEvery), calls.context(), [this] { check(); });
}

/// Whether there is no use in waiting for the phase's first call any longer; in the first phase that ends it all.
bool ResilienceBench::Private::neverBegan()
{
    const bool isFirst = phase == 0;
    const bool isRefused = answeredAt && !problem.isEmpty() && now() - *answeredAt >= paced(1s);
    const bool isIdle = !isFirst && answeredAt && now() - *answeredAt >= 2 * step().quiet;
    const bool isLate = now() - launchedAt >= order.patience;
    const bool isHopeless = !isFirst && isDead() && (answeredAt || how.kind == BenchStart::Kind::Hand);
    if (isFirst && (isRefused || isLate)) {
        const QString why = standIn->whyNoCall(std::min(order.patience, now() - launchedAt), problem);
        stop(QStringLiteral("the service never started its run: %1").arg(why));
        return false;
    }
    return isRefused || isIdle || isLate || isHopeless;
}

/// /health has not answered for a while.
bool ResilienceBench::Private::isDead() const
{
    int unanswered = 0;
    for (auto look = trace.looks.rbegin(); look != trace.looks.rend() && unanswered < deadAfter; ++look) {
        if (look->readiness)
            continue;
        if (look->status != 0)
            return false;
        ++unanswered;
    }
    return unanswered == deadAfter;
}

bool ResilienceBench::Private::isOver() const
{
    const bool isEnded = answeredAt && (answersAtEnd || !problem.isEmpty());
    const Duration still = now() - standIn->lastAt();
    if (now() - standIn->firstAt() >= step().longest)
        return true;
    if (standIn->open() > 0 || still < step().quiet || (answersAtEnd && !answeredAt))
        return false;
    return isEnded || !standIn->awaitsRepeat() || still >= step().comeback;
}

void ResilienceBench::Private::leave()
{
    stage = Stage::Leaving;
    if (step().weather == BenchPhase::Weather::Calm)
        answersAtEnd = answeredAt && problem.isEmpty() && *answeredAt >= standIn->lastAt();
    look([this](int status) {
        const bool isRefused = step().weather == BenchPhase::Weather::Unauthorized;
        const bool isExpected = isRefused ? status == 503 : status / 100 == 2;
        const bool matters = isRefused || step().weather == BenchPhase::Weather::Recovered;
        if (!isExpected && matters && status > 0 && ++readinessLooks < mostReadinessLooks)
            return doors.clock.after(paced(1s), calls.context(), [this] { leave(); });
        readProcessStart([this](std::optional<double> began) {
            trace.phases.back().processStart = began;
            nextPhase();
        });
    });
}

void ResilienceBench::Private::nextPhase()
{
    BenchPhase &over = trace.phases.back();
    over.to = now();
    over.started = hasCalls() || (answeredAt && problem.isEmpty());
    over.startWords = problem;
    if (phase + 1 < int(steps.size()))
        return enterPhase();
    doors.clock.after(0ms, calls.context(), [this] { finish(); }); // check() stands below us on the stack
}

void ResilienceBench::Private::watchHealth()
{
    if (order.health.isEmpty())
        return;
    if (!isHealthOpen && phase >= 0) {
        isHealthOpen = true;
        const BenchLook begun{.at = now(), .phase = phase};
        doors.http.send({.url = order.health, .timeout = benchLookTimeout}, calls.context(),
                        [this, begun](const Result<HttpResponse> &result) {
                            isHealthOpen = false;
                            BenchLook seen = begun;
                            seen.status = lookStatus(result);
                            seen.refused = !result && result.error().reach == Error::Reach::Refused;
                            trace.looks.push_back(seen);
                        });
    }
    doors.clock.after(paced(healthEvery), calls.context(), [this] { watchHealth(); });
}

void ResilienceBench::Private::tell(bool always)
{
    if (!always && now() - toldAt < 1s)
        return;
    toldAt = now();
    const double inPhase
        = std::clamp(double((now() - trace.phases.back().from) / 1ms) / double(step().longest / 1ms), 0.0, 1.0);
    const double share = (double(phase) + inPhase) / double(steps.size());
    const size_t count = standIn->callsOf(phase);
    const QString weather = weatherWords(step().weather);
    const QString words = how.kind == BenchStart::Kind::Hand && count == 0
        ? QStringLiteral("%1: %2, HubSpot is at %3").arg(weather, benchAsks, standIn->url().toString())
        : QStringLiteral("%1: %2 calls so far").arg(weather).arg(count);
    // Later, not within: who listens may cancel the run.
    doors.clock.after(0ms, calls.context(), [this, words, share] { emit q.progressed(words, share); });
}

void ResilienceBench::Private::stop(const QString &why)
{
    trace.stopped = why;
    doors.clock.after(0ms, calls.context(), [this] { finish(); });
}

void ResilienceBench::Private::finish()
{
    calls.cancelAll();
    startCall.cancelAll();
    trace.at = doors.clock.now();
    trace.calls = standIn->calls();
    std::ranges::stable_sort(trace.looks, {}, &BenchLook::at);
    standIn.reset();
    isRunning = false;
    const BenchTrace done = std::move(trace);
    emit q.finished(done);
}

ResilienceBench::ResilienceBench(ProbeDoors doors, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, doors))
{ }

ResilienceBench::~ResilienceBench() = default;

void ResilienceBench::start(BenchOrder order)
{
    if (d->isRunning)
        return;
    const ProbeDoors doors = d->doors;
    d = std::make_unique<Private>(*this, doors);
    if (!(order.pace > 0))
        order.pace = 1;
    d->order = std::move(order);
    d->steps = benchScript(d->order.pace);
    d->isRunning = true;
    d->standIn = std::make_unique<BenchStandIn>(BenchStandIn::Parts{.clock = doors.clock,
                                                                    .forward = d->order.forward,
                                                                    .forwardApi = d->order.forwardApi,
                                                                    .pace = d->order.pace,
                                                                    .host = d->order.host});
    d->begin();
}

void ResilienceBench::cancel()
{
    d->calls.cancelAll();
    d->startCall.cancelAll();
    d->standIn.reset();
    d->isRunning = false;
}

bool ResilienceBench::isRunning() const
{
    return d->isRunning;
}

QUrl ResilienceBench::url() const
{
    return d->standIn ? d->standIn->url() : QUrl();
}

} // namespace hubwatch
