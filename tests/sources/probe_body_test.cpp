#include "sources/probe_body.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

struct BodyCase {
    const char *name;
    QByteArray body;
    bool saysNotReady;
    const char *words;
};

class ProbeBodyTest : public ::testing::TestWithParam<BodyCase>
{ };

TEST_P(ProbeBodyTest, IsRead)
{
    const ProbeBody body = readProbeBody(GetParam().body);
    EXPECT_EQ(body.saysNotReady, GetParam().saysNotReady);
    EXPECT_EQ(body.words, QString::fromUtf8(GetParam().words));
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, ProbeBodyTest,
    ::testing::Values(
        BodyCase{"Empty", "", false, ""}, BodyCase{"Text", " OK\r\n", false, "OK"},
        BodyCase{"HealthOk", R"({"status":"ok","timestamp":"2026-11-23T08:00:00Z"})", false, "ok"},
        BodyCase{"Ready", R"({"status":"ready","hubspot":"connected"})", false, "ready; hubspot connected"},
        BodyCase{"NotReady", R"({"status":"not_ready","hubspot":"disconnected","error":"connect ETIMEDOUT"})", true,
                 "not_ready: connect ETIMEDOUT; hubspot disconnected"},
        BodyCase{"NotReadyWithASpace", R"({"status":"Not Ready"})", true, "Not Ready"},
        BodyCase{"Down", R"({"status":"DOWN"})", true, "DOWN"},
        BodyCase{"Degraded", R"({"status":"degraded"})", false, "degraded"},
        BodyCase{"ReadyFalse", R"({"ready":false})", true, "ready false"},
        BodyCase{"StatusFalse", R"({"status":false})", true, "false"},
        BodyCase{"NestedError", R"({"status":"error","error":{"code":7,"message":"token expired"}})", true,
                 "error: token expired"},
        BodyCase{"NestedChecks",
                 R"({"status":"DOWN","components":{"db":{"status":"UP"},"hubspot":{"status":"DOWN","error":"401"}}})",
                 true, "DOWN; hubspot DOWN: 401"},
        BodyCase{"List", R"(["a"])", false, R"(["a"])"},
        BodyCase{"HalfJson", R"({"status":"not_re)", false, R"({"status":"not_re)"},
        BodyCase{"ControlCharacters", "a\x1b[31mb\x07\tc", false, "a [31mb c"},
        BodyCase{"TurnedAround",
                 "a\xe2\x80\xae"
                 "b",
                 false, "ab"}),
    [](const auto &test) { return test.param.name; });

TEST(ProbeBody, IsCutAtFiveHundredCharacters)
{
    const QString words = readProbeBody(QByteArray(1'000'000, 'x')).words;
    EXPECT_EQ(words.size(), 500);
    EXPECT_TRUE(words.endsWith(QChar(u'\u2026')));
}

TEST(ProbeBody, SurvivesDeepNesting)
{
    const QByteArray deep = QByteArray(R"({"a":)").repeated(900) + "1" + QByteArray("}").repeated(900);
    EXPECT_FALSE(readProbeBody(deep).saysNotReady);
}

} // namespace
} // namespace hubwatch
