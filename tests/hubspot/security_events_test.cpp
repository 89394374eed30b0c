#include "hubspot/account_facts.h"
#include "hubspot/fixture.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::testing {
namespace {

using namespace std::chrono;

TEST(SecurityEventsTest, ReadsAPageAndWhereTheNextBegins)
{
    const auto page = parseSecurityEvents(fixture("security_events.json"));
    ASSERT_TRUE(page);
    EXPECT_EQ(page->after, QStringLiteral("MTIz"));
    ASSERT_EQ(page->events.size(), 3u);
    EXPECT_EQ(page->events[0],
              (SecurityEvent{.type = QStringLiteral("PRIVATE_APP_ACCESS_TOKEN_VIEW"),
                             .at = TimePoint(sys_days(2026y / November / 25)) + 2h + 15min + 500ms,
                             .user = QStringLiteral("ops@example.test"),
                             .ip = QStringLiteral("203.0.113.9"),
                             .location = QStringLiteral("Osaka, JP"),
                             .object = QStringLiteral("555")}));
    EXPECT_EQ(page->events[1].at, TimePoint(1'764'028'800s));
    EXPECT_EQ(page->events[1].user, QStringLiteral("dev@example.test"));
    EXPECT_EQ(page->events[2].type, QStringLiteral("TYPE_OF_A_LATER_YEAR"));
    EXPECT_EQ(page->events[2].user, QStringLiteral("79"));
}

TEST(SecurityEventsTest, EndsWithoutPaging)
{
    const auto page = parseSecurityEvents(R"({"results":[]})");
    ASSERT_TRUE(page);
    EXPECT_EQ(page->after, QString());
    EXPECT_EQ(parseSecurityEvents("{}").error().detail,
              QStringLiteral("security activity: results: expected an array, found nothing"));
}

} // namespace
} // namespace hubwatch::testing
