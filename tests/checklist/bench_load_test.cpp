#include "bench_trace_maker.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using testing::factNamed;
using testing::TraceMaker;
using LoadWeather = BenchPhase::Weather;

void addBatch(TraceMaker &made, int records, const char *path = "/crm/v3/objects/contacts/batch/update")
{
    BenchCall &call = made.call(LoadWeather::Calm, 1s, QStringLiteral("b%1").arg(made.trace.calls.size()));
    call.method = QStringLiteral("POST");
    call.path = QString::fromLatin1(path);
    call.records = records;
}

void addSingles(TraceMaker &made, int count, const char *method = "PATCH")
{
    for (int i = 0; i < count; ++i)
        made.call(LoadWeather::Calm, 1s + 20ms * i, QString::number(i)).method = QString::fromLatin1(method);
}

Verdict batchOf(const TraceMaker &made)
{
    return judgeBatchFirst(QStringLiteral("batch.first"), made.trace, {});
}

TEST(BenchBatch, CountsRecordsAndNotCalls)
{
    TraceMaker made;
    addBatch(made, 100, "/crm/objects/2026-09/companies/batch/upsert");
    addBatch(made, 284, "/crm/v4/associations/contacts/companies/batch/create");
    addSingles(made, 16);
    const Verdict verdict = batchOf(made);
    EXPECT_EQ(verdict.outcome, Outcome::Pass);
    EXPECT_EQ(verdict.words, QStringLiteral("96 % of 400 records by batch calls"));
}

TEST(BenchBatch, IsJudgedByItsShare)
{
    for (const auto &[single, outcome] : {std::pair{25, Outcome::Pass}, std::pair{26, Outcome::Warn},
                                          std::pair{100, Outcome::Warn}, std::pair{101, Outcome::Fail}}) {
        TraceMaker made;
        addBatch(made, 100);
        addSingles(made, single);
        EXPECT_EQ(batchOf(made).outcome, outcome) << single;
    }
}

// A hundred read at once would hide that each is written by itself, and the other way round.
TEST(BenchBatch, JudgesReadsAndWritesApart)
{
    TraceMaker writes;
    addBatch(writes, 100, "/crm/v3/objects/contacts/batch/read");
    addSingles(writes, 20);
    EXPECT_EQ(batchOf(writes).outcome, Outcome::Fail);
    EXPECT_EQ(batchOf(writes).words, QStringLiteral("records written: 0 % of 20 records by batch calls"));
    EXPECT_EQ(factNamed(batchOf(writes), QStringLiteral("records read"))->outcome, Outcome::Pass);
    TraceMaker reads;
    addBatch(reads, 300);
    addSingles(reads, 40, "GET");
    addBatch(reads, 60, "/crm/v4/associations/contacts/companies/batch/read");
    EXPECT_EQ(batchOf(reads).outcome, Outcome::Warn);
    EXPECT_EQ(batchOf(reads).words, QStringLiteral("records read: 60 % of 100 records by batch calls"));
    TraceMaker both;
    addBatch(both, 100, "/crm/v3/objects/contacts/batch/read");
    addBatch(both, 100);
    EXPECT_EQ(batchOf(both).words,
              QStringLiteral("read: 100 % of 100 records by batch calls; written: 100 % of 100 "
                             "records by batch calls"));
    TraceMaker few; // of one kind: both together
    addBatch(few, 100, "/crm/v3/objects/contacts/batch/read");
    addSingles(few, 9);
    EXPECT_EQ(batchOf(few).outcome, Outcome::Pass);
}

TEST(BenchBatch, TakesABatchOfOneForWhatItIs)
{
    TraceMaker made;
    for (int i = 0; i < 12; ++i)
        addBatch(made, 1);
    EXPECT_EQ(batchOf(made).outcome, Outcome::Fail);
    EXPECT_EQ(batchOf(made).words, QStringLiteral("records: 0 % of 12 records by batch calls"));
}

TEST(BenchBatch, CannotTellFromFewRecordsOrFromBadWeather)
{
    TraceMaker made;
    addSingles(made, 9);
    for (int i = 0; i < 20; ++i)
        made.struck(LoadWeather::Failing, 1s, QString::number(i), 500);
    EXPECT_EQ(batchOf(made).outcome, Outcome::NotRun);
    EXPECT_TRUE(batchOf(made).words.contains(QStringLiteral("moved 9 records")));
    made.trace.stopped = QStringLiteral("stopped");
    EXPECT_EQ(batchOf(made).words, QStringLiteral("stopped"));
}

TEST(BenchBatch, LeavesPagesOutOfTheShare)
{
    TraceMaker made;
    addBatch(made, 100);
    for (int i = 0; i < 30; ++i) {
        BenchCall &page = made.call(LoadWeather::Calm, 2s, QStringLiteral("page%1").arg(i));
        page.path
            = i % 2 ? QStringLiteral("/crm/v3/objects/contacts") : QStringLiteral("/crm/v3/objects/contacts/search");
    }
    EXPECT_EQ(batchOf(made).outcome, Outcome::Pass);
    EXPECT_EQ(batchOf(made).words, QStringLiteral("100 % of 100 records by batch calls"));
    EXPECT_TRUE(factNamed(batchOf(made), QStringLiteral("calls"))->got.contains(QStringLiteral("30 pages")));
}

/// `count` calls at the same moment.
void addBurst(TraceMaker &made, int count, LoadWeather weather = LoadWeather::Calm, Duration at = 0ms)
{
    for (int i = 0; i < count; ++i)
        made.call(weather, at, QString::number(i));
}

Verdict concurrencyOf(const TraceMaker &made)
{
    return judgeConcurrency(QStringLiteral("concurrency.limited"), made.trace, {});
}

TEST(BenchConcurrency, CountsWhatIsOpenAtOnce)
{
    for (const auto &[open, outcome] : {std::pair{5, Outcome::Pass}, std::pair{6, Outcome::Warn},
                                        std::pair{7, Outcome::Warn}, std::pair{8, Outcome::Fail}}) {
        TraceMaker made;
        addBurst(made, open);
        addBurst(made, 3, LoadWeather::Calm, 1s);
        EXPECT_EQ(concurrencyOf(made).outcome, outcome) << open;
    }
}

TEST(BenchConcurrency, DoesNotCountOneThatEndsAsAnotherBegins)
{
    TraceMaker made;
    for (int i = 0; i < 60; ++i)
        made.call(LoadWeather::Calm, 10ms * i, QString::number(i));
    EXPECT_EQ(concurrencyOf(made).words, QStringLiteral("peak 1 in flight, 60 calls in any 10.0 s"));
}

TEST(BenchConcurrency, CountsCallsInAnyTenSeconds)
{
    for (const auto &[calls, outcome] : {std::pair{80, Outcome::Pass}, std::pair{81, Outcome::Warn},
                                         std::pair{100, Outcome::Warn}, std::pair{101, Outcome::Fail}}) {
        TraceMaker made;
        for (int i = 0; i < calls; ++i)
            made.call(LoadWeather::Failing, 5s + 90ms * i, QString::number(i));
        made.call(LoadWeather::Failing, 40s, QStringLiteral("later"));
        EXPECT_EQ(concurrencyOf(made).outcome, outcome) << calls;
    }
}

// Sixty a run, and the bench began the next run a second later.
TEST(BenchConcurrency, CountsCallsOfOneRunAlone)
{
    TraceMaker made;
    for (size_t phase = 0; phase < made.trace.phases.size(); ++phase)
        made.trace.phases[phase].from = 4s * int(phase);
    for (const BenchPhase &phase : made.trace.phases)
        for (int i = 0; i < 60; ++i)
            made.call(phase.weather, 50ms * i, QString::number(i));
    EXPECT_EQ(concurrencyOf(made).words, QStringLiteral("peak 1 in flight, 60 calls in any 10.0 s"));
    for (int i = 0; i < 41; ++i)
        made.call(LoadWeather::Recovered, 3s + 20ms * i, QString::number(i));
    EXPECT_EQ(concurrencyOf(made).outcome, Outcome::Fail);
    EXPECT_TRUE(concurrencyOf(made).words.contains(QStringLiteral("101 calls")))
        << concurrencyOf(made).words.toStdString();
}

TEST(BenchConcurrency, NamesTheWeatherOfTheBurst)
{
    TraceMaker made;
    addBurst(made, 40, LoadWeather::Failing);
    EXPECT_EQ(concurrencyOf(made).words,
              QStringLiteral("open at once: peak 40 in flight, during \"500, 502 and 503\""));
}

TEST(BenchConcurrency, CountsAnAbandonedSlowCallOnce)
{
    TraceMaker made;
    for (int i = 0; i < 10; ++i)
        made.call(LoadWeather::Slow, 1s * i, QStringLiteral("slow")).answered += 30s;
    EXPECT_EQ(concurrencyOf(made).outcome, Outcome::Pass);
}

TEST(BenchConcurrency, CannotTellFromAServiceWithLittleToDo)
{
    TraceMaker made;
    addBurst(made, 5);
    EXPECT_EQ(concurrencyOf(made).outcome, Outcome::NotRun);
    EXPECT_TRUE(concurrencyOf(made).words.contains(QStringLiteral("no phase brought more than 5 calls")));
}

BenchCall &addRead(TraceMaker &made, LoadWeather weather, const char *path, const QString &key)
{
    BenchCall &call = made.call(weather, 10ms * int(made.trace.calls.size()), key);
    call.path = QString::fromLatin1(path);
    return call;
}

Verdict cachedOf(const TraceMaker &made)
{
    return judgeCached(QStringLiteral("definitions.cached"), made.trace, {});
}

TEST(BenchCached, IsJudgedByReadsInARun)
{
    for (const auto &[reads, outcome] : {std::pair{1, Outcome::Pass}, std::pair{2, Outcome::Warn},
                                         std::pair{3, Outcome::Warn}, std::pair{12, Outcome::Fail}}) {
        TraceMaker made;
        for (int i = 0; i < reads; ++i)
            addRead(made, LoadWeather::Calm, "/crm/v3/properties/contacts", QStringLiteral("p"));
        addRead(made, LoadWeather::Recovered, "/crm/v3/properties/contacts", QStringLiteral("p"));
        EXPECT_EQ(cachedOf(made).outcome, outcome) << reads;
    }
}

TEST(BenchCached, SaysWhatIsReadAgain)
{
    TraceMaker made;
    for (int i = 0; i < 12; ++i)
        addRead(made, LoadWeather::Calm, "/crm/properties/2026-09/contacts", QStringLiteral("p"));
    addRead(made, LoadWeather::Calm, "/crm/v3/owners/", QStringLiteral("o"));
    EXPECT_EQ(cachedOf(made).words, QStringLiteral("contacts properties: read 12 times"));
    EXPECT_EQ(factNamed(cachedOf(made), QStringLiteral("owners"))->outcome, Outcome::Pass);
}

TEST(BenchCached, DoesNotCountPagesOrRepeatsOfFailedReads)
{
    TraceMaker made;
    for (int i = 0; i < 4; ++i) // each page is a request of its own
        addRead(made, LoadWeather::Calm, "/crm/v3/owners", QString::number(i)).page
            = i == 0 ? QString() : QStringLiteral("after=%1").arg(i);
    for (int i = 0; i < 4; ++i)
        addRead(made, LoadWeather::Failing, "/crm/v3/owners", QStringLiteral("o"));
    EXPECT_EQ(cachedOf(made).outcome, Outcome::Pass);
}

TEST(BenchCached, CountsWhatIsReadHoweverItIsAskedFor)
{
    TraceMaker oneByOne;
    const char *const names[] = {"email", "city", "phone", "name", "company"};
    for (int i = 0; i < 20; ++i)
        addRead(oneByOne, LoadWeather::Calm, "/crm/v3/properties/contacts/", QString::number(i)).path
            += QString::fromLatin1(names[i % 5]);
    EXPECT_EQ(cachedOf(oneByOne).words, QStringLiteral("contacts properties: read 20 times"));
    TraceMaker queries; // ?t=1, ?t=2: each a request of its own
    for (int i = 0; i < 5; ++i)
        addRead(queries, LoadWeather::Calm, "/crm/v3/schemas", QString::number(i));
    EXPECT_EQ(cachedOf(queries).words, QStringLiteral("schemas: read 5 times"));
    TraceMaker batches; // of one property each
    for (int i = 0; i < 5; ++i)
        addRead(batches, LoadWeather::Calm, "/crm/v3/properties/contacts/batch/read", QString::number(i)).method
            = QStringLiteral("POST");
    EXPECT_EQ(cachedOf(batches).outcome, Outcome::Fail);
}

TEST(BenchCached, TellsObjectsAndPartsApart)
{
    TraceMaker made;
    for (const char *path :
         {"/crm/v3/properties/contacts", "/crm/v3/properties/companies", "/crm/v3/properties/contacts/groups",
          "/crm/v3/schemas", "/crm/v3/schemas/machines", "/crm/v3/schemas/visits", "/crm/v3/pipelines/deals",
          "/crm/v3/pipelines/tickets", "/crm/v3/owners", "/crm/v3/owners/1", "/crm/v3/owners/2"})
        addRead(made, LoadWeather::Calm, path, QString::fromLatin1(path));
    addRead(made, LoadWeather::Calm, "/crm/v3/owners", QStringLiteral("archived")).page
        = QStringLiteral("archived=true");
    for (int i = 0; i < 2; ++i) {
        BenchCall &full = addRead(made, LoadWeather::Calm, "/crm/v3/properties/deals/batch/read", QString::number(i));
        full.method = QStringLiteral("POST");
        full.records = 100;
    }
    EXPECT_EQ(cachedOf(made).outcome, Outcome::Pass) << cachedOf(made).words.toStdString();
    addRead(made, LoadWeather::Calm, "/crm/v3/owners/2", QStringLiteral("again"));
    EXPECT_EQ(cachedOf(made).words, QStringLiteral("owners: read 2 times"));
}

TEST(BenchCached, DoesNotApplyWhereNothingIsRead)
{
    TraceMaker made;
    addSingles(made, 3);
    EXPECT_EQ(cachedOf(made).outcome, Outcome::Pass);
    TraceMaker idle;
    idle.struck(LoadWeather::Failing, 0ms, QStringLiteral("f"), 500);
    EXPECT_EQ(cachedOf(idle).outcome, Outcome::NotRun);
}

const QString noBench = QStringLiteral("no test instance is named: add test_url");

Verdict byMetrics(const QString &item, const CallCounts &counts)
{
    return judgeByMetrics(item, QStringLiteral("bench"), counts, noBench, TimePoint(1'763'884'800s), {});
}

CallCounts countsOf(std::map<QString, double> byEndpoint, double limited = 0)
{
    return {.byEndpoint = std::move(byEndpoint), .byStatus = {}, .over = 24h, .rateLimited = limited};
}

TEST(BenchMetrics, NeverTellOfErrorsAndBackoff)
{
    const CallCounts counts = countsOf({{QStringLiteral("contacts.batchRead"), 1000}});
    for (const char *item : {"errors.caught", "retry.backoff"}) {
        const Verdict verdict = byMetrics(QString::fromLatin1(item), counts);
        EXPECT_EQ(verdict.outcome, Outcome::NotRun);
        EXPECT_TRUE(verdict.words.startsWith(noBench)) << verdict.words.toStdString();
    }
}

TEST(BenchMetrics, TellOfBatchCalls)
{
    const auto outcome = [](double batch, double single) {
        return byMetrics(QStringLiteral("batch.first"),
                         countsOf({{QStringLiteral("contacts.batchUpdate"), batch},
                                   {QStringLiteral("contacts.getById"), single},
                                   {QStringLiteral("contacts.search"), 500}}))
            .outcome;
    };
    EXPECT_EQ(outcome(60, 40), Outcome::Pass);
    EXPECT_EQ(outcome(20, 80), Outcome::Warn);
    EXPECT_EQ(outcome(1, 99), Outcome::Fail);
    EXPECT_EQ(outcome(1, 1), Outcome::NotRun);
}

TEST(BenchMetrics, TellOfReadDefinitions)
{
    const auto outcome = [](double reads, double others) {
        return byMetrics(QStringLiteral("definitions.cached"),
                         countsOf({{QStringLiteral("properties.getAll"), reads}, {QStringLiteral("contacts"), others}}))
            .outcome;
    };
    EXPECT_EQ(outcome(2, 998), Outcome::Pass);
    EXPECT_EQ(outcome(50, 950), Outcome::Warn);
    EXPECT_EQ(outcome(600, 1200), Outcome::Fail);
    EXPECT_EQ(outcome(1, 2), Outcome::NotRun);
}

TEST(BenchMetrics, WarnOfConcurrencyAtBest)
{
    const auto outcome = [](double limited) {
        return byMetrics(QStringLiteral("concurrency.limited"),
                         countsOf({{QStringLiteral("contacts"), 10'000}}, limited))
            .outcome;
    };
    EXPECT_EQ(outcome(0), Outcome::Warn);
    EXPECT_EQ(outcome(99), Outcome::Warn);
    EXPECT_EQ(outcome(101), Outcome::Fail);
}

TEST(BenchMetrics, AreWeakEvidenceThatSaysSo)
{
    const Verdict verdict
        = byMetrics(QStringLiteral("batch.first"), countsOf({{QStringLiteral("contacts.batchUpdate"), 100}}));
    EXPECT_EQ(verdict.evidence.kind, Evidence::Kind::Metrics);
    EXPECT_EQ(verdict.evidence.notes, QStringList{QStringLiteral("weaker than a bench run: ") + noBench});
    EXPECT_TRUE(isWhole(verdict.evidence));
    CallCounts fresh = countsOf({{QStringLiteral("contacts.batchUpdate"), 100}});
    fresh.over = 5min;
    EXPECT_EQ(byMetrics(QStringLiteral("batch.first"), fresh).outcome, Outcome::NotRun);
}

} // namespace
} // namespace hubwatch
