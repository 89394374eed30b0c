// Our alerts in the real Alertmanager: it takes, groups and resolves them, and its silences are seen here.
#include "base/system_clock.h"
#include "net/loopback_server.h"
#include "net/qt_http.h"
#include "notify/courier_fixture.h"
#include "notify/silences.h"

#include <QDateTime>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <set>

namespace hubwatch {
namespace {

using namespace Qt::StringLiterals;
using Event = Notice::Event;
using Outcome = Delivery::Outcome;
using testing::noticeOfKind;
using testing::toldAlert;

// bcrypt of "pass-of-anna"
constexpr const char *users
    = "basic_auth_users:\n  anna: $2b$04$abcdefghijklmnopqrstuuZIY8UBcX6gkXUYqMroXaJpirmIAeBka\n";

/// An Alertmanager on a port of its own, and what its webhook receiver was sent.
class RealAlertmanagerTest : public ::testing::Test
{
protected:
    SystemClock clock;
    QtHttp wire;
    testing::FakeReader secrets{clock};
    testing::FakeDesktop desktop;
    CourierParts parts{wire, secrets, clock, desktop, {}};
    QObject context;
    QTemporaryDir folder;
    QProcess process;
    Route route{.name = QStringLiteral("am"), .kind = Route::Kind::Alertmanager};
    std::vector<QJsonObject> posts = {};
    LoopbackServer receiver{[this](const ServedRequest &request, const LoopbackServer::Respond &respond) {
        posts.push_back(QJsonDocument::fromJson(request.body).object());
        respond({});
    }};

    void TearDown() override
    {
        process.kill();
        process.waitForFinished();
    }

    void write(const char *name, const QByteArray &text)
    {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        ASSERT_EQ(file.write(text), text.size());
    }
    static quint16 freePort()
    {
        QTcpServer probe;
        EXPECT_TRUE(probe.listen(QHostAddress::LocalHost));
        return probe.serverPort();
    }

    /// Below /am, as behind a proxy.
    void start(const QByteArray &webConfig = {})
    {
        QString program = QStandardPaths::findExecutable(QStringLiteral("prometheus-alertmanager"));
        if (program.isEmpty())
            program = QStandardPaths::findExecutable(QStringLiteral("alertmanager"));
        ASSERT_FALSE(program.isEmpty()) << "alertmanager is missing: install the package prometheus-alertmanager";
        ASSERT_TRUE(receiver.listen(0));
        write("am.yml",
              "route:\n  receiver: hook\n  group_by: [service]\n  group_wait: 1s\n  group_interval: 1s\n"
              "  repeat_interval: 1h\nreceivers:\n- name: hook\n  webhook_configs:\n  - url: http://127.0.0.1:"
                  + QByteArray::number(receiver.port()) + "/\n");
        write("web.yml", webConfig);
        const quint16 port = freePort();
        route.url = QUrl(QStringLiteral("http://127.0.0.1:%1/am/").arg(port));
        process.setWorkingDirectory(folder.path());
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program,
                      {QStringLiteral("--config.file=am.yml"), QStringLiteral("--web.config.file=web.yml"),
                       QStringLiteral("--storage.path=data"), QStringLiteral("--cluster.listen-address="),
                       QStringLiteral("--web.route-prefix=/am"),
                       QStringLiteral("--web.listen-address=127.0.0.1:%1").arg(port)});
        ASSERT_TRUE(process.waitForStarted());
        ASSERT_TRUE(QTest::qWaitFor([this] { return ask("/-/ready").has_value(); }, 30'000))
            << process.readAll().toStdString();
    }

    Result<HttpResponse> ask(const char *path, const QByteArray &body = {},
                             HttpRequest::Method method = HttpRequest::Method::Get)
    {
        HttpRequest request{.method = body.isEmpty() ? method : HttpRequest::Method::Post,
                            .url = QUrl(route.url.toString() + QString::fromLatin1(path).mid(1)),
                            .headers = {{"Content-Type", "application/json"}},
                            .body = body};
        if (!route.key.isEmpty())
            request.headers.push_back({"Authorization", "Basic " + QByteArray("anna:pass-of-anna").toBase64()});
        std::optional<Result<HttpResponse>> answer;
        wire.send(std::move(request), &context, [&answer](Result<HttpResponse> result) { answer = std::move(result); });
        EXPECT_TRUE(QTest::qWaitFor([&answer] { return answer.has_value(); }, 15'000));
        return answer.value_or(Result<HttpResponse>(HttpResponse{}));
    }
    QJsonArray list(const char *path)
    {
        const Result<HttpResponse> answer = ask(path);
        EXPECT_TRUE(answer) << (answer ? std::string() : answer.error().detail.toStdString());
        return answer ? QJsonDocument::fromJson(answer->body).array() : QJsonArray();
    }

    Delivery deliver(const Notice &notice)
    {
        const std::unique_ptr<Courier> courier = makeCourier(route, parts);
        std::optional<Delivery> done;
        courier->deliver(notice, {}, &context, [&done](const Delivery &delivery) { done = delivery; });
        EXPECT_TRUE(QTest::qWaitFor([&done] { return done.has_value(); }, 15'000));
        return done.value_or(Delivery{});
    }

    /// Two alerts of one service and one of another.
    Notice notice(Event event) const
    {
        Notice notice = noticeOfKind(event);
        notice.alerts = {toldAlert(), toldAlert("contacts-sync", "api.rate_limited"), toldAlert("deals-sync")};
        for (ToldAlert &alert : notice.alerts) {
            alert.startedAt = clock.now() - 5min;
            alert.firing = event != Event::Resolve;
            if (!alert.firing)
                alert.endedAt = clock.now();
        }
        return notice;
    }
    /// "contacts-sync 2", as the receiver was told them with this status.
    std::set<QString> told(QLatin1StringView status) const
    {
        std::set<QString> groups;
        for (const QJsonObject &post : posts)
            if (post["status"_L1].toString() == status)
                groups.insert(QStringLiteral("%1 %2")
                                  .arg(post["groupLabels"_L1]["service"_L1].toString())
                                  .arg(post["alerts"_L1].toArray().size()));
        return groups;
    }
};

TEST_F(RealAlertmanagerTest, TakesGroupsAndResolvesOurAlerts)
{
    start();
    const Delivery fired = deliver(notice(Event::Trigger));
    ASSERT_EQ(fired.outcome, Outcome::Done) << fired.words.toStdString();
    const QJsonArray alerts = list("/api/v2/alerts");
    ASSERT_EQ(alerts.size(), 3);
    const QJsonObject first = alerts[0].toObject();
    EXPECT_EQ(first["labels"_L1]["account"_L1].toString(), "prod"_L1);
    EXPECT_EQ(first["annotations"_L1]["cause"_L1].toString(), "error burst"_L1);
    const TimePoint ends{
        Duration(QDateTime::fromString(first["endsAt"_L1].toString(), Qt::ISODateWithMs).toMSecsSinceEpoch())};
    EXPECT_GT(ends - clock.now(), 3min) << "it outlives three tellings that are missed";
    EXPECT_EQ(list("/api/v2/alerts/groups").size(), 2);
    const std::set<QString> groups{QStringLiteral("contacts-sync 2"), QStringLiteral("deals-sync 1")};
    EXPECT_TRUE(QTest::qWaitFor([&] { return told("firing"_L1) == groups; }, 20'000));

    ASSERT_EQ(deliver(notice(Event::Trigger)).outcome, Outcome::Done);
    EXPECT_EQ(list("/api/v2/alerts").size(), 3) << "told again, they are the same";

    ASSERT_EQ(deliver(notice(Event::Resolve)).outcome, Outcome::Done);
    EXPECT_TRUE(list("/api/v2/alerts").isEmpty());
    EXPECT_TRUE(QTest::qWaitFor([&] { return told("resolved"_L1) == groups; }, 20'000));
}

TEST_F(RealAlertmanagerTest, ShowsATestAndTakesManyAtOnce)
{
    start();
    Notice test = noticeOfKind(Event::Test);
    test.at = clock.now();
    const Delivery proved = deliver(test);
    EXPECT_EQ(proved.outcome, Outcome::Done) << proved.words.toStdString();
    EXPECT_EQ(proved.words, "TEST taken, and Alertmanager shows it"_L1);

    Notice many = notice(Event::Trigger);
    many.alerts.clear();
    for (int i = 0; i < 1'200; ++i) {
        ToldAlert alert = toldAlert();
        alert.id.service = QStringLiteral("s%1").arg(i % 40);
        alert.labels.insert(QStringLiteral("service"), alert.id.service);
        alert.labels.insert(QStringLiteral("nr-%1").arg(QString(400, u'l')), QStringLiteral("%1 日\n\"").arg(i));
        many.alerts.push_back(alert);
    }
    const Delivery taken = deliver(many);
    EXPECT_EQ(taken.outcome, Outcome::Done) << taken.words.toStdString();
    EXPECT_EQ(list("/api/v2/alerts").size(), 1'201);
}

TEST_F(RealAlertmanagerTest, ShowsASilenceThatIsSetThere)
{
    start();
    Silences silences(wire, secrets, clock);
    silences.setRoutes({route});
    const QByteArray begins = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toLatin1();
    const QByteArray ends = QDateTime::currentDateTimeUtc().addSecs(3600).toString(Qt::ISODate).toLatin1();
    const Result<HttpResponse> set
        = ask("/api/v2/silences",
              R"({"matchers":[{"name":"service","value":"contacts-.*","isRegex":true,"isEqual":true}],"startsAt":")"
                  + begins + R"(","endsAt":")" + ends + R"(","createdBy":"anna","comment":"deploy"})");
    ASSERT_TRUE(set) << set.error().body.toStdString();
    silences.pollNow();
    ASSERT_TRUE(QTest::qWaitFor([&] { return silences.silences().size() == 1; }, 10'000))
        << silences.fault(route.name).toStdString();
    const Silence silence = silences.silences().front();
    EXPECT_EQ(silence.comment, "deploy"_L1);
    EXPECT_EQ(silence.author, "anna"_L1);
    EXPECT_TRUE(silence.active);
    EXPECT_EQ(silence.matchers,
              (std::vector<Matcher>{{QStringLiteral("service"), Matcher::Op::Matches, QStringLiteral("contacts-.*")}}));

    const QByteArray path = "/api/v2/silence/" + silence.id.toLatin1();
    ASSERT_TRUE(ask(path.constData(), {}, HttpRequest::Method::Delete));
    silences.pollNow();
    EXPECT_TRUE(QTest::qWaitFor([&] { return silences.silences().empty(); }, 10'000)) << "expired there, gone here";
}

TEST_F(RealAlertmanagerTest, LetsOnlyInWhoItKnows)
{
    route.key = QStringLiteral("keychain:am");
    start(users);
    secrets.token = "anna:CANARY0123";
    const Delivery wrong = deliver(notice(Event::Trigger));
    EXPECT_EQ(wrong.outcome, Outcome::Refused);
    EXPECT_EQ(wrong.status, 401);
    EXPECT_TRUE(wrong.words.contains("check what keychain:am holds"_L1)) << wrong.words.toStdString();
    EXPECT_FALSE(wrong.words.contains("CANARY"_L1));
    secrets.token = "anna:pass-of-anna";
    const Delivery right = deliver(notice(Event::Trigger));
    EXPECT_EQ(right.outcome, Outcome::Done) << right.words.toStdString();
}

} // namespace
} // namespace hubwatch
