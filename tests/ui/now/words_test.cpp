#include "support/printers.h"
#include "support/window_states.h"
#include "ui/now/alert_card.h"
#include "ui/now/alert_words.h"
#include "ui/now/events_panel.h"
#include "ui/now/service_words.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

struct TitleCase {
    const char *name;
    const char *signal;
    double value;
    const char *expected;
};

class AlertTitleTest : public ::testing::TestWithParam<TitleCase>
{ };

const ServiceState &serviceNamed(const Snapshot &snapshot, const char *name)
{
    return *std::ranges::find_if(snapshot.services, [&](const ServiceState &service) {
        return service.config.name == QString::fromLatin1(name);
    });
}

} // namespace

TEST_P(AlertTitleTest, IsASentenceWithTheFigure)
{
    ServiceState service;
    service.config.name = QStringLiteral("sync");
    const QString signal = QString::fromLatin1(GetParam().signal);
    const Rule rule{.name = signal, .signal = signal};
    const Alert alert{.service = service.config.name, .rule = signal, .value = GetParam().value};
    EXPECT_EQ(alertTitle({&service, &alert, &rule, nullptr}), QString::fromUtf8(GetParam().expected));
}

INSTANTIATE_TEST_SUITE_P(
    Signals, AlertTitleTest,
    ::testing::Values(
        TitleCase{"ErrorRate", "api.error_rate", 0.072, "sync fails 7.2 % of its HubSpot calls"},
        TitleCase{"RateLimited", "api.rate_limited", 62, "sync was slowed down 62 times by HubSpot in an hour (429)"},
        TitleCase{"Latency", "api.latency_p99", 3.4, "sync: response time p99 is 3.4 s"},
        TitleCase{"OneAuthFailure", "api.auth_failures", 1, "sync: HubSpot refused its credential (401 or 403)"},
        TitleCase{"AuthFailures", "api.auth_failures", 3, "sync: HubSpot refused its credential 3 times (401 or 403)"},
        TitleCase{"Delay", "webhook.delay_p99", 7, "sync: webhooks wait 7.0 s (p99)"},
        TitleCase{"Unseen", "source.fresh", 37, "sync has not been seen for 37 polls"},
        TitleCase{"SeenAgain", "source.fresh", 0, "sync was not seen for a while and is back"},
        TitleCase{"Ready", "service.ready", 0, "sync says it is not ready"},
        TitleCase{"Unreachable", "service.healthy", -1, "sync cannot be reached"},
        TitleCase{"Forecast", "quota.daily", 1.12, "sync: at this pace 112 % of the daily quota is used by its reset"},
        TitleCase{"Quota", "quota.used", 0.71, "sync has used 71 % of its daily quota"},
        TitleCase{"Age", "credential.age", 94, "sync: its credential is 94 days old"},
        TitleCase{"Degraded", "hubspot.status", 0, "sync: HubSpot reports that it is degraded"},
        TitleCase{"Outage", "hubspot.status", -1, "sync: HubSpot reports an outage"}),
    [](const auto &test) { return test.param.name; });

TEST(AlertClockTest, SaysHowLongAPendingOneHasAndWhatFollows)
{
    ServiceState service;
    const Rule rule{.signal = QStringLiteral("api.error_rate"),
                    .threshold = 0.05,
                    .holdFor = 10min,
                    .severity = Rule::Severity::Page};
    const TimePoint now = testing::cannedNow();
    Alert alert{.state = Alert::State::Pending, .since = now - 400s, .held = 400s, .evaluatedAt = now};
    EXPECT_EQ(alertClock({&service, &alert, &rule, nullptr}, now),
              QStringLiteral("breaching 6:40 of 10:00 · would page at 09:44:27 unless at or below 5 %"));
    alert.noDataSince = now - 20s;
    const QString unseen = alertClock({&service, &alert, &rule, nullptr}, now);
    EXPECT_TRUE(unseen.contains(u"no data since 09:40:47")) << unseen.toStdString();
    EXPECT_FALSE(unseen.contains(u"would page at")) << unseen.toStdString();
}

TEST(AlertClockTest, NamesStatesByTheirWordsAndWithoutAnN)
{
    ServiceState service;
    const TimePoint now = testing::cannedNow();
    const Rule rule{.signal = QStringLiteral("service.ready"),
                    .side = Rule::Side::Below,
                    .threshold = 0,
                    .polls = 3,
                    .severity = Rule::Severity::Page};
    Alert alert{.state = Alert::State::Firing, .firedAt = now - 1min, .value = -1, .n = 1};
    EXPECT_EQ(alertClock({&service, &alert, &rule, nullptr}, now),
              QStringLiteral("firing since 09:40:07 · pages when unreachable for 3 polls"));
    alert = {.state = Alert::State::Pending, .polls = 1, .value = -1, .n = 1};
    EXPECT_EQ(alertClock({&service, &alert, &rule, nullptr}, now),
              QStringLiteral("breaching 1 of 3 polls · would page after 2 more"));
}

struct ConditionCase {
    const char *name;
    Rule rule;
    const char *expected;
};

class ConditionTextTest : public ::testing::TestWithParam<ConditionCase>
{ };

TEST_P(ConditionTextTest, SaysWhatFollowsWhen)
{
    EXPECT_EQ(conditionText(GetParam().rule), QString::fromUtf8(GetParam().expected));
}

INSTANTIATE_TEST_SUITE_P(
    Rules, ConditionTextTest,
    ::testing::Values(
        ConditionCase{
            "NotReady",
            {.signal = QStringLiteral("service.ready"), .side = Rule::Side::Below, .threshold = 1, .polls = 2},
            "ticket when not ready for 2 polls"},
        ConditionCase{"NotHealthy",
                      {.signal = QStringLiteral("service.healthy"), .side = Rule::Side::Below, .threshold = 1},
                      "ticket when not healthy"},
        ConditionCase{"Unseen",
                      {.signal = QStringLiteral("source.fresh"), .threshold = 2, .severity = Rule::Severity::Page},
                      "pages when unseen for 3 polls"},
        ConditionCase{"LongUnseen",
                      {.signal = QStringLiteral("source.fresh"),
                       .threshold = 2,
                       .holdFor = 15min,
                       .severity = Rule::Severity::Page},
                      "pages when unseen for 3 polls and 15 min more"},
        ConditionCase{"Rate",
                      {.signal = QStringLiteral("api.error_rate"),
                       .threshold = 0.05,
                       .holdFor = 5min,
                       .severity = Rule::Severity::Page},
                      "pages above 5 % for 5 min"},
        ConditionCase{"Floor",
                      {.signal = QStringLiteral("sync.success_rate"),
                       .side = Rule::Side::Below,
                       .threshold = 0.995,
                       .severity = Rule::Severity::Notify},
                      "notifies below 99.5 %"}),
    [](const auto &test) { return test.param.name; });

TEST(ServiceFiguresTest, LeavesOutWhatIsNotExposed)
{
    ServiceState service = testing::quietSnapshot().services.front();
    service.traces.clear();
    service.readings
        = {{.signal = QStringLiteral("api.error_rate"), .validity = Reading::Validity::Known, .value = 0.001, .n = 900},
           {.signal = QStringLiteral("webhook.delay_p99"),
            .note = QStringLiteral("hubspot_webhook_processing_delay_seconds is not exposed")}};
    const std::vector<Figure> figures = figuresOf(service, {});
    ASSERT_EQ(figures.size(), 1u);
    EXPECT_EQ(figures.front().signal, QStringLiteral("api.error_rate"));
}

TEST(ServiceSummaryTest, IsNotWithinGoalsWhenOneCannotBeDecided)
{
    ServiceState service = testing::quietSnapshot().services.front();
    service.alerts.clear();
    service.readings
        = {{.signal = QStringLiteral("api.error_rate"), .validity = Reading::Validity::Known, .value = 0, .n = 900},
           {.signal = QStringLiteral("api.latency_p99"),
            .validity = Reading::Validity::Known,
            .value = 2.4,
            .n = 900,
            .low = 2,
            .high = 5}};
    EXPECT_EQ(summaryOf(service), (ServiceSummary{Mark::Warn, QStringLiteral("p99 may miss its goal")}));
}

TEST(ServiceSummaryTest, NamesTheWorstFirst)
{
    const Snapshot snapshot = testing::cannedSnapshot();
    EXPECT_EQ(summaryOf(serviceNamed(snapshot, "contacts-sync")).mark, Mark::Bad);
    const ServiceSummary unseen = summaryOf(serviceNamed(snapshot, "nightly-export"));
    EXPECT_EQ(unseen.mark, Mark::Blind);
    EXPECT_EQ(unseen.word, QStringLiteral("unseen since 09:31, connection refused"));
}

TEST(ServiceSummaryTest, IsNeverGoodByAbsence)
{
    ServiceState service = testing::freshSnapshot().services.front();
    EXPECT_EQ(summaryOf(service).mark, Mark::NotYet);
    service.metrics.reach = EndpointState::Reach::Good;
    EXPECT_EQ(summaryOf(service).mark, Mark::NotYet) << summaryOf(service).word.toStdString();
}

TEST(ServiceSummaryTest, IsNotGoodWhileNothingArrives)
{
    const Snapshot snapshot = testing::cannedSnapshot();
    ServiceState service = testing::freshSnapshot().services.front();
    service.metrics.reach = service.health.reach = EndpointState::Reach::Good;
    service.metrics.lastGood = snapshot.at - 24s;
    service.readings = {{.signal = QStringLiteral("api.error_rate"), .validity = Reading::Validity::NoData},
                        {.signal = QStringLiteral("health.up"), .validity = Reading::Validity::Known, .value = 1}};
    EXPECT_EQ(summaryOf(service).mark, Mark::Blind);
    EXPECT_TRUE(summaryOf(service).word.startsWith(QStringLiteral("no data since ")))
        << summaryOf(service).word.toStdString();
}

TEST(ServiceFiguresTest, DrawsAnUnseenServiceAsUnknown)
{
    const Snapshot snapshot = testing::cannedSnapshot();
    const std::vector<Figure> figures = figuresOf(serviceNamed(snapshot, "nightly-export"), snapshot.rules);
    ASSERT_FALSE(figures.empty());
    for (const Figure &figure : figures) {
        EXPECT_EQ(figure.mark, Mark::Blind);
        EXPECT_EQ(figure.value, QStringLiteral("unknown"));
    }
}

TEST(ServiceFiguresTest, IsNotGoodWhenTheGoalLiesInsideTheBucket)
{
    ServiceState service = testing::quietSnapshot().services.front();
    service.readings = {{.service = service.config.name,
                         .signal = QStringLiteral("api.latency_p99"),
                         .validity = Reading::Validity::Known,
                         .value = 2.4,
                         .n = 900,
                         .low = 2,
                         .high = 5}};
    service.alerts.clear();
    service.traces.clear();
    const std::vector<Figure> figures = figuresOf(service, {});
    ASSERT_EQ(figures.size(), 1u);
    EXPECT_EQ(figures.front().mark, Mark::Warn);
}

TEST(CardTextsTest, PutsTroubleOfTheConsoleIntoSentences)
{
    const std::vector<CardText> broken = troubleCards(testing::brokenWorkspaceSnapshot());
    ASSERT_EQ(broken.size(), 1u);
    EXPECT_EQ(broken.front().facts.front().name, QStringLiteral("hubwatch.toml:14"));
    EXPECT_TRUE(broken.front().line.contains(u"stays in force"));
    EXPECT_EQ(troubleCards(testing::storeFaultSnapshot()).front().mark, Mark::Bad);
    EXPECT_EQ(troubleCards(testing::networkLostSnapshot()).front().mark, Mark::Blind);
    EXPECT_TRUE(troubleCards(testing::cannedSnapshot()).empty());
}

TEST(EventLinesTest, TellsOnlyWhatHappenedWhileAway)
{
    const Snapshot snapshot = testing::cannedSnapshot();
    const TimePoint now = snapshot.at;
    EXPECT_EQ(awayLines(snapshot, now - 10min, now, 8).size(), 2u);
    EXPECT_TRUE(awayLines(snapshot, now - 1min, now, 8).empty());
    EXPECT_EQ(latelyLines(snapshot, 2).size(), 2u);
}

TEST(EventLinesTest, PutsWhatPagesBeforeWhatIsPolled)
{
    Snapshot snapshot = testing::cannedSnapshot();
    snapshot.services.resize(1);
    Alert &alert = snapshot.services.front().alerts.front();
    alert.state = Alert::State::Pending;
    alert.held = 1min;
    const std::vector<EventLine> lines = nextLines(snapshot, 5);
    ASSERT_EQ(lines.size(), 1u) << "polls that work are no news";
    EXPECT_EQ(lines.front().text, QStringLiteral("contacts-sync error rate pages"));
    EXPECT_EQ(lines.front().time, QStringLiteral("09:45:07"));
    snapshot.at += 1h;
    EXPECT_TRUE(nextLines(snapshot, 5).empty()) << "what is next is never in the past";
}

TEST(EventLinesTest, PutsFirstReadinessIntoOneLine)
{
    const std::vector<EventLine> lines = nextLines(testing::freshSnapshot(), 5);
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_EQ(lines.front().text, QStringLiteral("First readiness of contacts-sync and 4 more"));
    EXPECT_EQ(lines.front().time, QStringLiteral("in 2 s"));
}

TEST(EventLinesTest, SaysOnceWhatOneServiceDidInOneSecond)
{
    Snapshot snapshot;
    snapshot.at = testing::cannedNow();
    const auto event = [&](const char *service, const char *to, const char *text, Duration ago) {
        return Event{.at = snapshot.at - ago,
                     .kind = Event::Kind::Alert,
                     .service = QString::fromLatin1(service),
                     .subject = QStringLiteral("any"),
                     .from = QStringLiteral("pending"),
                     .to = QString::fromLatin1(to),
                     .text = QString::fromLatin1(text)};
    };
    snapshot.events = {event("sync", "pending", "Polls missed pending at 3 polls", 120s),
                       event("mail", "resolved", "Health resolved at good", 120s),
                       event("sync", "firing", "sync: Readiness firing at unreachable", 120s),
                       event("sync", "firing", "sync: Readiness firing at unreachable", 150s),
                       event("sync", "pending", "Readiness pending at unreachable", 180s)};
    snapshot.events.insert(snapshot.events.begin(), event("sync", "inactive", "Readiness inactive", 60s));
    snapshot.events.front().from = QStringLiteral("resolved");
    const std::vector<EventLine> lines = latelyLines(snapshot, 10);
    ASSERT_EQ(lines.size(), 3u);
    EXPECT_EQ(lines[0].text, QStringLiteral("sync: Readiness firing at unreachable; Polls missed pending at 3 polls"));
    EXPECT_EQ(lines[0].mark, Mark::Bad);
    EXPECT_EQ(lines[0].time, QStringLiteral("2 min ago"));
    EXPECT_TRUE(lines[0].details.contains(u"2026-")) << "the instant on hovering";
    EXPECT_EQ(lines[1].text, QStringLiteral("mail: Health resolved at good"));
    EXPECT_EQ(lines[2].time, QStringLiteral("3 min ago"));
}

TEST(ServiceFiguresTest, WarnsNearALevelAsTheChartsDo)
{
    ServiceState service = testing::quietSnapshot().services.front();
    service.readings = {{.service = service.config.name,
                         .signal = QStringLiteral("api.rate_limited"),
                         .validity = Reading::Validity::Known,
                         .value = 39,
                         .n = 2137}};
    Rule rule{.name = QStringLiteral("limited"), .signal = QStringLiteral("api.rate_limited"), .threshold = 50};
    service.alerts = {{.service = service.config.name, .rule = rule.name}};
    const auto mark = [&] { return figuresOf(service, {rule}).front().mark; };
    EXPECT_EQ(mark(), Mark::Warn);
    service.readings[0].value = 30;
    EXPECT_EQ(mark(), Mark::Good);
    EXPECT_FALSE(nearsLevel(Rule::Side::Above, 0.05, 0.045)) << "a share is judged by its goal";
    EXPECT_FALSE(nearsLevel(Rule::Side::Below, 50, 45));
}

} // namespace hubwatch::ui
