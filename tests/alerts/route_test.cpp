#include "alerts/route.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using RouteKind = Route::Kind;
using Severity = Rule::Severity;

const std::vector<Route> handbook{{.name = QStringLiteral("desktop"), .kind = RouteKind::Desktop},
                                  {.name = QStringLiteral("pager"), .kind = RouteKind::PagerDuty},
                                  {.name = QStringLiteral("slack"), .kind = RouteKind::Slack},
                                  {.name = QStringLiteral("am"), .kind = RouteKind::Alertmanager},
                                  {.name = QStringLiteral("hook"), .kind = RouteKind::Webhook}};

QStringList namesOf(const Rule &rule, const std::vector<Route> &routes = handbook)
{
    QStringList names;
    for (const Route &route : routesOf(rule, routes))
        names += route.name;
    return names;
}

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
}

TEST(RouteTest, TakesTheSeveritiesOfItsKind)
{
    EXPECT_EQ(namesOf({.severity = Severity::Page}), words("desktop pager am hook"));
    EXPECT_EQ(namesOf({.severity = Severity::Notify}), words("desktop slack am hook"));
    EXPECT_EQ(namesOf({.severity = Severity::Ticket}), words("desktop slack am hook"));
}

TEST(RouteTest, TakesTheSeveritiesItSays)
{
    std::vector<Route> routes = handbook;
    routes[2].severities = {Severity::Page};
    EXPECT_EQ(namesOf({.severity = Severity::Page}, routes), words("desktop pager slack am hook"));
    EXPECT_EQ(namesOf({.severity = Severity::Ticket}, routes), words("desktop am hook"));
}

TEST(RouteTest, TakesWhatARuleNamesWhateverItsSeverity)
{
    EXPECT_EQ(namesOf({.severity = Severity::Ticket, .routes = words("hook pager")}), words("pager hook"));
    EXPECT_EQ(namesOf({.severity = Severity::Page, .routes = words("gone")}), QStringList())
        << "one that is not there is nobody's: the workspace says so";
    EXPECT_EQ(namesOf({.severity = Severity::Page}, {}), QStringList());
}

TEST(RouteTest, NamesItsKinds)
{
    EXPECT_EQ(routeKindText(RouteKind::Desktop), QStringLiteral("desktop"));
    EXPECT_EQ(routeKindText(RouteKind::PagerDuty), QStringLiteral("pagerduty"));
    EXPECT_EQ(routeKindText(RouteKind::Slack), QStringLiteral("slack"));
    EXPECT_EQ(routeKindText(RouteKind::Alertmanager), QStringLiteral("alertmanager"));
    EXPECT_EQ(routeKindText(RouteKind::Webhook), QStringLiteral("webhook"));
}

} // namespace
} // namespace hubwatch
