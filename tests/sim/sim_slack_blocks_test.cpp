#include "sim/sim_slack_blocks.h"

#include "support/printers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

struct BlocksCase {
    const char *name;
    const char *json;
    const char *fault; ///< empty: taken
};

class SimSlackBlocksTest : public ::testing::TestWithParam<BlocksCase>
{ };

TEST_P(SimSlackBlocksTest, JudgesThem)
{
    const QJsonArray blocks = QJsonDocument::fromJson(GetParam().json).array();
    const QString fault = slackBlockFault(blocks);
    if (*GetParam().fault == '\0')
        EXPECT_EQ(fault, QString());
    else
        EXPECT_TRUE(fault.contains(QLatin1StringView(GetParam().fault))) << fault.toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    Blocks, SimSlackBlocksTest,
    ::testing::Values(
        BlocksCase{"Good",
                   R"([{"type":"header","text":{"type":"plain_text","text":"h","emoji":false}},{"type":"divider"},
                       {"type":"section","text":{"type":"mrkdwn","text":"s"}},
                       {"type":"context","elements":[{"type":"mrkdwn","text":"c"}]}])",
                   ""},
        BlocksCase{"HeaderInMrkdwn", R"([{"type":"header","text":{"type":"mrkdwn","text":"h"}}])", "another type"},
        BlocksCase{"UnknownBlock", R"([{"type":"divider"},{"type":"alert"}])", "blocks/1: unsupported type: alert"},
        BlocksCase{"EmptyText", R"([{"type":"section","text":{"type":"mrkdwn","text":""}}])", "missing or empty"},
        BlocksCase{"NoElements", R"([{"type":"context","elements":[]}])", "1 to 10"},
        BlocksCase{"EmojiInMrkdwn", R"([{"type":"section","text":{"type":"mrkdwn","text":"a","emoji":true}}])",
                   "emoji"}),
    [](const auto &test) { return test.param.name; });

TEST(SimSlackBlocks, HoldsToTheLimits)
{
    const auto section = [](qsizetype size) {
        return QJsonObject{{QStringLiteral("type"), QStringLiteral("section")},
                           {QStringLiteral("text"),
                            QJsonObject{{QStringLiteral("type"), QStringLiteral("mrkdwn")},
                                        {QStringLiteral("text"), QString(size, u'a')}}}};
    };
    EXPECT_EQ(slackBlockFault(QJsonArray{section(3000)}), QString());
    EXPECT_NE(slackBlockFault(QJsonArray{section(3001)}), QString());
    QJsonArray many;
    for (int i = 0; i < 50; ++i)
        many.append(section(1));
    EXPECT_EQ(slackBlockFault(many), QString());
    many.append(section(1));
    EXPECT_NE(slackBlockFault(many), QString());
    EXPECT_EQ(slackBlockFault(QJsonValue(QJsonValue::Undefined)), QString());
    EXPECT_NE(slackBlockFault(QJsonObject()), QString());
}

} // namespace
} // namespace hubwatch
