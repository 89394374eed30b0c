#include "sim/sim_hubspot_answers.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const ServedRequest request{.method = "GET", .path = "/x"};
const SimCall answersCall{request, TimePoint(1'763'884'800s), QStringLiteral("0000-1111")};

TEST(SimAnswers, WordErrorsAsHubSpotDoes)
{
    EXPECT_EQ(errorReply(answersCall, 409, QStringLiteral("CONFLICT"), QStringLiteral("Contact already exists.")).body,
              QByteArray("{\"category\":\"CONFLICT\",\"correlationId\":\"0000-1111\",\"message\":\"Contact already "
                         "exists.\",\"status\":\"error\"}"));
    EXPECT_FALSE(errorReply(answersCall, 404, {}, {}).body.contains("category"));
}

TEST(SimAnswers, NameThePolicyOfALimitWithoutACategory)
{
    const ServedReply daily = limitReply(answersCall, QStringLiteral("DAILY"));
    EXPECT_EQ(daily.status, 429);
    EXPECT_TRUE(daily.body.contains("\"policyName\":\"DAILY\""));
    EXPECT_FALSE(daily.body.contains("category"));
    EXPECT_FALSE(limitReply(answersCall, {}).body.contains("policyName"));
}

TEST(SimAnswers, LeaveHangingAndCuttingToTheServer)
{
    EXPECT_FALSE(spellReply({.kind = SimSpell::Kind::Hanging}, answersCall));
    EXPECT_FALSE(spellReply({.kind = SimSpell::Kind::CutShort}, answersCall));
    EXPECT_TRUE(spellReply({.kind = SimSpell::Kind::Failing, .status = 503}, answersCall));
}

} // namespace
} // namespace hubwatch
