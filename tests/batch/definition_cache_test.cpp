#include "batch/definition_cache.h"

#include "support/fake_http.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using namespace testing;

const QUrl definitionsApi(QStringLiteral("https://api.hubapi.com"));
const QString definitionsObject = QStringLiteral("contacts");
constexpr std::int64_t definitionsPortal = 4242;

class DefinitionCacheTest : public ::testing::Test
{
protected:
    DefinitionCache cache() { return DefinitionCache(folder.filePath(QStringLiteral("definitions")), clock); }
    void ask(DefinitionCache &from, Duration most = 24h) { ask(from, http, &context, most); }
    void ask(DefinitionCache &from, HttpClient &client, QObject *asker, Duration most = 24h)
    {
        from.get(client, definitionsApi, definitionsPortal, definitionsObject, most, asker,
                 [this](Result<Definitions> answer) { answers.push_back(std::move(answer)); });
    }
    Result<HttpResponse> answered() const
    {
        return okResponse(R"({"results": [{"name": "email", "label": "E-mail", "type": "string", "hasUniqueValue": true,
            "options": [{"value": "a", "label": "A", "hidden": true}], "fieldType": "text", "groupName": "g",
            "modificationMetadata": {"readOnlyValue": true}, "archived": true}]})");
    }
    QString file() const { return folder.filePath(QStringLiteral("definitions/4242-contacts.json")); }

    QTemporaryDir folder;
    ManualClock clock;
    FakeHttp http;
    QObject context;
    std::vector<Result<Definitions>> answers = {};
};

TEST_F(DefinitionCacheTest, AsksHubSpotOnceAndKeepsTheAnswer)
{
    DefinitionCache kept = cache();
    ask(kept);
    ASSERT_EQ(http.requests.size(), 1u);
    EXPECT_EQ(http.requests[0].url.path(), QStringLiteral("/crm/properties/2026-09/contacts"));
    EXPECT_TRUE(http.requests[0].batch);
    EXPECT_TRUE(answers.empty());
    http.answer(answered());
    ASSERT_EQ(answers.size(), 1u);
    ASSERT_TRUE(answers[0]);
    EXPECT_EQ(answers[0]->portal, definitionsPortal);
    EXPECT_EQ(answers[0]->object, definitionsObject);
    EXPECT_EQ(answers[0]->readAt, clock.now());
    ASSERT_EQ(answers[0]->properties.size(), 1u);

    clock.advance(1h);
    ask(kept);
    EXPECT_EQ(http.requests.size(), 1u);
    EXPECT_EQ(answers.size(), 1u) << "later, never at once";
    clock.advance(0ms);
    ASSERT_EQ(answers.size(), 2u);
    EXPECT_EQ(answers[1], answers[0]);
}

TEST_F(DefinitionCacheTest, AFileSurvivesTheProcessWithAllThatItHolds)
{
    DefinitionCache first = cache();
    ask(first);
    http.answer(answered());
    const auto read = cache().kept(definitionsPortal, definitionsObject, 24h);
    ASSERT_TRUE(read);
    ASSERT_TRUE(answers.at(0));
    EXPECT_EQ(*read, *answers[0]);
    EXPECT_EQ(QFile::permissions(file()) & ~(QFileDevice::ReadUser | QFileDevice::WriteUser),
              QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    EXPECT_FALSE(cache().kept(4243, definitionsObject, 24h));
    EXPECT_FALSE(cache().kept(definitionsPortal, QStringLiteral("deals"), 24h));
}

TEST_F(DefinitionCacheTest, AsksAgainWhenTheyAreTooOldOrFreshOnesAreWanted)
{
    DefinitionCache kept = cache();
    ask(kept);
    http.answer(answered());
    clock.advance(24h);
    EXPECT_TRUE(kept.kept(definitionsPortal, definitionsObject, 24h));
    clock.advance(1ms);
    EXPECT_FALSE(kept.kept(definitionsPortal, definitionsObject, 24h));
    ask(kept);
    EXPECT_EQ(http.requests.size(), 2u);
    http.answer(answered());
    ask(kept, 0ms);
    EXPECT_EQ(http.requests.size(), 3u) << "nothing kept is young enough";
}

TEST_F(DefinitionCacheTest, OneFromTheFutureIsNotBelieved)
{
    DefinitionCache kept = cache();
    ask(kept);
    http.answer(answered());
    clock.jump(-1h);
    EXPECT_FALSE(kept.kept(definitionsPortal, definitionsObject, 24h));
}

TEST_F(DefinitionCacheTest, OneRequestServesAllWhoAskMeanwhile)
{
    DefinitionCache kept = cache();
    auto gone = std::make_unique<QObject>();
    ask(kept, http, gone.get());
    ask(kept);
    ask(kept);
    EXPECT_EQ(http.requests.size(), 1u);
    gone.reset();
    http.answer(answered());
    EXPECT_EQ(answers.size(), 2u) << "the one that is gone hears nothing, the others do";
}

TEST_F(DefinitionCacheTest, AnotherClientIsAskedByItself)
{
    DefinitionCache kept = cache();
    FakeHttp other;
    ask(kept);
    ask(kept, other, &context);
    EXPECT_EQ(http.requests.size(), 1u);
    EXPECT_EQ(other.requests.size(), 1u) << "its token may see other properties";
}

TEST_F(DefinitionCacheTest, ARequestThatNeverEndsHoldsNobodyUpForGood)
{
    DefinitionCache kept = cache();
    ask(kept);
    clock.advance(5min);
    ask(kept);
    EXPECT_EQ(http.requests.size(), 2u);
}

TEST_F(DefinitionCacheTest, AFailureIsToldToAllAndKeptByNobody)
{
    DefinitionCache kept = cache();
    ask(kept);
    ask(kept);
    http.answer(fail(Error::Kind::Unauthorized, QStringLiteral("HTTP 403")));
    ASSERT_EQ(answers.size(), 2u);
    ASSERT_FALSE(answers[1]);
    EXPECT_EQ(answers[1].error().kind, Error::Kind::Unauthorized);
    ask(kept);
    EXPECT_EQ(http.requests.size(), 2u);
    http.answer(okResponse("<html>"));
    ASSERT_EQ(answers.size(), 3u);
    ASSERT_FALSE(answers[2]);
    EXPECT_EQ(answers[2].error().kind, Error::Kind::Malformed);
}

TEST_F(DefinitionCacheTest, DiesWithItsCallsUnderWay)
{
    {
        DefinitionCache kept = cache();
        ask(kept);
    }
    EXPECT_FALSE(http.answer(answered()));
    EXPECT_TRUE(answers.empty());
}

TEST_F(DefinitionCacheTest, MayDieByTheAnswer)
{
    auto kept = std::make_unique<DefinitionCache>(QString(), clock);
    int heard = 0;
    for (int i = 0; i < 2; ++i)
        kept->get(http, definitionsApi, definitionsPortal, definitionsObject, 1h, &context,
                  [&](const Result<Definitions> &) {
                      kept.reset();
                      ++heard;
                  });
    http.answer(answered());
    EXPECT_EQ(heard, 2);
}

class DamagedDefinitionsTest : public DefinitionCacheTest, public ::testing::WithParamInterface<const char *>
{ };

TEST_P(DamagedDefinitionsTest, AreAsGoodAsNone)
{
    ASSERT_TRUE(QDir().mkpath(folder.filePath(QStringLiteral("definitions"))));
    QFile damaged(file());
    ASSERT_TRUE(damaged.open(QIODevice::WriteOnly));
    damaged.write(GetParam());
    damaged.close();
    EXPECT_FALSE(cache().kept(definitionsPortal, definitionsObject, Duration::max()));
    DefinitionCache kept = cache();
    ask(kept);
    http.answer(answered());
    EXPECT_TRUE(cache().kept(definitionsPortal, definitionsObject, 1h)) << "and are replaced";
}

INSTANTIATE_TEST_SUITE_P(
    Files, DamagedDefinitionsTest,
    ::testing::Values("", "{", "[]", "{}", R"({"portal": "4242", "object": "contacts"})",
                      R"({"portal": "4242", "object": "deals", "readAt": "2025-11-23T08:00:00Z",
                                               "results": []})",
                      R"({"portal": "4242", "object": "contacts", "readAt": "soon", "results": []})"));

TEST_F(DefinitionCacheTest, WithoutAFolderMemoryIsEnough)
{
    DefinitionCache kept(QString(), clock);
    ask(kept);
    http.answer(answered());
    EXPECT_TRUE(kept.kept(definitionsPortal, definitionsObject, 1h));
}

TEST_F(DefinitionCacheTest, AnObjectsNameLeadsNowhereElse)
{
    DefinitionCache kept = cache();
    const QString object = QStringLiteral("../../up");
    kept.get(http, definitionsApi, definitionsPortal, object, 1h, &context, [](const Result<Definitions> &) {});
    http.answer(answered());
    EXPECT_TRUE(QFile::exists(folder.filePath(QStringLiteral("definitions/4242-..%2F..%2Fup.json"))));
    EXPECT_TRUE(cache().kept(definitionsPortal, object, 1h));
}

} // namespace
} // namespace hubwatch
