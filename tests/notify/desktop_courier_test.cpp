#include "notify/desktop_courier.h"

#include "notify/courier_fixture.h"

namespace hubwatch {
namespace {

using namespace Qt::StringLiterals;
using testing::noticeOfKind;
using testing::toldAlert;

TEST(DesktopNotice, SaysWhatFires)
{
    const DesktopNotice shown = desktopNotice(noticeOfKind());
    EXPECT_EQ(shown.id, 42);
    EXPECT_EQ(shown.key, noticeOfKind().key);
    EXPECT_EQ(shown.title, "contacts-sync: API error rate 7.2 %"_L1);
    EXPECT_EQ(shown.body, "above 5 % for 5 min, n 2451 (error burst)"_L1);
    EXPECT_EQ(shown.severity, Rule::Severity::Page);
    EXPECT_EQ(shown.alerts, std::vector<AlertId>{toldAlert().id});
    EXPECT_FALSE(shown.resolved || shown.test);
}

TEST(DesktopNotice, NamesAFewOfMany)
{
    Notice notice = noticeOfKind();
    for (int i = 0; i < 20; ++i)
        notice.alerts.push_back(toldAlert("deals-sync"));
    notice.alerts[0].firing = false;
    const DesktopNotice shown = desktopNotice(notice);
    EXPECT_EQ(shown.body.count(u'\n'), 3);
    EXPECT_TRUE(shown.title.endsWith("(+ 20 more)"_L1));
    EXPECT_EQ(shown.alerts.size(), 20u) << "what is resolved needs no acknowledgement";
}

TEST(DesktopNotice, IsQuietOrGoneAfterwards)
{
    const DesktopNotice resolved = desktopNotice(noticeOfKind(Notice::Event::Resolve));
    EXPECT_TRUE(resolved.resolved);
    EXPECT_TRUE(resolved.title.startsWith("Resolved"_L1));
    EXPECT_TRUE(resolved.alerts.empty());
    const DesktopNotice gone = desktopNotice(noticeOfKind(Notice::Event::Acknowledge));
    EXPECT_EQ(gone.title, QString());
    EXPECT_EQ(gone.key, noticeOfKind().key);
    const DesktopNotice test = desktopNotice(noticeOfKind(Notice::Event::Test));
    EXPECT_TRUE(test.test);
    EXPECT_TRUE(test.title.startsWith("TEST"_L1));
}

class DesktopCourierTest : public testing::CourierFixture
{ };

TEST_F(DesktopCourierTest, GoesThroughTheDoor)
{
    DesktopCourier courier(desktop);
    deliver(courier, noticeOfKind());
    ASSERT_EQ(desktop.shown.size(), 1u);
    EXPECT_EQ(desktop.shown[0], desktopNotice(noticeOfKind()));
    EXPECT_EQ(last().words, "shown"_L1);
}

} // namespace
} // namespace hubwatch
