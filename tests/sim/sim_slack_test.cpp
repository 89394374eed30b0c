#include "sim/sim_slack.h"

#include "support/manual_clock.h"
#include "support/printers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

class SimSlackTest : public ::testing::Test
{
protected:
    testing::ManualClock clock;
    SimSlack slack{clock, 1};
    ServedReply reply = {};

    void SetUp() override { ASSERT_TRUE(slack.listen(0)); }

    QByteArray hook(const QByteArray &path, const QByteArray &body)
    {
        reply = slack.answer({.method = "POST", .path = path, .body = body}, clock.now());
        return reply.body;
    }
    QJsonObject api(const char *method, const QByteArray &body, QByteArray token = "own")
    {
        if (token == "own")
            token = "Bearer " + slack.botToken().toLatin1();
        reply = slack.answer({.method = "POST",
                              .path = QByteArray("/api/") + method,
                              .headers = {{"Authorization", token}, {"Content-Type", "application/json"}},
                              .body = body},
                             clock.now());
        return QJsonDocument::fromJson(reply.body).object();
    }
    QString error(const char *method, const QByteArray &body, const QByteArray &token = "own")
    {
        return api(method, body, token)[QStringLiteral("error")].toString();
    }
};

TEST_F(SimSlackTest, TakesAWebhookMessageWithOk)
{
    const QByteArray path = slack.webhookUrl().path().toLatin1();
    EXPECT_EQ(hook(path, R"({"text":"hello"})"), "ok");
    EXPECT_EQ(reply.status, 200);
    ASSERT_EQ(slack.messages().size(), 1u);
    EXPECT_EQ(slack.messages()[0].text, QStringLiteral("hello"));
    EXPECT_EQ(hook(path, "{}"), "no_text");
    EXPECT_EQ(reply.status, 400);
    EXPECT_EQ(hook(path, R"({"text":"a","blocks":[{"type":"x"}]})"), "invalid_blocks");
    EXPECT_EQ(hook(path, "hello"), "invalid_payload");
    EXPECT_EQ(slack.messages().size(), 1u);
}

TEST_F(SimSlackTest, KnowsItsOwnWebhookAlone)
{
    EXPECT_EQ(hook("/services/T0SIM/B0SIM/wrong", R"({"text":"a"})"), "invalid_token");
    EXPECT_EQ(reply.status, 403);
    EXPECT_EQ(hook("/services/T1/B1/x", R"({"text":"a"})"), "no_service");
    EXPECT_EQ(reply.status, 404);
}

TEST_F(SimSlackTest, KeepsAndUpdatesTheBotsMessage)
{
    const QJsonObject posted = api("chat.postMessage", R"({"channel":"C0SIMTEAM","text":"a"})");
    ASSERT_TRUE(posted[QStringLiteral("ok")].toBool());
    const QByteArray ts = posted[QStringLiteral("ts")].toString().toLatin1();
    EXPECT_TRUE(
        api("chat.update", R"({"channel":"C0SIMTEAM","text":"b","ts":")" + ts + "\"}")[QStringLiteral("ok")].toBool());
    EXPECT_TRUE(
        api("chat.postMessage", R"({"channel":"C0SIMTEAM","text":"c","thread_ts":")" + ts + "\"}")[QStringLiteral("ok")]
            .toBool());
    ASSERT_EQ(slack.messages().size(), 2u);
    EXPECT_EQ(slack.messages()[0].text, QStringLiteral("b"));
    EXPECT_EQ(slack.messages()[0].updates, 1);
    EXPECT_EQ(slack.messages()[1].thread, slack.messages()[0].ts);
    EXPECT_NE(slack.messages()[1].ts, slack.messages()[0].ts);
}

TEST_F(SimSlackTest, RefusesAsSlackDoesWith200)
{
    EXPECT_EQ(error("chat.postMessage", R"({"channel":"C0SIMTEAM","text":"a"})", "Bearer xoxb-other"),
              QStringLiteral("invalid_auth"));
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(error("chat.postMessage", R"({"channel":"C0SIMOTHER","text":"a"})"), QStringLiteral("not_in_channel"));
    EXPECT_EQ(error("chat.postMessage", R"({"channel":"C0SIMOLD","text":"a"})"), QStringLiteral("is_archived"));
    EXPECT_EQ(error("chat.postMessage", R"({"channel":"C1","text":"a"})"), QStringLiteral("channel_not_found"));
    EXPECT_EQ(error("chat.postMessage", R"({"channel":"C0SIMTEAM"})"), QStringLiteral("no_text"));
    EXPECT_EQ(error("chat.postMessage", R"({"channel":"C0SIMTEAM","text":")" + QByteArray(40'001, 'a') + "\"}"),
              QStringLiteral("msg_too_long"));
    EXPECT_EQ(error("chat.update", R"({"channel":"C0SIMTEAM","text":"a","ts":"1.1"})"),
              QStringLiteral("message_not_found"));
    EXPECT_EQ(error("chat.update", R"({"channel":"#team","text":"a","ts":"1.1"})"), QStringLiteral("channel_not_found"))
        << "names are for posting alone";
    EXPECT_EQ(error("chat.postMessage", R"({"channel":"C0SIMTEAM","text":"a","thread_ts":"1.1"})"),
              QStringLiteral("thread_not_found"));
    EXPECT_EQ(error("users.list", "{}"), QStringLiteral("unknown_method"));
    EXPECT_TRUE(slack.messages().empty());
}

} // namespace
} // namespace hubwatch
