#include "ui/incidents/incident_filter.h"

#include "support/canned_alerting.h"

#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

struct FilterCase {
    const char *name;
    const char *line;
    std::vector<qint64> expected;
};

class IncidentFilterTest : public ::testing::TestWithParam<FilterCase>
{ };

} // namespace

TEST_P(IncidentFilterTest, MeansTheIncidents)
{
    const Result<IncidentFilter> filter = IncidentFilter::parsed(QString::fromUtf8(GetParam().line));
    ASSERT_TRUE(filter) << filter.error().detail.toStdString();
    std::vector<qint64> found;
    for (const Incident &incident : testing::alertingSnapshot().alerting.incidents) {
        if (filter->matches(incident))
            found.push_back(incident.id);
    }
    EXPECT_EQ(found, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, IncidentFilterTest,
    ::testing::Values(FilterCase{"Empty", "", {18, 17, 16}}, FilterCase{"Word", "BURST", {18}},
                      FilterCase{"WordsOfAnyField", "storm kenji", {17}}, FilterCase{"Number", "#16", {16}},
                      FilterCase{"NoteText", "rolling", {18}}, FilterCase{"State", "state=open", {18}},
                      FilterCase{"Quoted", "service=\"contacts-sync\"", {18}},
                      FilterCase{"Owner", "owner=kenji", {17, 16}}, FilterCase{"Cause", "cause=token", {16}},
                      FilterCase{"Two", "owner=kenji, cause=quota", {17}}, FilterCase{"Not", "state!=resolved", {18}},
                      FilterCase{"Pattern", "rule=~\"api[.]rate.*\"", {17, 16}},
                      FilterCase{"WordAndMatcher", "prod owner=kenji", {16}}, FilterCase{"Nothing", "owner=mei", {}}),
    [](const auto &test) { return test.param.name; });

TEST(IncidentFilterErrorTest, NamesTheColumn)
{
    EXPECT_FALSE(IncidentFilter::parsed(QStringLiteral("rule=~\"(\"")));
    EXPECT_FALSE(IncidentFilter::parsed(QStringLiteral("=open")));
}

TEST(IncidentFilterErrorTest, HoldsMatchersOfOnePartTogether)
{
    Incident incident = testing::alertingSnapshot().alerting.incidents[0];
    incident.parts.push_back({.alert = {QStringLiteral("deals-sync"), QStringLiteral("api.latency_p99")}});
    const auto means
        = [&](const char *line) { return IncidentFilter::parsed(QString::fromLatin1(line))->matches(incident); };
    EXPECT_TRUE(means("service=deals-sync"));
    EXPECT_TRUE(means("service=deals-sync rule=api.latency_p99"));
    EXPECT_FALSE(means("service=deals-sync rule=api.error_rate"));
}

} // namespace hubwatch::ui
