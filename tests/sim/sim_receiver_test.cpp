#include "sim/sim_receiver.h"

#include "net/http_errors.h"
#include "net/qt_http.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <QJsonDocument>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

class SimReceiverTest : public ::testing::Test
{
protected:
    testing::ManualClock clock;
    int taken = 0;
    SimReceiver receiver{clock,
                         {.answer =
                              [this](const ServedRequest &, TimePoint) {
                                  ++taken;
                                  return ServedReply{.body = "taken"};
                              },
                          .refusal = [](int status) { return ServedReply{.status = status, .body = "refused"}; },
                          .log =
                              [this] {
                                  return QJsonObject{{QStringLiteral("taken"), taken}};
                              },
                          .forget = [this] { taken = 0; }}};
    QtHttp wire;
    QObject context;
    std::optional<Result<HttpResponse>> answer = {};

    void SetUp() override { ASSERT_TRUE(receiver.listen(0)); }

    void send(const char *path, const QByteArray &body, Duration timeout = 10s)
    {
        answer.reset();
        QUrl url = receiver.url();
        url.setPath(QString::fromLatin1(path));
        wire.send({.method = body.isEmpty() ? HttpRequest::Method::Get : HttpRequest::Method::Post,
                   .url = url,
                   .headers = {{"Content-Type", "application/json"}},
                   .body = body,
                   .timeout = timeout},
                  &context, [this](Result<HttpResponse> result) { answer = std::move(result); });
    }
    const Result<HttpResponse> &ask(const char *path, const QByteArray &body, Duration timeout = 10s)
    {
        send(path, body, timeout);
        EXPECT_TRUE(QTest::qWaitFor([this] { return answer.has_value(); }));
        return *answer;
    }
    int status() const { return !answer ? 0 : *answer ? (*answer)->status : answer->error().status; }
};

TEST_F(SimReceiverTest, AnswersByItselfUntilItIsTold)
{
    EXPECT_EQ(ask("/x", "{}")->body, "taken");
    ASSERT_TRUE(ask("/sim/answers", R"({"status": 429, "count": 2, "retryAfter": 30})"));
    ask("/x", "{}");
    EXPECT_EQ(status(), 429);
    EXPECT_EQ(headerValue(answer->error().headers, "Retry-After"), "30");
    ask("/x", "{}");
    EXPECT_EQ(status(), 429);
    ask("/x", "{}");
    EXPECT_EQ(status(), 200);
    EXPECT_EQ(taken, 2) << "what is refused is not taken";
}

TEST_F(SimReceiverTest, SaysWhenToComeBackAsADateToo)
{
    ask("/sim/answers", R"({"status": 503, "retryAfter": 30, "asDate": true, "body": "busy"})");
    ask("/x", "{}");
    EXPECT_EQ(answer->error().body, "busy");
    const QByteArray date = headerValue(answer->error().headers, "Retry-After");
    EXPECT_TRUE(date.endsWith(" GMT")) << date.toStdString();
    EXPECT_EQ(retryAfterOf(date, clock.now()), std::optional<Duration>(30s));
}

TEST_F(SimReceiverTest, HangsWithAndWithoutTaking)
{
    ask("/sim/answers", R"({"status": "hang"})");
    ask("/x", "{}", 200ms);
    EXPECT_EQ(answer->error().reach, Error::Reach::Timeout);
    EXPECT_EQ(taken, 0);
    ask("/sim/answers", R"({"status": "swallow"})");
    ask("/x", "{}", 200ms);
    EXPECT_EQ(answer->error().reach, Error::Reach::Timeout);
    EXPECT_EQ(taken, 1);
}

TEST_F(SimReceiverTest, AnswersLate)
{
    ask("/sim/answers", R"({"status": "late", "delayMs": 500})");
    send("/x", "{}");
    ASSERT_TRUE(QTest::qWaitFor([this] { return taken == 1; }));
    EXPECT_FALSE(answer);
    clock.advance(500ms);
    EXPECT_TRUE(QTest::qWaitFor([this] { return status() == 200; }));
}

TEST_F(SimReceiverTest, ForgetsAndClears)
{
    ask("/x", "{}");
    ask("/sim/answers", R"({"status": 500})");
    ask("/sim/clear", "{}");
    ask("/sim/forget", "{}");
    EXPECT_EQ(ask("/sim/log", {})->body, R"({"taken":0})");
    ask("/x", "{}");
    EXPECT_EQ(status(), 200);
}

TEST_F(SimReceiverTest, RefusesWhatItDoesNotKnow)
{
    for (const char *body : {R"({"status": 42})", R"({"status": "slow"})", R"({"status": 500, "count": 0})"}) {
        ask("/sim/answers", body);
        EXPECT_EQ(status(), 400) << body;
    }
    ask("/sim/weather", "{}");
    EXPECT_EQ(status(), 400);
    ask("/sim/peak", {});
    EXPECT_EQ(status(), 404);
}

} // namespace
} // namespace hubwatch
