#include "notify/slack_blocks.h"

#include "notify/courier_fixture.h"
#include "sim/sim_slack_blocks.h"

namespace hubwatch {
namespace {

using namespace Qt::StringLiterals;
using testing::emoji;
using testing::noticeOfKind;
using testing::toldAlert;

struct EscapeCase {
    const char *name;
    const char *text;
    qsizetype most;
    const char *expected;
};

class SlackTextTest : public ::testing::TestWithParam<EscapeCase>
{ };

TEST_P(SlackTextTest, EscapesAndCuts)
{
    const QString text = slackText(QString::fromUtf8(GetParam().text), GetParam().most);
    EXPECT_EQ(text, QString::fromUtf8(GetParam().expected));
    EXPECT_LE(text.size(), GetParam().most);
}

INSTANTIATE_TEST_SUITE_P(Texts, SlackTextTest,
                         ::testing::Values(EscapeCase{"Plain", "a b", 10, "a b"},
                                           EscapeCase{"Escapes", "<!channel> & co", 99, "&lt;!channel&gt; &amp; co"},
                                           EscapeCase{"FitsExactly", "abcd", 4, "abcd"},
                                           EscapeCase{"Cut", "abcde", 4, "abc\xE2\x80\xA6"},
                                           EscapeCase{"NoHalfEscape", "ab&cd", 6, "ab\xE2\x80\xA6"},
                                           EscapeCase{"NoHalfEmoji",
                                                      "a\xF0\x9F\x94\xA5"
                                                      "b",
                                                      3, "a\xE2\x80\xA6"},
                                           EscapeCase{"Empty", "", 4, ""}),
                         [](const auto &test) { return test.param.name; });

TEST(SlackBlocks, SayTheStateInShapeAndWord)
{
    Notice notice = noticeOfKind();
    notice.alerts.push_back(toldAlert("deals-sync"));
    notice.alerts[1].firing = false;
    notice.alerts[1].endedAt = notice.at;
    const QJsonArray blocks = slackBlocks(notice);
    EXPECT_EQ(slackBlockFault(blocks), QString());
    ASSERT_EQ(blocks.size(), 4);
    const QString first = blocks[1]["text"_L1]["text"_L1].toString();
    EXPECT_TRUE(first.startsWith(":rotating_light: *page* contacts-sync"_L1)) << first.toStdString();
    EXPECT_TRUE(first.contains("cause: error burst"_L1));
    EXPECT_TRUE(first.contains("<!date^1763884500^{date_short_pretty} {time_secs}|2025-11-23T07:55:00.000Z>"_L1));
    EXPECT_TRUE(blocks[2]["text"_L1]["text"_L1].toString().startsWith(":white_check_mark: *resolved*"_L1));
}

TEST(SlackBlocks, StayWithinSlacksLimits)
{
    Notice notice = noticeOfKind();
    notice.alerts.clear();
    for (int i = 0; i < 500; ++i) {
        ToldAlert alert = toldAlert();
        alert.title = emoji.repeated(5'000);
        alert.details = QString(2'000'000 / 500, u'<');
        alert.cause = QString(4'000, u'&');
        notice.alerts.push_back(alert);
    }
    notice.note = QString(10'000, u'n');
    const QJsonArray blocks = slackBlocks(notice);
    EXPECT_EQ(blocks.size(), 50);
    EXPECT_EQ(slackBlockFault(blocks), QString());
    EXPECT_EQ(blocks[48]["text"_L1]["text"_L1].toString(), "and 453 more, which Hubwatch shows"_L1);
    EXPECT_LE(slackFallback(notice).size(), 3'000);
}

TEST(SlackBlocks, AreGoodForEveryEvent)
{
    for (const auto event :
         {Notice::Event::Trigger, Notice::Event::Acknowledge, Notice::Event::Resolve, Notice::Event::Test}) {
        EXPECT_EQ(slackBlockFault(slackBlocks(noticeOfKind(event))), QString()) << int(event);
        EXPECT_FALSE(slackFallback(noticeOfKind(event)).isEmpty());
    }
}

} // namespace
} // namespace hubwatch
