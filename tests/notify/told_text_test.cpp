#include "notify/told_text.h"

#include "notify/courier_fixture.h"

namespace hubwatch {
namespace {

using testing::emoji;
using testing::noticeOfKind;
using testing::toldAlert;
using Severity = Rule::Severity;

TEST(ToldText, CutsByCharactersAndKeepsThemWhole)
{
    EXPECT_EQ(cutLine(QStringLiteral("a\n b"), 10), QStringLiteral("a b"));
    EXPECT_EQ(cutLine(QStringLiteral("abcd"), 4), QStringLiteral("abcd"));
    EXPECT_EQ(cutLine(QStringLiteral("abcde"), 4), QStringLiteral("abc") + QChar(0x2026));
    const QString cut = cutLine(emoji.repeated(5'000), 1'024);
    EXPECT_EQ(cut.toUcs4().size(), 1'024);
    EXPECT_EQ(cut, emoji.repeated(1'023) + QChar(0x2026));
    EXPECT_EQ(cutLine(QString(QChar(0xD83D)).repeated(5), 3).size(), 3) << "halves of pairs that stand alone";
    EXPECT_EQ(cutLine({}, 5), QString());
}

TEST(ToldText, NamesTheWorstThatFires)
{
    Notice notice = noticeOfKind();
    EXPECT_EQ(headline(notice), QStringLiteral("contacts-sync: API error rate 7.2 %"));
    notice.alerts.insert(notice.alerts.begin(), toldAlert("deals-sync"));
    notice.alerts[0].severity = Severity::Ticket;
    notice.alerts.insert(notice.alerts.begin(), toldAlert("old"));
    notice.alerts[0].firing = false;
    EXPECT_EQ(headline(notice), QStringLiteral("contacts-sync: API error rate 7.2 % (+ 2 more)"));
    EXPECT_EQ(worstSeverity(notice), Severity::Page);
    EXPECT_EQ(firingCount(notice), 2);
}

TEST(ToldText, SaysWhatHappened)
{
    EXPECT_TRUE(headline(noticeOfKind(Notice::Event::Resolve)).startsWith(QStringLiteral("Resolved: contacts-sync")));
    EXPECT_TRUE(headline(noticeOfKind(Notice::Event::Acknowledge)).startsWith(QStringLiteral("Acknowledged: ")));
    EXPECT_EQ(headline(noticeOfKind(Notice::Event::Test)), QStringLiteral("TEST of route oncall: nothing is wrong"));
    EXPECT_EQ(changeLine(noticeOfKind(Notice::Event::Acknowledge)), QStringLiteral("acknowledged by anna: looking"));
    EXPECT_EQ(changeLine(noticeOfKind()), QStringLiteral("1 alert firing"));
    EXPECT_EQ(changeLine(noticeOfKind(Notice::Event::Resolve)), QStringLiteral("all is resolved"));
}

TEST(ToldText, HasAHeadlineForANoticeOfNothing)
{
    EXPECT_EQ(headline({.key = QStringLiteral("k")}), QStringLiteral("k"));
    EXPECT_EQ(worstSeverity({}), Severity::Ticket);
}

} // namespace
} // namespace hubwatch
