#include "sim/sim_hubspot_state.h"

#include "support/printers.h"

#include <QSet>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(SimState, IsTheSameForTheSameSeed)
{
    SimState one(7, 4242, TimePoint());
    SimState same(7, 4242, TimePoint());
    SimState other(8, 4242, TimePoint());
    EXPECT_EQ(one.tokens.all(), same.tokens.all());
    EXPECT_NE(one.tokens.all(), other.tokens.all());
    EXPECT_EQ(one.oauth.app(), same.oauth.app());
    const QString id = one.freshId();
    EXPECT_EQ(id, same.freshId());
    EXPECT_NE(id, other.freshId());
}

TEST(SimState, NeverGivesAnIdTwice)
{
    SimState state(1, 4242, TimePoint());
    QSet<QString> ids;
    for (int i = 0; i < 1000; ++i)
        ids += state.freshId();
    EXPECT_EQ(ids.size(), 1000);
}

TEST(SimState, KeepsThePortalsApart)
{
    SimState state(1, 4242, TimePoint());
    const QString type = QStringLiteral("contacts");
    state.records(1, type, TimePoint()).find(101)->archived = true;
    EXPECT_FALSE(state.records(1, type, TimePoint()).find(101));
    EXPECT_TRUE(state.records(2, type, TimePoint()).find(101));
}

} // namespace
} // namespace hubwatch
