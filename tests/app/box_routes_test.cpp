// What the weather of the box sets off: the handbook's route, at the right poll, one incident with its cause, one
// resolve.
#include "alerts/alert_book.h"
#include "app/alerting/alert_facts.h"
#include "app/alerting/alerting.h"
#include "app/engine/recorder.h"
#include "app/engine/service_pipeline.h"
#include "metrics/scrape_reader.h"
#include "sim/service_model.h"
#include "support/capturing_couriers.h"
#include "support/fake_http.h"
#include "support/printers.h"
#include "vault/credential_reader.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using testing::CapturedNotice;
using Told = Notice::Event;
using Kind = Weather::Kind;

constexpr Duration pollStep = 15s;
constexpr Duration calmBefore = 20min;

class NoSecrets : public CredentialReader
{
public:
    void read(const CredentialRef &, QObject *, Reply) override { }
};

ServiceProfile boxProfile(const char *name)
{
    for (const ServiceProfile &profile : boxProfiles())
        if (profile.name == QLatin1StringView(name))
            return profile;
    return {};
}

/// One service of the box meets one kind of weather; virtual time, everything else as the engine puts it together.
class BoxRoutes
{
public:
    BoxRoutes(const char *service, Kind kind, Duration length)
        : begun(clock.now())
        , script(begun, 7,
                 {{QString::fromLatin1(service), calmBefore, length, kind},
                  {QString::fromLatin1(service), calmBefore + length, 12h, Kind::Healthy}},
                 {})
        , model(boxProfile(service), 7, begun - 1min)
        , pipeline(configOf(service))
        , alerting({.wire = http,
                    .secrets = secrets,
                    .clock = clock,
                    .recorder = recorder,
                    .facts = [this] { return factsOf(workspace, {}, {}, {}, clock.now()); },
                    .alive = [] { return true; },
                    .makeCourier = couriers.factory()})
    {
        workspace.services = {pipeline.config()};
        workspace.routes = {{.name = QStringLiteral("oncall"), .kind = Route::Kind::PagerDuty},
                            {.name = QStringLiteral("team"), .kind = Route::Kind::Slack}};
        rules = effectiveRules(workspace);
        alerting.apply(workspace, rules);
        QObject::connect(&alerting, &Alerting::happened, &alerting,
                         [this](const hubwatch::Event &event) { events.push_back(event); });
    }

    /// Polls until `length` after the beginning, and remembers the readings of `signal`.
    void run(Duration length, const char *signal)
    {
        for (; clock.now() < begun + length; clock.advance(pollStep)) {
            model.advance(clock.now(), script);
            PollResult scraped{.service = pipeline.config().name, .at = clock.now()};
            scraped.scrape = *reader.read(model.metricsText(), TextFormat::Prometheus, clock.now());
            take(scraped, signal);
            take(probed(Endpoint::Health, model.health()), signal);
            take(probed(Endpoint::Readiness, model.readiness()), signal);
        }
    }

    /// The first poll at which the figure had been above `threshold`, on `minimum` events, for `hold`.
    std::optional<TimePoint> firstHeld(double threshold, std::int64_t minimum, Duration hold) const
    {
        std::optional<TimePoint> since;
        for (const Reading &reading : readings) {
            if (!reading.value || *reading.value <= threshold || reading.n < minimum)
                since.reset();
            else if (reading.at - since.emplace(since.value_or(reading.at)) >= hold)
                return reading.at;
        }
        return std::nullopt;
    }

    std::vector<Incident> incidents() const { return alerting.state().incidents; }

    testing::ManualClock clock;
    TimePoint begun;
    testing::FakeHttp http;
    NoSecrets secrets;
    Recorder recorder{StoreOptions{}};
    testing::CapturingCouriers couriers{clock};
    Workspace workspace;
    std::vector<Rule> rules;
    WeatherScript script;
    ServiceModel model;
    ServicePipeline pipeline;
    ScrapeReader reader;
    AlertBook book;
    std::vector<Reading> readings;
    std::vector<hubwatch::Event> events;
    Alerting alerting;

private:
    static ServiceConfig configOf(const char *service)
    {
        return {.name = QString::fromLatin1(service),
                .account = QStringLiteral("prod"),
                .url = QUrl(QStringLiteral("https://%1.example.test").arg(QLatin1StringView(service))),
                .interval = pollStep,
                .readinessInterval = pollStep};
    }

    PollResult probed(Endpoint endpoint, const ProbeReply &reply) const
    {
        const auto verdict = reply.status == 200 ? ProbeAnswer::Verdict::Ready : ProbeAnswer::Verdict::NotReady;
        return {.service = pipeline.config().name,
                .endpoint = endpoint,
                .at = clock.now(),
                .probe = ProbeAnswer{.verdict = verdict, .status = reply.status}};
    }

    void take(const PollResult &result, const char *signal)
    {
        const PipelineStep step = pipeline.take(result);
        for (const Reading &reading : step.readings)
            if (reading.signal == QLatin1StringView(signal) && result.endpoint == Endpoint::Metrics)
                readings.push_back(reading);
        const auto changes
            = book.evaluate(rules, pipeline.config().name, step.readings, longestGap(pipeline.context()));
        if (!changes.empty())
            alerting.take(changes, book.live());
        else
            alerting.look(book.live());
    }
};

std::vector<CapturedNotice> withEvent(const std::vector<CapturedNotice> &notices, Told event)
{
    std::vector<CapturedNotice> found;
    for (const CapturedNotice &captured : notices)
        if (captured.notice.event == event)
            found.push_back(captured);
    return found;
}

/// One incident, and the words of its cause.
void expectOneIncident(const BoxRoutes &box, Cause::Kind kind, const char *words)
{
    const std::vector<Incident> incidents = box.incidents();
    ASSERT_EQ(incidents.size(), 1U);
    EXPECT_EQ(incidents[0].cause.kind, kind);
    EXPECT_EQ(incidents[0].cause.words, QString::fromLatin1(words));
    EXPECT_EQ(incidents[0].state, Incident::State::Resolved);
}

void expectOnePage(const BoxRoutes &box, const std::optional<TimePoint> &when, const char *rule)
{
    const auto pages = box.couriers.on("oncall");
    const auto triggers = withEvent(pages, Told::Trigger);
    const auto resolves = withEvent(pages, Told::Resolve);
    ASSERT_TRUE(when);
    ASSERT_EQ(triggers.size(), 1U);
    EXPECT_LE(triggers[0].at - *when, 1s) << "a page waits for nobody";
    EXPECT_GE(triggers[0].at, *when);
    ASSERT_EQ(triggers[0].notice.alerts.size(), 1U);
    EXPECT_EQ(triggers[0].notice.alerts[0].id.rule, QString::fromLatin1(rule));
    ASSERT_EQ(resolves.size(), 1U);
    EXPECT_EQ(resolves[0].notice.key, triggers[0].notice.key);
    EXPECT_TRUE(box.couriers.on("team").empty()) << "what pages is not for Slack";
}

void expectOneSlack(const BoxRoutes &box, const std::optional<TimePoint> &when, const char *rule)
{
    const auto notices = box.couriers.on("team");
    const auto triggers = withEvent(notices, Told::Trigger);
    const auto resolves = withEvent(notices, Told::Resolve);
    ASSERT_TRUE(when);
    ASSERT_EQ(triggers.size(), 1U);
    EXPECT_GE(triggers[0].at - *when, 30s) << "the group's other alerts are waited for";
    EXPECT_LE(triggers[0].at - *when, 31s);
    ASSERT_EQ(triggers[0].notice.alerts.size(), 1U);
    EXPECT_EQ(triggers[0].notice.alerts[0].id.rule, QString::fromLatin1(rule));
    ASSERT_EQ(resolves.size(), 1U);
    EXPECT_TRUE(box.couriers.on("oncall").empty()) << "nobody is woken for it";
}

TEST(BoxRoutes, AnErrorBurstPagesAfterFiveMinutes)
{
    BoxRoutes box("contacts-sync", Kind::ErrorBurst, 20min);
    box.run(70min, "api.error_rate");
    expectOnePage(box, box.firstHeld(0.05, 20, 5min), "api.error_rate");
    expectOneIncident(box, Cause::Kind::Us, "error burst");
}

TEST(BoxRoutes, ARefusedTokenPagesAtOnceAndHidesWhatFollowsFromIt)
{
    BoxRoutes box("contacts-sync", Kind::TokenRevoked, 12min);
    box.run(60min, "api.auth_failures");
    expectOnePage(box, box.firstHeld(0, 0, 0s), "api.auth_failures");
    expectOneIncident(box, Cause::Kind::Token, "token refused");
}

TEST(BoxRoutes, A429StormGoesToSlack)
{
    BoxRoutes box("deals-sync", Kind::RateLimited, 8min);
    box.run(110min, "api.rate_limited");
    expectOneSlack(box, box.firstHeld(50, 0, 0s), "api.rate_limited");
    expectOneIncident(box, Cause::Kind::Quota, "429 storm");
}

TEST(BoxRoutes, AStuckSyncGoesToSlackAfterHalfAnHour)
{
    BoxRoutes box("nightly-export", Kind::SyncStuck, 65min);
    box.run(130min, "sync.overdue");
    expectOneSlack(box, box.firstHeld(1800, 0, 0s), "sync.overdue");
    expectOneIncident(box, Cause::Kind::Us, "sync stuck");
}

} // namespace
} // namespace hubwatch
