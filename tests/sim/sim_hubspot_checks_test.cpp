#include "sim/sim_hubspot_checks.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

ServedRequest typed(const char *type, const char *body)
{
    return {.method = "POST", .path = "/x", .headers = {{"Content-Type", type}}, .body = body};
}

int jsonStatus(const ServedRequest &request)
{
    const SimChecked<QJsonObject> body = jsonBody({request, {}, QStringLiteral("id")});
    return body ? 200 : body.error().status;
}

TEST(SimChecks, WantJsonThatSaysItIsJson)
{
    EXPECT_EQ(jsonStatus(typed("application/json; charset=utf-8", "{}")), 200);
    EXPECT_EQ(jsonStatus(typed("text/plain", "{}")), 415);
    EXPECT_EQ(jsonStatus(typed("application/json", "[]")), 400);
    EXPECT_EQ(jsonStatus(typed("application/json", "")), 400);
}

TEST(SimChecks, ReadFormsStrictly)
{
    const auto fields = formBody(typed("application/x-www-form-urlencoded", "a=1%2B2&b=x+y&c="));
    ASSERT_TRUE(fields);
    EXPECT_EQ(fields->value(QStringLiteral("a")), QStringLiteral("1+2"));
    EXPECT_EQ(fields->value(QStringLiteral("b")), QStringLiteral("x y"));
    EXPECT_FALSE(formBody(typed("application/json", "a=1")));
}

TEST(SimChecks, BoundTheNumbersOfAQuery)
{
    const ServedRequest request{.path = "/x", .query = "limit=20&bad=x"};
    const SimCall call{request, {}, QStringLiteral("id")};
    EXPECT_EQ(queryNumber(call, QStringLiteral("limit"), 5, 1, 20).value(), 20);
    EXPECT_EQ(queryNumber(call, QStringLiteral("absent"), 5, 1, 20).value(), 5);
    EXPECT_EQ(queryNumber(call, QStringLiteral("limit"), 5, 1, 19).error().status, 400);
    EXPECT_EQ(queryNumber(call, QStringLiteral("bad"), 5, 1, 19).error().status, 400);
}

TEST(SimChecks, FindTheBearer)
{
    EXPECT_EQ(bearerOf({.headers = {{"authorization", "Bearer abc"}}}), QStringLiteral("abc"));
    EXPECT_EQ(bearerOf({.headers = {{"Authorization", "Basic abc"}}}), QString());
}

} // namespace
} // namespace hubwatch
