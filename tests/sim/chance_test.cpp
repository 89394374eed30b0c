#include "sim/chance.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(Chance, RepeatsItselfBySeed)
{
    Chance one(7);
    Chance same(7);
    Chance other(8);
    EXPECT_EQ(one.uniform(), same.uniform());
    EXPECT_NE(one.uniform(), other.uniform());
}

TEST(Chance, HasTheMeansItPromises)
{
    Chance chance(42);
    double uniform = 0;
    double normal = 0;
    double few = 0;
    double many = 0;
    int belowMedian = 0;
    constexpr int draws = 20'000;
    for (int i = 0; i < draws; ++i) {
        uniform += chance.uniform();
        normal += chance.normal();
        few += chance.poisson(1.5);
        many += chance.poisson(200);
        belowMedian += chance.logNormal(0.2, 0.7) < 0.2;
    }
    EXPECT_NEAR(uniform / draws, 0.5, 0.01);
    EXPECT_NEAR(normal / draws, 0, 0.03);
    EXPECT_NEAR(few / draws, 1.5, 0.05);
    EXPECT_NEAR(many / draws, 200, 1);
    EXPECT_NEAR(double(belowMedian) / draws, 0.5, 0.02);
}

} // namespace
} // namespace hubwatch
