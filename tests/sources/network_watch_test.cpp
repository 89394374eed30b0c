#include "sources/network_watch.h"

#include "support/manual_clock.h"

#include <QNetworkInterface>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

constexpr InterfaceState loopback{.loopback = true, .running = true, .hasAddress = true};
constexpr InterfaceState wired{.running = true, .hasAddress = true};
constexpr InterfaceState unplugged{.hasAddress = true};
constexpr InterfaceState withoutAddress{.running = true};

struct LookCase {
    const char *name;
    std::vector<InterfaceState> interfaces;
    NetworkState system;
    NetworkState expected;
};

class JudgeNetworkTest : public ::testing::TestWithParam<LookCase>
{ };

TEST_P(JudgeNetworkTest, IsLostOnlyWhenNothingCarries)
{
    EXPECT_EQ(judgeNetwork(GetParam().interfaces, GetParam().system), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Machines, JudgeNetworkTest,
    ::testing::Values(LookCase{"Wired", {loopback, wired}, NetworkState::Unknown, NetworkState::Online},
                      LookCase{"Unplugged", {loopback, unplugged}, NetworkState::Unknown, NetworkState::Lost},
                      LookCase{"NoAddressYet", {loopback, withoutAddress}, NetworkState::Unknown, NetworkState::Lost},
                      LookCase{"OnlyLoopback", {loopback}, NetworkState::Unknown, NetworkState::Lost},
                      LookCase{"TheSystemAgrees", {loopback, unplugged}, NetworkState::Lost, NetworkState::Lost},
                      LookCase{"TheSystemIsMistaken", {loopback, wired}, NetworkState::Lost, NetworkState::Online},
                      LookCase{"TheSystemKnowsBetter", {loopback}, NetworkState::Online, NetworkState::Online},
                      LookCase{"NothingToSee", {}, NetworkState::Unknown, NetworkState::Unknown}),
    [](const auto &test) { return test.param.name; });

TEST(NetworkWatch, TellsEachChangeOnce)
{
    testing::ManualClock clock;
    NetworkState real = NetworkState::Online;
    NetworkWatch watch(clock, [&] { return real; });
    QObject owner;
    std::vector<NetworkState> told;
    QObject::connect(&watch, &NetworkWatch::changed, &owner, [&](NetworkState state) { told.push_back(state); });
    EXPECT_EQ(watch.state(), NetworkState::Unknown);
    clock.advance(1min);
    real = NetworkState::Lost;
    clock.advance(1min);
    EXPECT_EQ(watch.state(), NetworkState::Lost);
    real = NetworkState::Online;
    clock.advance(1min);
    EXPECT_EQ(told, (std::vector{NetworkState::Online, NetworkState::Lost, NetworkState::Online}));
}

TEST(NetworkWatch, MayDieWhileTelling)
{
    testing::ManualClock clock;
    auto watch = std::make_unique<NetworkWatch>(clock, [] { return NetworkState::Lost; });
    QObject owner;
    QObject::connect(watch.get(), &NetworkWatch::changed, &owner, [&] { watch.reset(); });
    clock.advance(1min);
    EXPECT_EQ(watch, nullptr);
    EXPECT_EQ(clock.waiting(), 0u);
}

TEST(LookAtNetwork, KnowsWhereInterfacesCanBeSeen)
{
    ASSERT_FALSE(QNetworkInterface::allInterfaces().isEmpty());
    EXPECT_NE(lookAtNetwork(), NetworkState::Unknown);
}

} // namespace
} // namespace hubwatch
