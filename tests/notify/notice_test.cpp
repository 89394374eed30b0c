#include "notify/notice.h"

#include "notify/ledger_entry.h"
#include "notify_fixture.h"

namespace hubwatch {
namespace {

using namespace testing;

TEST(NoticeJson, ReadsBackWhatItWrote)
{
    Notice notice{.id = 7,
                  .route = QStringLiteral("ops"),
                  .event = Notice::Event::Acknowledge,
                  .reason = Notice::Reason::Worse,
                  .key = QStringLiteral("hubwatch/sync/api.error_rate"),
                  .group = QStringLiteral("sync"),
                  .alerts = {testing::toldAlert(QStringLiteral("sync")), testing::toldAlert(QStringLiteral("crm"))},
                  .by = QStringLiteral("anna"),
                  .note = QStringLiteral("looking \"now\"\n"),
                  .at = TimePoint(1'763'884'800'123ms),
                  .repeatable = true};
    notice.alerts[1].firing = false;
    notice.alerts[1].value = std::nullopt;
    notice.alerts[1].endedAt = TimePoint(1'763'884'900s);
    notice.alerts[1].incident = 12;
    const Result<Notice> read = noticeOf(noticeJson(notice));
    ASSERT_TRUE(read) << read.error().detail.toStdString();
    EXPECT_EQ(*read, notice);
}

TEST(NoticeJson, SaysWhatIsWrongAndWhere)
{
    QJsonObject json = noticeJson(noticeTo(QStringLiteral("ops"), QStringLiteral("a")));
    json[QStringLiteral("event")] = QStringLiteral("shout");
    const Result<Notice> read = noticeOf(json);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, Error::Kind::Malformed);
    EXPECT_TRUE(read.error().detail.startsWith(QStringLiteral("event: "))) << read.error().detail.toStdString();
    EXPECT_FALSE(noticeOf({}));
}

TEST(NoticeText, EveryReasonReadsBack)
{
    for (int reason = 0; reason <= int(Notice::Reason::Test); ++reason)
        EXPECT_EQ(parseReason(reasonText(Notice::Reason(reason))), Notice::Reason(reason));
    for (int event = 0; event <= int(Notice::Event::Test); ++event)
        EXPECT_EQ(parseNoticeEvent(eventText(Notice::Event(event))), Notice::Event(event));
}

TEST(LedgerEntryOf, TellsDuplicatesByTheirHash)
{
    Notice notice = noticeTo(QStringLiteral("ops"), QStringLiteral("a"));
    const LedgerEntry first = entryOf(notice, notice.at);
    notice.id = 9;
    EXPECT_EQ(entryOf(notice, notice.at + 1s).bodyHash, first.bodyHash);
    EXPECT_EQ(first.bodyHash.size(), 12);
    notice.alerts.push_back(testing::toldAlert(QStringLiteral("b")));
    const LedgerEntry other = entryOf(notice, notice.at);
    EXPECT_NE(other.bodyHash, first.bodyHash);
    EXPECT_EQ(other.subject, QStringLiteral("a: API error rate 7.2 %, + 1 more"));
}

} // namespace
} // namespace hubwatch
