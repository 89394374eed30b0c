#include "notify/courier_wire.h"

#include "notify/courier_fixture.h"

namespace hubwatch {
namespace {

using Outcome = Delivery::Outcome;

class CourierWireTest : public testing::CourierFixture
{
protected:
    Route route{.name = QStringLiteral("r"), .kind = Route::Kind::Webhook, .key = QStringLiteral("keychain:k")};
    std::optional<CourierWire> courier{std::in_place, route, parts, QStringLiteral("X")};
    int answers = 0;

    void begin()
    {
        const DeliveryCall call
            = courier->begin(context.get(), [this](const Delivery &delivery) { deliveries.push_back(delivery); });
        courier->withKey(call, [this, call](const Secret &) {
            courier->send({.url = QUrl(QStringLiteral("https://x.test"))}, call,
                          [this, call](const Result<HttpResponse> &, Duration took) {
                              ++answers;
                              call.reply({.outcome = Outcome::Done, .took = took});
                          });
        });
    }
};

TEST_F(CourierWireTest, SendsOnceTenSecondsAndUnseen)
{
    begin();
    settle();
    ASSERT_EQ(wire.requests.size(), 1u);
    EXPECT_TRUE(wire.requests[0].confidential);
    EXPECT_EQ(wire.requests[0].timeout, 10s);
    EXPECT_EQ(wire.requests[0].redirects, 0);
    clock.advance(700ms);
    answer(200, {});
    ASSERT_EQ(deliveries.size(), 1u);
    EXPECT_EQ(last().took, 700ms);
    EXPECT_EQ(context->children().size(), 0);
}

TEST_F(CourierWireTest, ReadsTheKeyAnewEachTime)
{
    begin();
    settle();
    answer(200, {});
    begin();
    settle();
    EXPECT_EQ(secrets.reads, 2);
}

TEST_F(CourierWireTest, TriesAgainWhenTheKeychainIsClosed)
{
    secrets.failure = Error{.kind = Error::Kind::Storage, .detail = QStringLiteral("the keychain is locked; open it")};
    begin();
    settle();
    EXPECT_EQ(last().outcome, Outcome::Later);
    EXPECT_TRUE(last().words.contains(QStringLiteral("the keychain is locked; open it")));
    EXPECT_TRUE(wire.requests.empty());
}

TEST_F(CourierWireTest, RefusesAKeyThatIsNoReference)
{
    route.key = QStringLiteral("CANARY");
    courier.emplace(route, parts, QStringLiteral("X"));
    begin();
    EXPECT_TRUE(deliveries.empty()) << "later, not at once";
    settle();
    EXPECT_EQ(last().outcome, Outcome::Refused);
    EXPECT_FALSE(last().words.contains(QStringLiteral("CANARY")));
}

TEST_F(CourierWireTest, IsSilentWhenTheCallerDies)
{
    begin();
    settle();
    context = std::make_unique<QObject>();
    settle();
    EXPECT_EQ(wire.waiting(), 0u) << "the request is dropped";
    EXPECT_EQ(answers, 0);
    EXPECT_TRUE(deliveries.empty());
}

TEST_F(CourierWireTest, IsSilentWhenItDiesItself)
{
    begin();
    courier.reset();
    settle();
    EXPECT_TRUE(wire.requests.empty()) << "while the key is read";
    courier.emplace(route, parts, QStringLiteral("X"));
    begin();
    settle();
    courier.reset();
    EXPECT_EQ(wire.waiting(), 0u) << "while the answer is awaited";
    EXPECT_TRUE(deliveries.empty());
}

TEST(CourierKeyHeader, TellsAPasswordFromAToken)
{
    EXPECT_EQ(keyHeader(Secret::copyOf("anna:pw\n")), (HttpHeader{"Authorization", "Basic YW5uYTpwdw=="}));
    EXPECT_EQ(keyHeader(Secret::copyOf("token")), (HttpHeader{"Authorization", "Bearer token"}));
}

} // namespace
} // namespace hubwatch
