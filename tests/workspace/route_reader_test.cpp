#include "workspace/route_reader.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

Route routeWith(Route::Kind kind, const QByteArray &lines, Problems &problems)
{
    Route route{.kind = kind};
    const TomlValue table = parseToml(lines).value();
    TableReader reader(table, QStringLiteral("routes[0]"), problems);
    readTelling(reader, route);
    reader.finish();
    return route;
}

TEST(RouteReader, ReadsEveryKey)
{
    Problems problems;
    const Route route = routeWith(Route::Kind::Slack,
                                  "channel = \"C042\"\nseverities = [\"ticket\", \"page\", \"ticket\"]\n"
                                  "group_wait = \"0s\"\ngroup_interval = \"1m\"\nrepeat = \"12h\"\n"
                                  "send_resolved = false\n",
                                  problems);
    EXPECT_TRUE(problems.empty());
    EXPECT_EQ(route,
              (Route{.kind = Route::Kind::Slack,
                     .channel = QStringLiteral("C042"),
                     .severities = {Rule::Severity::Ticket, Rule::Severity::Page},
                     .groupWait = 0s,
                     .groupInterval = 1min,
                     .repeatInterval = 12h,
                     .sendResolved = false}));
}

TEST(RouteReader, LeavesTheDefaultsOfWhatIsNotSaid)
{
    Problems problems;
    EXPECT_EQ(routeWith(Route::Kind::Webhook, {}, problems), (Route{.kind = Route::Kind::Webhook}));
    EXPECT_TRUE(problems.empty());
}

struct UnusedKey {
    const char *name;
    Route::Kind kind;
    const char *line;
};

class UnusedRouteKeyTest : public ::testing::TestWithParam<UnusedKey>
{ };

TEST_P(UnusedRouteKeyTest, IsComplainedAbout)
{
    Problems problems;
    routeWith(GetParam().kind, GetParam().line, problems);
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_TRUE(problems[0].text.endsWith(QStringLiteral("; remove it"))) << problems[0].text.toStdString();
    EXPECT_TRUE(problems[0].text.contains(routeKindText(GetParam().kind)));
}

INSTANTIATE_TEST_SUITE_P(
    Keys, UnusedRouteKeyTest,
    ::testing::Values(UnusedKey{"ChannelOfAWebhook", Route::Kind::Webhook, "channel = \"C1\"\n"},
                      UnusedKey{"UrlOfTheDesktop", Route::Kind::Desktop, "url = \"https://x.test\"\n"},
                      UnusedKey{"GroupIntervalOfPagerDuty", Route::Kind::PagerDuty, "group_interval = \"5m\"\n"},
                      UnusedKey{"GroupWaitOfAlertmanager", Route::Kind::Alertmanager, "group_wait = \"5m\"\n"},
                      UnusedKey{"SendResolvedOfAlertmanager", Route::Kind::Alertmanager, "send_resolved = true\n"}),
    [](const auto &test) { return test.param.name; });

} // namespace
} // namespace hubwatch
