#include "notify/silences.h"

#include "notify/courier_fixture.h"

#include <QSignalSpy>

namespace hubwatch {
namespace {

using namespace Qt::StringLiterals;

const QByteArray oneSilence = R"({"id":"a1","status":{"state":"active"},"startsAt":"2025-11-23T07:00:00.000Z",
    "endsAt":"2025-11-23T09:00:00.500+00:00","updatedAt":"2025-11-23T07:00:00.000Z","createdBy":"anna",
    "comment":"deploy","matchers":[{"name":"service","value":"contacts-sync","isRegex":false,"isEqual":true},
    {"name":"rule","value":"api[.].*","isRegex":true},{"name":"severity","value":"page","isRegex":false,"isEqual":false},
    {"name":"account","value":"x|y","isRegex":true,"isEqual":false}]})";

TEST(SilencesOf, ReadsEveryKindOfMatcher)
{
    const auto read = silencesOf('[' + oneSilence + ']', QStringLiteral("am"));
    ASSERT_TRUE(read) << read.error().detail.toStdString();
    ASSERT_EQ(read->size(), 1u);
    const Silence &silence = read->front();
    EXPECT_EQ(silence.route, "am"_L1);
    EXPECT_EQ(silence.id, "a1"_L1);
    EXPECT_EQ(silence.author, "anna"_L1);
    EXPECT_EQ(silence.comment, "deploy"_L1);
    EXPECT_TRUE(silence.active);
    EXPECT_EQ(silence.startsAt, TimePoint(1'763'881'200s));
    EXPECT_EQ(silence.endsAt, TimePoint(1'763'888'400'500ms));
    using Op = Matcher::Op;
    EXPECT_EQ(silence.matchers,
              (std::vector<Matcher>{{QStringLiteral("service"), Op::Equal, QStringLiteral("contacts-sync")},
                                    {QStringLiteral("rule"), Op::Matches, QStringLiteral("api[.].*")},
                                    {QStringLiteral("severity"), Op::NotEqual, QStringLiteral("page")},
                                    {QStringLiteral("account"), Op::NotMatches, QStringLiteral("x|y")}}));
}

TEST(SilencesOf, LeavesOutWhatHasExpired)
{
    const QByteArray expired = QByteArray(oneSilence).replace("active", "expired");
    const QByteArray pending = QByteArray(oneSilence).replace("active", "pending");
    const auto read = silencesOf('[' + expired + ',' + pending + ']', {});
    ASSERT_TRUE(read);
    ASSERT_EQ(read->size(), 1u);
    EXPECT_FALSE(read->front().active);
    EXPECT_TRUE(silencesOf("[]", {})->empty());
}

struct BadSilence {
    const char *name;
    QByteArray json;
    const char *fault;
};

void PrintTo(const BadSilence &silence, std::ostream *out)
{
    *out << silence.name;
}

class BadSilencesTest : public ::testing::TestWithParam<BadSilence>
{ };

TEST_P(BadSilencesTest, AreNamed)
{
    const auto read = silencesOf(GetParam().json, {});
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, Error::Kind::Malformed);
    EXPECT_TRUE(read.error().detail.contains(QLatin1StringView(GetParam().fault))) << read.error().detail.toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    Answers, BadSilencesTest,
    ::testing::Values(BadSilence{"NoJson", "<html>", "silences: byte"}, BadSilence{"NoList", "{}", "expected a list"},
                      BadSilence{"NoState", "[{}]", "silence 1: expected a state"},
                      BadSilence{"NoEnd", '[' + QByteArray(oneSilence).replace("endsAt", "until") + ']', "endsAt"},
                      BadSilence{"NoMatchers", '[' + QByteArray(oneSilence).replace("matchers", "m") + ']',
                                 "at least one matcher"},
                      BadSilence{"MatcherWithoutName", '[' + QByteArray(oneSilence).replace("\"name\"", "\"n\"") + ']',
                                 "a name in each matcher"}),
    [](const auto &test) { return test.param.name; });

class SilencesTest : public testing::CourierFixture
{
protected:
    Silences silences{wire, secrets, clock};
    QSignalSpy changes{&silences, &Silences::changed};
    const Route route{.name = QStringLiteral("am"),
                      .kind = Route::Kind::Alertmanager,
                      .url = QUrl(QStringLiteral("https://am.example.test"))};

    void watch(const Route &one)
    {
        silences.setRoutes({{.name = QStringLiteral("oncall"), .kind = Route::Kind::PagerDuty}, one});
        settle();
    }
};

TEST_F(SilencesTest, AsksEveryAlertmanagerEachHalfMinute)
{
    watch(route);
    ASSERT_EQ(wire.requests.size(), 1u);
    EXPECT_EQ(wire.requests[0].url, QUrl(QStringLiteral("https://am.example.test/api/v2/silences")));
    answer(200, '[' + oneSilence + ']');
    ASSERT_EQ(silences.silences().size(), 1u);
    EXPECT_EQ(silences.silences()[0].route, "am"_L1);
    const qsizetype before = changes.size();
    clock.advance(30s);
    ASSERT_EQ(wire.requests.size(), 2u);
    answer(200, '[' + oneSilence + ']');
    EXPECT_EQ(changes.size(), before) << "nothing new";
    clock.advance(30s);
    answer(200, "[]");
    EXPECT_TRUE(silences.silences().empty());
    EXPECT_EQ(changes.size(), before + 1);
    silences.pollNow();
    EXPECT_EQ(wire.requests.size(), 4u);
}

TEST_F(SilencesTest, LetsTheLastWordStandForFiveMinutes)
{
    watch(route);
    answer(200, '[' + oneSilence + ']');
    clock.advance(30s);
    answer(testing::unreachable(Error::Reach::Refused));
    EXPECT_EQ(silences.silences().size(), 1u);
    EXPECT_EQ(silences.fault(QStringLiteral("am")),
              "Alertmanager (am.example.test) was not reached: the connection was refused"_L1);
    for (int i = 0; i < 9; ++i) {
        clock.advance(30s);
        answer(200, "[{}]");
    }
    EXPECT_EQ(silences.silences().size(), 1u) << "at five minutes";
    clock.advance(1s);
    EXPECT_TRUE(silences.silences().empty());
}

TEST_F(SilencesTest, CarriesTheKeyAndHidesIt)
{
    Route keyed = route;
    keyed.key = QStringLiteral("keychain:am");
    secrets.token = "anna:CANARY0123";
    watch(keyed);
    ASSERT_EQ(wire.requests.size(), 1u);
    EXPECT_TRUE(headerValue(wire.requests[0].headers, "Authorization").startsWith("Basic "));
    EXPECT_TRUE(wire.requests[0].confidential);
    answer(401, "who is anna:CANARY0123");
    EXPECT_FALSE(silences.fault(QStringLiteral("am")).contains("CANARY"_L1));
    EXPECT_TRUE(silences.fault(QStringLiteral("am")).contains("keychain:am"_L1));
    keyed.url = QUrl(QStringLiteral("http://am.example.test"));
    watch(keyed);
    EXPECT_EQ(wire.requests.size(), 1u) << "not in the clear";
    EXPECT_FALSE(silences.fault(QStringLiteral("am")).isEmpty());
}

TEST_F(SilencesTest, ForgetsARouteThatIsGone)
{
    watch(route);
    answer(200, '[' + oneSilence + ']');
    const qsizetype before = changes.size();
    silences.setRoutes({});
    EXPECT_EQ(changes.size(), before + 1);
    EXPECT_TRUE(silences.silences().empty());
    clock.advance(5min);
    EXPECT_EQ(wire.requests.size(), 1u);
    EXPECT_EQ(silences.fault(QStringLiteral("am")), QString());
}

TEST_F(SilencesTest, KeepsWhatAnUnchangedRouteSaid)
{
    watch(route);
    answer(200, '[' + oneSilence + ']');
    const qsizetype before = changes.size();
    watch(route);
    EXPECT_EQ(wire.requests.size(), 1u);
    EXPECT_EQ(silences.silences().size(), 1u);
    EXPECT_EQ(changes.size(), before);
}

} // namespace
} // namespace hubwatch
