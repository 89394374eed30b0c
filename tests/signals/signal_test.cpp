#include "signals/signal.h"

#include "support/printers.h"

#include <QStringList>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(SignalTest, DefinesTheProductsTermsInTheOrderOfThePages)
{
    QStringList ids;
    for (const SignalDefinition &signal : signalDefinitions()) {
        ids.append(signal.id);
        EXPECT_FALSE(signal.title.isEmpty());
    }
    EXPECT_EQ(ids.join(u' '),
              QStringLiteral("api.error_rate api.auth_failures api.rate_limited api.latency_p99 webhook.delay_p99 "
                             "sync.success_rate sync.overdue service.ready service.healthy source.fresh api.burn.1h "
                             "api.burn.6h api.burn.1d api.burn.3d quota.daily quota.used credential.age "
                             "hubspot.status"));
}

TEST(SignalTest, FindsOneByItsId)
{
    ASSERT_NE(findSignal(u"api.burn.6h"), nullptr);
    EXPECT_EQ(findSignal(u"api.burn.6h")->window, 6h);
    EXPECT_EQ(findSignal(u"api.burn.6h")->shortWindow, 30min);
    EXPECT_EQ(findSignal(u"api.burn"), nullptr);
}

TEST(SignalTest, KnowsWhomItConcerns)
{
    EXPECT_TRUE(findSignal(u"api.error_rate")->concerns(false));
    EXPECT_TRUE(findSignal(u"api.error_rate")->concerns(true));
    EXPECT_TRUE(findSignal(u"sync.overdue")->concerns(false));
    EXPECT_FALSE(findSignal(u"sync.overdue")->concerns(true));
    EXPECT_FALSE(findSignal(u"credential.age")->concerns(false));
    EXPECT_TRUE(findSignal(u"credential.age")->concerns(true));
}

TEST(SignalTest, HasTheHandbooksGoals)
{
    EXPECT_EQ(findSignal(u"api.error_rate")->goal, 0.001);
    EXPECT_EQ(findSignal(u"api.latency_p99")->goal, 3);
    EXPECT_EQ(findSignal(u"webhook.delay_p99")->goal, 5);
    EXPECT_EQ(findSignal(u"sync.success_rate")->goal, 0.995);
    EXPECT_EQ(findSignal(u"sync.success_rate")->goalSide, SignalDefinition::Goal::Above);
    EXPECT_EQ(findSignal(u"api.rate_limited")->goalSide, SignalDefinition::Goal::None);
}

} // namespace
} // namespace hubwatch
