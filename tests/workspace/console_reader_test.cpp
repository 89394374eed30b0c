#include "workspace/console_reader.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

ConsoleConfig consoleOf(const QByteArray &lines, Problems &problems)
{
    const TomlValue table = parseToml(lines).value();
    TableReader reader(table, QStringLiteral("console"), problems);
    const ConsoleConfig console = readConsole(reader);
    reader.finish();
    return console;
}

TEST(ConsoleReader, ReadsEveryKey)
{
    Problems problems;
    const ConsoleConfig console
        = consoleOf("endpoint_port = 9464\nstatus_page = \"https://s.test\"\nheartbeat = \"env:BEAT\"\n"
                    "heartbeat_interval = \"2m\"\npeers = \"/srv/team\"\nname = \"desk\"\ndeploys = \"d.log\"\n"
                    "batch_keep = \"30d\"\n",
                    problems);
    EXPECT_TRUE(problems.empty()) << problems.front().text.toStdString();
    EXPECT_EQ(console,
              (ConsoleConfig{.endpointPort = 9464,
                             .statusPage = QUrl(QStringLiteral("https://s.test")),
                             .heartbeat = QStringLiteral("env:BEAT"),
                             .heartbeatInterval = 2min,
                             .peers = QStringLiteral("/srv/team"),
                             .name = QStringLiteral("desk"),
                             .batchKeep = 30 * 24h,
                             .deploys = QStringLiteral("d.log")}));
}

TEST(ConsoleReader, TakesAHeartbeatUrlThatAnybodyMayKnow)
{
    Problems problems;
    const ConsoleConfig console
        = consoleOf("heartbeat_url = \"http://127.0.0.1:8080/internal-heartbeat-endpoint\"\n", problems);
    EXPECT_TRUE(problems.empty());
    EXPECT_EQ(console.heartbeatUrl.path(), QStringLiteral("/internal-heartbeat-endpoint"));
}

struct SecretUrl {
    const char *name;
    const char *url;
};

class SecretHeartbeatTest : public ::testing::TestWithParam<SecretUrl>
{ };

TEST_P(SecretHeartbeatTest, IsRefusedAndNotShown)
{
    Problems problems;
    const ConsoleConfig console = consoleOf(QByteArray("heartbeat_url = \"") + GetParam().url + "\"\n", problems);
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_TRUE(problems[0].text.contains(QStringLiteral("heartbeat = \"keychain:NAME\"")));
    EXPECT_FALSE(problems[0].text.contains(QStringLiteral("//")));
    EXPECT_TRUE(console.heartbeatUrl.isEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, SecretHeartbeatTest,
    ::testing::Values(SecretUrl{"Healthchecks", "https://hc-ping.com/5b8a1f0c-3c1e-4a57-9d0a-0d9f6b7f2c11"},
                      SecretUrl{"BetterStack", "https://uptime.betterstack.com/api/v1/heartbeat/x7Kq2Lm9Rt4Vw8Yz1Bn5"},
                      SecretUrl{"Slack", "https://hooks.slack.com/services/T0/B0/x"}),
    [](const auto &test) { return test.param.name; });

} // namespace
} // namespace hubwatch
