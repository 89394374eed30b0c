#include "ui/credentials/auth_watch.h"

#include "support/canned_accounts.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

Reading &authReading(Snapshot &snapshot)
{
    return *std::ranges::find(snapshot.services[0].readings, QStringLiteral("api.auth_failures"), &Reading::signal);
}

} // namespace

TEST(AuthWatchTest, CountsEachRefusalOnce)
{
    Snapshot snapshot = testing::accountsSnapshot();
    const TimePoint since = snapshot.at - 1s; // nothing of the trace is newer
    for (ServiceState &service : snapshot.services)
        service.traces.clear();
    authReading(snapshot).value = 2;
    authReading(snapshot).observedAt = snapshot.at;
    std::vector<AuthCount> counts = countedOn({}, snapshot, QStringLiteral("prod"), since);
    ASSERT_EQ(counts.size(), 5u) << "HubSpot's own account is no service";
    EXPECT_EQ(counts[0].refused, 2);
    counts = countedOn(counts, snapshot, QStringLiteral("prod"), since);
    EXPECT_EQ(counts[0].refused, 2) << "the same reading again";
    authReading(snapshot).observedAt = snapshot.at + 15s;
    counts = countedOn(counts, snapshot, QStringLiteral("prod"), since);
    EXPECT_EQ(counts[0].refused, 4);
}

TEST(AuthWatchTest, StartsWithWhatTheTraceTells)
{
    Snapshot snapshot = testing::accountsSnapshot();
    const TimePoint since = snapshot.at - 10min;
    snapshot.services[0].traces = {
        Trace{.signal = QStringLiteral("api.auth_failures"),
              .points = {{since - 1min, 5.0}, {since + 1min, 3.0}, {since + 2min, std::nullopt}, {since + 3min, 1.0}}}};
    authReading(snapshot).value.reset();
    authReading(snapshot).validity = Reading::Validity::Unknown;
    const std::vector<AuthCount> counts = countedOn({}, snapshot, {}, since);
    EXPECT_EQ(counts[0].refused, 4);
    EXPECT_TRUE(counts[0].seen);
}

TEST(AuthWatchTest, DoesNotCallUnseenAZero)
{
    const Snapshot snapshot = testing::accountsSnapshot();
    const std::vector<AuthCount> counts = countedOn({}, snapshot, {}, snapshot.at);
    const auto blind = std::ranges::find(counts, QStringLiteral("nightly-export"), &AuthCount::service);
    ASSERT_NE(blind, counts.end());
    EXPECT_FALSE(blind->seen);
}

} // namespace hubwatch::ui
