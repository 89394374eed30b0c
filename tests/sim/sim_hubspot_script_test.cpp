#include "sim/sim_hubspot_script.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

constexpr TimePoint scriptStart{1'763'884'800s};

TEST(SimScript, UsesUpItsCalls)
{
    SimScript script;
    script.add({.kind = SimSpell::Kind::Failing, .status = 502, .count = 2});
    EXPECT_EQ(script.take("/a", scriptStart).value().status, 502);
    EXPECT_TRUE(script.take("/a", scriptStart + 24h));
    EXPECT_FALSE(script.take("/a", scriptStart));
}

TEST(SimScript, EndsInTimeWhateverIsLeft)
{
    SimScript script;
    script.add({.count = 5, .until = scriptStart + 1min});
    EXPECT_TRUE(script.take("/a", scriptStart + 59s));
    EXPECT_FALSE(script.take("/a", scriptStart + 1min));
}

TEST(SimScript, TakesTheFirstThatFits)
{
    SimScript script;
    script.add({.kind = SimSpell::Kind::Locked, .count = 1, .path = "/crm/"});
    script.add({.kind = SimSpell::Kind::Moving, .count = 1});
    EXPECT_EQ(script.take("/account-info", scriptStart).value().kind, SimSpell::Kind::Moving);
    EXPECT_EQ(script.take("/crm/objects", scriptStart).value().kind, SimSpell::Kind::Locked);
}

TEST(SimScript, KnowsItsWords)
{
    for (const QString &word : spellWords())
        EXPECT_TRUE(spellNamed(word)) << word.toStdString();
    EXPECT_EQ(spellNamed(QStringLiteral("521")).value().kind, SimSpell::Kind::EdgePage);
    EXPECT_FALSE(spellNamed(QStringLiteral("418")));
}

} // namespace
} // namespace hubwatch
