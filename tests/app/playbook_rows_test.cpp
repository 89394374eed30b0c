#include "app/triage/playbook_rows.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

constexpr TimePoint rowsStart(1'763'884'800s);
const QStringList rowsServices{QStringLiteral("sync")};

Event markBefore(Duration before, const char *service, Event::Kind kind = Event::Kind::Mark)
{
    return {.at = rowsStart - before,
            .kind = kind,
            .service = QString::fromLatin1(service),
            .text = QStringLiteral("deploy 1.4.2")};
}

TEST(DeployBefore, TakesTheNewestMarkThatMayHaveToDoWithIt)
{
    EXPECT_EQ(deployBefore({markBefore(20min, ""), markBefore(4min, "sync")}, rowsServices, rowsStart),
              QStringLiteral("\"sync: deploy 1.4.2\" was marked 4m before the start"));
    EXPECT_EQ(deployBefore({markBefore(-30s, "")}, rowsServices, rowsStart),
              QStringLiteral("\"deploy 1.4.2\" was marked at the start"));
    EXPECT_EQ(deployBefore({markBefore(31min, "")}, rowsServices, rowsStart), QString()) << "too long before";
    EXPECT_EQ(deployBefore({markBefore(-5min, "")}, rowsServices, rowsStart), QString()) << "after it had begun";
    EXPECT_EQ(deployBefore({markBefore(4min, "other")}, rowsServices, rowsStart), QString());
    EXPECT_EQ(deployBefore({markBefore(4min, "", Event::Kind::Source)}, rowsServices, rowsStart), QString());
}

TEST(PlaybookRows, AddUpTheStatusesOfAllEndpointsAndPutThoseThatCameFirst)
{
    TriageAnswer answer{.question = {.services = rowsServices, .from = rowsStart}};
    const QString conflict = QStringLiteral("409");
    const QString fault = QStringLiteral("5xx");
    answer.endpoints = {{.service = QStringLiteral("sync"),
                         .endpoint = QStringLiteral("a"),
                         .byStatus = {{conflict, {.now = 4, .before = 1}}, {fault, {.before = 3}}},
                         .all = {.now = 4}},
                        {.service = QStringLiteral("sync"),
                         .endpoint = QStringLiteral("b"),
                         .byStatus = {{conflict, {.now = 6, .before = 1}}},
                         .all = {.now = 6}}};
    answer.failures
        = {{.error
            = {.cause = ApiError::Cause::MissingScopes, .status = 403, .scopes = {QStringLiteral("crm.lists.read")}}}};
    const std::vector<PlaybookRow> rows = playbookRows(answer, {});
    ASSERT_EQ(rows.size(), 7U);
    EXPECT_EQ(rows[0].status, conflict);
    EXPECT_EQ(rows[0].count, 10);
    EXPECT_EQ(rows[0].before, 2);
    EXPECT_EQ(rows[0].here, QStringLiteral("All 2 endpoints; 5 times as many as before"));
    EXPECT_EQ(rows[6].status, QStringLiteral("500 / 502 / 503"));
    EXPECT_EQ(rows[6].before, 3);
    EXPECT_EQ(rows[6].here, QString()) << "none now";
    EXPECT_EQ(rows[3].count, 0) << "the counts are those of the metrics";
}

} // namespace
} // namespace hubwatch
