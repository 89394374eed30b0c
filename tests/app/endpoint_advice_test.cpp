#include "app/triage/endpoint_advice.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

struct AdviceCase {
    const char *name;
    const char *endpoint;
    std::map<QString, EndpointCalls::Cell> byStatus;
    const char *begins;
};

class EndpointAdviceTest : public ::testing::TestWithParam<AdviceCase>
{ };

TEST_P(EndpointAdviceTest, NamesTheNextStep)
{
    const AdviceCase &asked = GetParam();
    EndpointCalls calls{.endpoint = QString::fromLatin1(asked.endpoint), .byStatus = asked.byStatus};
    for (const auto &[status, cell] : asked.byStatus)
        calls.all.now += cell.now;
    const QString advice = endpointAdvice(calls, 1h);
    EXPECT_TRUE(advice.startsWith(QLatin1StringView(asked.begins))) << advice.toStdString();
}

const QString well = QStringLiteral("success");

INSTANTIATE_TEST_SUITE_P(
    Cases, EndpointAdviceTest,
    ::testing::Values(
        AdviceCase{"AllWell", "contacts.getById", {{well, {.now = 100}}}, "-"},
        AdviceCase{"NotCached", "properties.getAll", {{well, {.now = 480}}}, "not cached: 480 an hour"},
        AdviceCase{"CachedWell", "properties.getAll", {{well, {.now = 12}}}, "-"},
        AdviceCase{"WrittenOften", "properties.update", {{well, {.now = 480}}}, "-"},
        AdviceCase{"Search", "contacts.search", {{QStringLiteral("429"), {.now = 4}}}, "search allows 5/s per account"},
        AdviceCase{"Burst", "contacts.create", {{QStringLiteral("429"), {.now = 4}}}, "429: wait for Retry-After"},
        AdviceCase{"AFew429s", "contacts.create", {{well, {.now = 1000}}, {QStringLiteral("429"), {.now = 2}}}, "-"},
        AdviceCase{"Fault", "contacts.create", {{QStringLiteral("5xx"), {.now = 1}}}, "retry with backoff"},
        AdviceCase{"Refused",
                   "contacts.create",
                   {{QStringLiteral("401"), {.now = 1}}, {QStringLiteral("5xx"), {.now = 9}}},
                   "401: do not repeat"},
        AdviceCase{"Scope", "contacts.create", {{QStringLiteral("403"), {.now = 1}}}, "403: add the scope"},
        AdviceCase{"AFewLost", "contacts.getById", {{well, {.now = 1000}}, {QStringLiteral("404"), {.now = 2}}}, "-"},
        AdviceCase{"ManyLost", "contacts.getById", {{well, {.now = 10}}, {QStringLiteral("404"), {.now = 2}}}, "404:"},
        AdviceCase{"MoreConflicts",
                   "contacts.create",
                   {{well, {.now = 10'000}}, {QStringLiteral("409"), {.now = 20, .before = 1, .changed = true}}},
                   "409: get and update"}),
    [](const auto &test) { return test.param.name; });

} // namespace
} // namespace hubwatch
