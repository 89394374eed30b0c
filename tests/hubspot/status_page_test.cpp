#include "hubspot/status_page.h"

#include "hubspot/fixture.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch::testing {
namespace {

using namespace std::chrono;
using Level = StatusPage::Level;

TEST(StatusPageTest, ReadsTheSummary)
{
    const TimePoint day = sys_days(2026y / November / 25);
    const auto page = parseStatusPage(fixture("status_page.json"));
    ASSERT_TRUE(page);
    EXPECT_EQ(page->level, Level::Degraded);
    EXPECT_EQ(page->description, QStringLiteral("Minor Service Outage"));
    EXPECT_EQ(page->updatedAt, day + 11h + 58min + 3120ms);
    EXPECT_EQ(page->components,
              (std::vector<StatusPage::Component>{{.name = QStringLiteral("APIs"), .level = Level::Degraded},
                                                  {.name = QStringLiteral("Webhooks"), .level = Level::Operational},
                                                  {.name = QStringLiteral("Teleporter"), .level = Level::Unknown}}));
    ASSERT_EQ(page->incidents.size(), 2u);
    EXPECT_EQ(page->incidents[0],
              (StatusPage::Incident{.id = QStringLiteral("i2"),
                                    .name = QStringLiteral("Slow API answers"),
                                    .state = QStringLiteral("investigating"),
                                    .impact = QStringLiteral("major"),
                                    .link = QStringLiteral("https://stspg.example/i2"),
                                    .startedAt = day + 11h + 20min,
                                    .lastWords = QStringLiteral("We see slow answers & are looking."),
                                    .components = {QStringLiteral("APIs")}}));
    EXPECT_EQ(page->incidents[1].startedAt, day + 8h);
    ASSERT_EQ(page->maintenances.size(), 1u);
    EXPECT_TRUE(page->maintenances[0].maintenance);
    EXPECT_EQ(page->maintenances[0].startedAt, day + 26h);
    EXPECT_EQ(page->maintenances[0].resolvedAt, day + 28h);
}

TEST(StatusPageTest, ToleratesWordsOfALaterVersion)
{
    EXPECT_EQ(parseStatusPage(R"({"status":{"indicator":"apocalyptic"}})")->level, Level::Unknown);
    EXPECT_EQ(parseStatusPage(R"({"status":{"indicator":"none"},"incidents":"few"})")->level, Level::Operational);
}

TEST(StatusPageTest, CutsLongWords)
{
    const QByteArray json
        = R"({"status":{"indicator":"major"},"incidents":[{"status":"identified","incident_updates":[{"body":")"
        + QByteArray(2000, 'x') + R"("}]}]})";
    EXPECT_EQ(parseStatusPage(json)->incidents[0].lastWords.size(), 500);
}

TEST(StatusPageTest, IsMalformedWithoutAStatus)
{
    EXPECT_EQ(parseStatusPage("{}").error().detail,
              QStringLiteral("status page: status.indicator: expected text, found nothing"));
    EXPECT_EQ(parseStatusPage("<!doctype html>").error().kind, Error::Kind::Malformed);
}

TEST(StatusPageTest, CountsItsLevels)
{
    EXPECT_EQ(statusGauge(Level::Unknown), std::nullopt);
    EXPECT_EQ(statusGauge(Level::Operational), 1);
    EXPECT_EQ(statusGauge(Level::Maintenance), 0);
    EXPECT_EQ(statusGauge(Level::Degraded), 0);
    EXPECT_EQ(statusGauge(Level::PartialOutage), -1);
    EXPECT_EQ(statusGauge(Level::MajorOutage), -1);
}

} // namespace
} // namespace hubwatch::testing
