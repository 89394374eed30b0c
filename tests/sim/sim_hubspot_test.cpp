#include "sim/sim_hubspot.h"

#include "net/qt_http.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <QJsonDocument>
#include <QTest>
#include <QUrlQuery>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using Method = HttpRequest::Method;

class SimHubSpotTest : public ::testing::Test
{
protected:
    testing::ManualClock clock;
    SimHubSpot hubSpot{clock, 1};
    QtHttp http;
    QObject context;

    void SetUp() override { ASSERT_TRUE(hubSpot.listen(0)); }

    HttpRequest request(Method method, const QString &path, const QByteArray &body = {},
                        const QByteArray &type = "application/json") const
    {
        HttpRequest wanted{.method = method,
                           .url = QUrl(hubSpot.url().toString() + path),
                           .headers = {{"Authorization", "Bearer " + hubSpot.token().toLatin1()}},
                           .body = body,
                           .timeout = 3s};
        if (!body.isEmpty())
            wanted.headers.push_back({"Content-Type", type});
        return wanted;
    }
    std::optional<Result<HttpResponse>> begun = {};
    void begin(const HttpRequest &wanted)
    {
        begun.reset();
        http.send(wanted, &context, [this](auto answer) { begun = std::move(answer); });
    }
    Result<HttpResponse> ask(const HttpRequest &wanted)
    {
        begin(wanted);
        EXPECT_TRUE(QTest::qWaitFor([this] { return begun.has_value(); }));
        return begun.value_or(fail(Error::Kind::Offline, QStringLiteral("no answer")));
    }
    int statusOf(const HttpRequest &wanted)
    {
        const Result<HttpResponse> answer = ask(wanted);
        return answer ? answer->status : answer.error().status;
    }
};

struct PathCase {
    const char *name;
    Method method;
    const char *path;
    const char *body;
    int status;
};

class SimHubSpotPathTest : public SimHubSpotTest, public ::testing::WithParamInterface<PathCase>
{ };

TEST_P(SimHubSpotPathTest, AnswersOverTheWire)
{
    const PathCase &one = GetParam();
    const HttpRequest wanted = request(one.method, QString::fromLatin1(one.path), one.body);
    EXPECT_EQ(statusOf(wanted), one.status);
}

INSTANTIATE_TEST_SUITE_P(
    Paths, SimHubSpotPathTest,
    ::testing::Values(PathCase{"Details", Method::Get, "/account-info/2026-09/details", "", 200},
                      PathCase{"DetailsLegacy", Method::Get, "/account-info/v3/details", "", 200},
                      PathCase{"Usage", Method::Get, "/account-info/2026-09/api-usage/daily/private-apps", "", 200},
                      PathCase{"UsageLegacy", Method::Get, "/account-info/v3/api-usage/daily/private-apps", "", 200},
                      PathCase{"Security", Method::Get, "/account-info/2026-09/activity/security?limit=5", "", 200},
                      PathCase{"Login", Method::Get, "/account-info/2026-09/activity/login", "", 200},
                      PathCase{"Audit", Method::Get, "/account-info/2026-09/activity/audit-logs", "", 200},
                      PathCase{"Properties", Method::Get, "/crm/properties/2026-09/contacts", "", 200},
                      PathCase{"List", Method::Get, "/crm/objects/2026-09/contacts?limit=100", "", 200},
                      PathCase{"One", Method::Get, "/crm/objects/2026-09/contacts/101", "", 200},
                      PathCase{"Lost", Method::Get, "/crm/objects/2026-09/contacts/9", "", 404},
                      PathCase{"Create", Method::Post, "/crm/objects/2026-09/contacts",
                               "{\"properties\": {\"city\": \"Nara\"}}", 201},
                      PathCase{"Change", Method::Patch, "/crm/objects/2026-09/contacts/101",
                               "{\"properties\": {\"city\": \"Nara\"}}", 200},
                      PathCase{"Archive", Method::Delete, "/crm/objects/2026-09/contacts/101", "", 204},
                      PathCase{"BatchRead", Method::Post, "/crm/objects/2026-09/contacts/batch/read",
                               "{\"inputs\": [{\"id\": \"101\"}, {\"id\": \"9\"}]}", 207},
                      PathCase{"BatchCreate", Method::Post, "/crm/objects/2026-09/deals/batch/create",
                               "{\"inputs\": [{\"properties\": {\"dealname\": \"One\"}}]}", 201},
                      PathCase{"BatchUpdate", Method::Post, "/crm/objects/2026-09/contacts/batch/update",
                               "{\"inputs\": [{\"id\": \"101\", \"properties\": {\"city\": \"Nara\"}}]}", 200},
                      PathCase{"BatchUpsert", Method::Post, "/crm/objects/2026-09/contacts/batch/upsert",
                               "{\"inputs\": [{\"id\": \"a-1\", \"idProperty\": \"external_id\", \"properties\": {}}]}",
                               200},
                      PathCase{"BatchArchive", Method::Post, "/crm/objects/2026-09/contacts/batch/archive",
                               "{\"inputs\": [{\"id\": \"101\"}]}", 204},
                      PathCase{"Search", Method::Post, "/crm/objects/2026-09/contacts/search", "{\"limit\": 5}", 200},
                      PathCase{"Status", Method::Get, "/api/v2/summary.json", "", 200},
                      PathCase{"Log", Method::Get, "/sim/log", "", 200},
                      PathCase{"Peak", Method::Get, "/sim/peak", "", 200},
                      PathCase{"Count", Method::Get, "/sim/count?type=contacts", "", 200},
                      PathCase{"Values", Method::Get, "/sim/values?type=contacts&property=city", "", 200},
                      PathCase{"NoReport", Method::Get, "/sim/values?type=ghosts", "", 404},
                      PathCase{"Machines", Method::Get, "/crm/objects/2026-09/2-123456", "", 200},
                      PathCase{"Pairs", Method::Post, "/crm/associations/2026-09/contacts/deals/batch/read",
                               "{\"inputs\": [{\"id\": \"101\"}]}", 200},
                      PathCase{"Steer", Method::Post, "/sim/limits", "{\"tenSecondly\": 5}", 200},
                      PathCase{"SteerWrongly", Method::Post, "/sim/weather", "{\"kind\": \"nice\"}", 400},
                      PathCase{"Unknown", Method::Get, "/cms/pages", "", 404}),
    [](const auto &test) { return test.param.name; });

TEST_F(SimHubSpotTest, TellsWhomATokenBelongsTo)
{
    const QByteArray body = "{\"tokenKey\": \"" + hubSpot.token().toLatin1() + "\"}";
    EXPECT_EQ(statusOf(request(Method::Post, QStringLiteral("/oauth/v2/private-apps/get/access-token-info"), body)),
              200);
}

TEST_F(SimHubSpotTest, GoesThroughOAuthFromEndToEnd)
{
    const SimOAuthApp &app = hubSpot.state().oauth.app();
    const QString back = QStringLiteral("http://127.0.0.1:9/back");
    const Result<HttpResponse> sent
        = ask(request(Method::Get,
                      QStringLiteral("/oauth/authorize?client_id=%1&scope=oauth&state=s&redirect_uri=%2")
                          .arg(app.clientId, QString::fromLatin1(QUrl::toPercentEncoding(back)))));
    ASSERT_FALSE(sent); // a redirect to elsewhere is not followed
    EXPECT_EQ(sent.error().status, 302);
    const QUrl target(QString::fromLatin1(headerValue(sent.error().headers, "Location")));
    const QByteArray form = "grant_type=authorization_code&client_id=" + app.clientId.toLatin1()
        + "&client_secret=" + app.clientSecret.toLatin1() + "&redirect_uri=" + QUrl::toPercentEncoding(back)
        + "&code=" + QUrlQuery(target).queryItemValue(QStringLiteral("code")).toLatin1();
    const Result<HttpResponse> given
        = ask(request(Method::Post, QStringLiteral("/oauth/2026-09/token"), form, "application/x-www-form-urlencoded"));
    ASSERT_TRUE(given) << given.error().body.toStdString();
    const QString access = QJsonDocument::fromJson(given->body)[QStringLiteral("access_token")].toString();
    HttpRequest details = request(Method::Get, QStringLiteral("/account-info/2026-09/details"));
    details.headers = {{"Authorization", "Bearer " + access.toLatin1()}};
    EXPECT_EQ(statusOf(details), 200);
}

TEST_F(SimHubSpotTest, TakesItsTimeByTheClock)
{
    ASSERT_TRUE(
        hubSpot.control(QStringLiteral("latency"), {{QStringLiteral("fromMs"), 100}, {QStringLiteral("toMs"), 300}}));
    begin(request(Method::Get, QStringLiteral("/account-info/2026-09/details")));
    ASSERT_TRUE(QTest::qWaitFor([this] { return clock.waiting() == 1; }));
    clock.advance(99ms);
    QTest::qWait(20);
    EXPECT_FALSE(begun);
    clock.advance(201ms);
    EXPECT_TRUE(QTest::qWaitFor([this] { return begun.has_value(); }));
}

TEST_F(SimHubSpotTest, HangsAndCutsOnTheWire)
{
    ASSERT_TRUE(hubSpot.control(QStringLiteral("weather"), {{QStringLiteral("kind"), QStringLiteral("hang")}}));
    HttpRequest details = request(Method::Get, QStringLiteral("/account-info/2026-09/details"));
    details.timeout = 100ms;
    EXPECT_EQ(ask(details).error().reach, Error::Reach::Timeout);
    ASSERT_TRUE(hubSpot.control(QStringLiteral("weather"), {{QStringLiteral("kind"), QStringLiteral("cut")}}));
    EXPECT_FALSE(ask(request(Method::Get, QStringLiteral("/account-info/2026-09/details"))));
    EXPECT_EQ(statusOf(request(Method::Get, QStringLiteral("/account-info/2026-09/details"))), 200);
}

TEST_F(SimHubSpotTest, HangsUpWithoutAWordOnTheWire)
{
    for (const char *kind : {"reset", "lost"}) {
        ASSERT_TRUE(hubSpot.control(QStringLiteral("weather"),
                                    {{QStringLiteral("kind"), QString::fromLatin1(kind)},
                                     {QStringLiteral("count"), 9}})); // whoever sends twice loses both
        const Result<HttpResponse> answer = ask(request(Method::Get, QStringLiteral("/account-info/2026-09/details")));
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().kind, Error::Kind::Offline) << kind;
        ASSERT_TRUE(hubSpot.control(QStringLiteral("weather"), {{QStringLiteral("kind"), QStringLiteral("clear")}}));
    }
    EXPECT_EQ(statusOf(request(Method::Get, QStringLiteral("/account-info/2026-09/details"))), 200);
}

TEST_F(SimHubSpotTest, DoesLateWhatItsSenderHasGivenUp)
{
    ASSERT_TRUE(hubSpot.control(QStringLiteral("weather"),
                                {{QStringLiteral("kind"), QStringLiteral("late")}, {QStringLiteral("lateMs"), 2000}}));
    HttpRequest create = request(Method::Post, QStringLiteral("/crm/objects/2026-09/contacts"),
                                 "{\"properties\": {\"external_id\": \"late-1\"}}");
    create.timeout = 100ms;
    EXPECT_EQ(ask(create).error().reach, Error::Reach::Timeout);
    const HttpRequest read
        = request(Method::Get, QStringLiteral("/crm/objects/2026-09/contacts/late-1?idProperty=external_id"));
    EXPECT_EQ(statusOf(read), 404) << "not yet";
    clock.advance(2s);
    EXPECT_EQ(statusOf(read), 200);
}

TEST_F(SimHubSpotTest, CountsTheCallsThatAreOpenAtOnce)
{
    ASSERT_TRUE(hubSpot.control(QStringLiteral("weather"),
                                {{QStringLiteral("kind"), QStringLiteral("hang")}, {QStringLiteral("count"), 3}}));
    HttpRequest details = request(Method::Get, QStringLiteral("/account-info/2026-09/details"));
    details.timeout = 200ms;
    int given = 0;
    for (int i = 0; i < 3; ++i)
        http.send(details, &context, [&given](const auto &) { ++given; });
    ASSERT_TRUE(QTest::qWaitFor([&given] { return given == 3; }));
    EXPECT_EQ(hubSpot.state().limits.peak().open, 3);
    ASSERT_TRUE(hubSpot.control(QStringLiteral("forget"), {}));
    EXPECT_EQ(statusOf(details), 200);
    EXPECT_EQ(hubSpot.state().limits.peak().open, 1) << "those that were given up are open no more";
}

TEST_F(SimHubSpotTest, CannotBeSteeredByAWebPage)
{
    EXPECT_EQ(statusOf(request(Method::Post, QStringLiteral("/sim/forget"), "{}", "text/plain")), 400);
}

TEST_F(SimHubSpotTest, MeasuresItsWindowsByWhatNobodyCanSet)
{
    ASSERT_TRUE(hubSpot.control(QStringLiteral("limits"), {{QStringLiteral("tenSecondly"), 1}}));
    const HttpRequest details = request(Method::Get, QStringLiteral("/account-info/2026-09/details"));
    EXPECT_EQ(statusOf(details), 200);
    clock.jump(1h);
    EXPECT_EQ(statusOf(details), 429);
    clock.advance(10s);
    EXPECT_EQ(statusOf(details), 200);
}

TEST_F(SimHubSpotTest, SettlesIntoADayInUse)
{
    hubSpot.settle();
    EXPECT_GT(hubSpot.state().mostLatency, 0ms);
    EXPECT_EQ(hubSpot.state().status.incidents.size(), 1u);
    begin(request(Method::Get, QStringLiteral("/account-info/2026-09/api-usage/daily/private-apps")));
    ASSERT_TRUE(QTest::qWaitFor([this] { return clock.waiting() == 1; }));
    clock.advance(1s);
    ASSERT_TRUE(QTest::qWaitFor([this] { return begun.has_value(); }));
    const QJsonDocument usage = QJsonDocument::fromJson(begun->value().body);
    const int used = usage[QStringLiteral("results")][0][QStringLiteral("currentUsage")].toInt();
    EXPECT_EQ(used, 42'968) << "three hours into the day in New York";
}

TEST_F(SimHubSpotTest, IntroducesItselfToScripts)
{
    const QJsonObject said = hubSpot.introduction();
    EXPECT_EQ(said[QStringLiteral("url")].toString(), hubSpot.url().toString());
    EXPECT_EQ(said[QStringLiteral("token")].toString(), hubSpot.token());
    EXPECT_EQ(said[QStringLiteral("statusPage")].toString(),
              hubSpot.url().toString() + QStringLiteral("/api/v2/summary.json"));
    EXPECT_EQ(said[QStringLiteral("oauth")][QStringLiteral("tokenUrl")].toString(),
              hubSpot.url().toString() + QStringLiteral("/oauth/2026-09/token"));
}

TEST_F(SimHubSpotTest, SaysWhichPortIsTaken)
{
    SimHubSpot second(clock, 1);
    const Result<void> taken = second.listen(quint16(hubSpot.url().port()));
    ASSERT_FALSE(taken);
    EXPECT_TRUE(taken.error().detail.contains(QStringLiteral("choose another port with --port")));
}

} // namespace
} // namespace hubwatch
