#include "app/triage/triage_desk.h"

#include "support/printers.h"
#include "triage_bench.h"

#include <QTemporaryDir>

namespace hubwatch {
namespace {

using testing::callsOf;
using testing::StoredService;

const QString deskedService = QStringLiteral("sync");

/// An hour of calls before `start`, then a quarter of an hour in which searches are held back and 503s come.
class TriageDeskTest : public ::testing::Test
{
protected:
    QTemporaryDir folder;
    testing::ManualClock clock;
    std::unique_ptr<Store> store = std::move(Store::open({.directory = folder.path()})->store);
    TimePoint start = clock.now() - 15min;
    TriageFacts facts{.services = {{.name = deskedService}}};
    TriageDesk desk{*store, clock, [this] { return facts; }};
    std::vector<TriageAnswer> answers;
    std::vector<MovedAnswer> moved;

    void SetUp() override
    {
        QObject::connect(&desk, &TriageDesk::triaged, &desk, [this](const TriageAnswer &a) { answers.push_back(a); });
        QObject::connect(&desk, &TriageDesk::movedFound, &desk, [this](const MovedAnswer &a) { moved.push_back(a); });
        StoredService sync(*store, "sync");
        for (TimePoint at = start - 70min; at <= clock.now(); at += 15s) {
            const bool bad = at > start;
            sync.add(callsOf("contacts.search", "success"), bad ? 10 : 30);
            sync.add(callsOf("contacts.batchUpdate", "201"), 60);
            sync.add(callsOf("properties.getAll", "success"), 2);
            if (bad) {
                sync.add(callsOf("contacts.search", "429"), 20);
                sync.add(callsOf("contacts.batchUpdate", "503"), 1);
                sync.add(callsOf("contacts.batchUpdate", "502"), 1);
            }
            sync.scrape(at);
        }
    }
    TriageQuestion question() const { return {.id = 7, .services = {deskedService}, .from = start, .to = clock.now()}; }
    void run()
    {
        for (int i = 0; i < 200; ++i)
            clock.advance(1ms);
    }
    TriageAnswer ask(const TriageQuestion &asked)
    {
        answers.clear();
        desk.triage(asked);
        run();
        return answers.size() == 1 ? answers.front() : TriageAnswer{.problem = QStringLiteral("not one answer")};
    }
    const EndpointCalls *row(const TriageAnswer &answer, const char *endpoint) const
    {
        const auto found = std::ranges::find(answer.endpoints, QString::fromLatin1(endpoint), &EndpointCalls::endpoint);
        return found == answer.endpoints.end() ? nullptr : &*found;
    }
};

TEST_F(TriageDeskTest, CountsCallsByEndpointAndFoldedStatus)
{
    const TriageAnswer answer = ask(question());
    EXPECT_EQ(answer.problem, QString());
    EXPECT_EQ(answer.note, QString());
    EXPECT_EQ(answer.id, 7U);
    ASSERT_EQ(answer.endpoints.size(), 3U);
    const EndpointCalls *search = row(answer, "contacts.search");
    ASSERT_TRUE(search);
    EXPECT_EQ(search->byStatus.at(QStringLiteral("success")).now, 600);
    EXPECT_EQ(search->byStatus.at(QStringLiteral("success")).before, 1800);
    EXPECT_TRUE(search->byStatus.at(QStringLiteral("success")).changed);
    EXPECT_EQ(search->byStatus.at(QStringLiteral("429")).now, 1200) << "born in the window: counted from zero";
    EXPECT_EQ(search->byStatus.at(QStringLiteral("429")).before, 0);
    EXPECT_EQ(search->all.now, 1800);
    EXPECT_FALSE(search->all.changed);
    EXPECT_TRUE(search->advice.startsWith(u"search allows 5/s per account"));
    const EndpointCalls *update = row(answer, "contacts.batchUpdate");
    ASSERT_TRUE(update);
    EXPECT_EQ(update->byStatus.at(QStringLiteral("5xx")).now, 120);
    EXPECT_EQ(update->byStatus.at(QStringLiteral("success")).now, 3600);
    EXPECT_FALSE(update->byStatus.at(QStringLiteral("success")).changed);
    EXPECT_TRUE(update->advice.startsWith(u"retry with backoff"));
    EXPECT_EQ(row(answer, "properties.getAll")->advice, QStringLiteral("not cached: 480 an hour"));
    EXPECT_EQ(answer.endpoints.front().endpoint, QStringLiteral("contacts.search")) << "the most changed first";
}

TEST_F(TriageDeskTest, TellsTheSplitsFromFailedCallsAndElseFromMetrics)
{
    TriageAnswer answer = ask(question());
    EXPECT_TRUE(answer.auth.empty());
    ASSERT_EQ(answer.rate.size(), 1U);
    EXPECT_EQ(answer.rate[0].count, 1200);
    EXPECT_EQ(answer.rate[0].cause, ApiError::Cause::RateSecondly);
    EXPECT_TRUE(answer.rate[0].words.startsWith(u"HubSpot does not tell why in metrics"));

    facts.quotaResetsAt = clock.now() + 9h;
    facts.failures = {{.at = start + 2min, .error = {.cause = ApiError::Cause::RateDaily, .status = 429}},
                      {.at = start + 1min, .error = {.cause = ApiError::Cause::TokenExpired, .status = 401}},
                      {.at = start - 1min, .error = {.cause = ApiError::Cause::TokenInvalid, .status = 401}}};
    answer = ask(question());
    ASSERT_EQ(answer.rate.size(), 1U);
    EXPECT_EQ(answer.rate[0].cause, ApiError::Cause::RateDaily);
    EXPECT_EQ(answer.rate[0].waitUntil, facts.quotaResetsAt);
    ASSERT_EQ(answer.auth.size(), 1U) << "a call from before the window is none of it";
    EXPECT_EQ(answer.auth[0].newest, start + 1min);
    EXPECT_EQ(answer.failures.size(), 2U);
    EXPECT_EQ(answer.failures.front().at, start + 2min) << "newest first";
}

TEST_F(TriageDeskTest, FillsThePlaybookAndTheTimeline)
{
    facts.hubspotGood = true;
    for (const Event &event :
         {Event{.at = start - 31min, .kind = Event::Kind::Mark, .text = QStringLiteral("too old")},
          Event{.at = start - 4min, .kind = Event::Kind::Mark, .service = deskedService, .text = QStringLiteral("1.4")},
          Event{.at = start, .kind = Event::Kind::Weather, .text = QStringLiteral("storm")},
          Event{.at = start + 5min, .kind = Event::Kind::Alert, .service = deskedService}})
        ASSERT_TRUE(store->append(event));
    const TriageAnswer answer = ask(question());
    ASSERT_EQ(answer.timeline.size(), 2U);
    EXPECT_EQ(answer.timeline[0].text, QStringLiteral("1.4"));
    ASSERT_EQ(answer.playbook.size(), 7U);
    EXPECT_EQ(answer.playbook[0].status, QStringLiteral("429")) << "rows with a count first, in the table's order";
    EXPECT_EQ(answer.playbook[1].status, QStringLiteral("500 / 502 / 503"));
    EXPECT_EQ(answer.playbook[1].count, 120);
    EXPECT_TRUE(answer.playbook[1].here.contains(u"one endpoint fails since a deploy"))
        << answer.playbook[1].here.toStdString();
    EXPECT_EQ(answer.playbook[2].status, QStringLiteral("400"));
    EXPECT_EQ(answer.playbook[2].here, QString());
}

TEST_F(TriageDeskTest, EndsTheTimelineOfAPastIncidentADayAfterIt)
{
    for (const Duration after : {Duration(23h), Duration(25h)})
        ASSERT_TRUE(store->append(Event{.at = clock.now() + after, .kind = Event::Kind::Alert}));
    const TriageQuestion asked = question();
    clock.advance(48h);
    EXPECT_EQ(ask(asked).timeline.size(), 1U);
}

TEST_F(TriageDeskTest, SaysWhatItCannotAnswer)
{
    EXPECT_TRUE(ask({.id = 1, .services = {QStringLiteral("gone")}, .from = start, .to = clock.now()})
                    .problem.contains(u"gone is not watched any longer"));
    EXPECT_TRUE(ask({.id = 1, .from = start, .to = start}).problem.startsWith(u"the window is empty"));
    facts.services.push_back({.name = QStringLiteral("silent")});
    EXPECT_EQ(ask({.id = 1, .from = start, .to = clock.now()}).note,
              QStringLiteral("silent: nothing is stored of this time"));
    facts.services = {{.name = deskedService, .names = {.calls = "crm_calls_total"}}};
    EXPECT_EQ(ask(question()).note, QStringLiteral("sync exposes no crm_calls_total"));
}

TEST_F(TriageDeskTest, LetsTheEventLoopRunAndAnswersInOrderWhatIsNotVoid)
{
    TriageQuestion older = question();
    older.from = start - 40min;
    desk.triage(older);
    desk.findMoved({.id = 7, .around = start});
    desk.triage(question()); // of the same id: the older one is void, the other kind stands
    std::optional<size_t> betweenPieces;
    clock.after(0ms, &desk, [&] { betweenPieces = answers.size(); });
    run();
    EXPECT_EQ(betweenPieces, 0U) << "the event loop runs between two pieces of work";
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(answers[0].question.from, start);
    ASSERT_EQ(moved.size(), 1U);
    EXPECT_EQ(moved[0].ranked, 6U);
    ASSERT_FALSE(moved[0].series.empty());
    EXPECT_EQ(moved[0].series[0].series,
              QStringLiteral("hubspot_api_calls_total{endpoint=\"contacts.search\",status=\"429\"}"));
}

TEST_F(TriageDeskTest, IsSilentOnceDeleted)
{
    auto mortal = std::make_unique<TriageDesk>(*store, clock, [this] { return facts; });
    mortal->triage(question());
    QObject::connect(mortal.get(), &TriageDesk::triaged, &desk, [&] { mortal.reset(); });
    mortal->triage({.id = 8, .from = start, .to = clock.now()});
    run();
    EXPECT_FALSE(mortal) << "deleted within its own signal";
}

} // namespace
} // namespace hubwatch
