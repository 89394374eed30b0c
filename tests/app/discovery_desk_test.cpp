#include "app/engine/discovery_desk.h"

#include "support/fake_http.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

class DiscoveryDeskTest : public ::testing::Test
{
protected:
    void answerAll()
    {
        while (http.answer(okResponse("up 1\n")))
            clock.advance(1ms);
    }

    FakeHttp http;
    ManualClock clock;
    QStringList found;
    std::function<void()> then = {};
    std::unique_ptr<DiscoveryDesk> desk
        = std::make_unique<DiscoveryDesk>(http, clock, [this](const Discovery &discovery) {
              found << discovery.proposal.name;
              if (then)
                  std::exchange(then, {})();
          });
};

TEST_F(DiscoveryDeskTest, AnswersOnceForEach)
{
    desk->discover({QStringLiteral("localhost:3000"), QStringLiteral("ftp://no"), QStringLiteral("localhost:4000")});
    answerAll();
    ASSERT_EQ(found.size(), 3);
    EXPECT_EQ(found.count(QStringLiteral("local-3000")), 1);
    EXPECT_EQ(found.count(QStringLiteral("local-4000")), 1);
}

TEST_F(DiscoveryDeskTest, MayBeAskedAgainByAnAnswer)
{
    then = [this] { desk->discover({QStringLiteral("localhost:5000")}); };
    desk->discover({QStringLiteral("ftp://no"), QStringLiteral("localhost:3000")});
    answerAll();
    EXPECT_EQ(found.size(), 3);
    EXPECT_TRUE(found.contains(QStringLiteral("local-5000")));
}

TEST_F(DiscoveryDeskTest, IsSilentWhenItDies)
{
    desk->discover({QStringLiteral("localhost:3000"), QStringLiteral("localhost:4000")});
    desk.reset();
    EXPECT_EQ(http.waiting(), 0u);
    clock.advance(1min);
    EXPECT_TRUE(found.isEmpty());
}

} // namespace

} // namespace hubwatch::testing
