#include "sim/sim_hubspot_script.h"

#include "support/printers.h"

#include <gtest/gtest.h>
#include <map>

namespace hubwatch {
namespace {

constexpr TimePoint scriptStart{1'763'884'800s};

class SimScriptTest : public ::testing::Test
{
protected:
    SimScript script = {};
    Chance chance{7};

    std::optional<SimSpell> take(const QByteArray &path, TimePoint now = scriptStart)
    {
        return script.take(path, now, chance);
    }
};

TEST_F(SimScriptTest, UsesUpItsCalls)
{
    script.add(SimSpell{.kind = SimSpell::Kind::Failing, .status = 502, .count = 2});
    EXPECT_EQ(take("/a", scriptStart).value().status, 502);
    EXPECT_TRUE(take("/a", scriptStart + 24h));
    EXPECT_FALSE(take("/a", scriptStart));
}

TEST_F(SimScriptTest, EndsInTimeWhateverIsLeft)
{
    script.add(SimSpell{.count = 5, .until = scriptStart + 1min});
    EXPECT_TRUE(take("/a", scriptStart + 59s));
    EXPECT_FALSE(take("/a", scriptStart + 1min));
}

TEST_F(SimScriptTest, TakesTheFirstThatFits)
{
    script.add(SimSpell{.kind = SimSpell::Kind::Locked, .count = 1, .path = "/crm/"});
    script.add(SimSpell{.kind = SimSpell::Kind::Moving, .count = 1});
    EXPECT_EQ(take("/account-info", scriptStart).value().kind, SimSpell::Kind::Moving);
    EXPECT_EQ(take("/crm/objects", scriptStart).value().kind, SimSpell::Kind::Locked);
}

TEST_F(SimScriptTest, StrikesItsShareByEveryKind)
{
    script.add(SimStorm{.share = 0.25,
                        .spells = {{.kind = SimSpell::Kind::Lost}, {.kind = SimSpell::Kind::Reset}},
                        .path = "/crm/objects"});
    std::map<SimSpell::Kind, int> struck;
    for (int i = 0; i < 4000; ++i) {
        EXPECT_FALSE(take("/account-info"));
        if (const auto spell = take("/crm/objects/x"))
            ++struck[spell->kind];
    }
    EXPECT_NEAR(struck[SimSpell::Kind::Lost], 500, 80);
    EXPECT_NEAR(struck[SimSpell::Kind::Reset], 500, 80);
    EXPECT_EQ(script.struck(), struck[SimSpell::Kind::Lost] + struck[SimSpell::Kind::Reset]);
}

TEST_F(SimScriptTest, StrikesTheSameCallsForTheSameSeed)
{
    const auto pattern = [] {
        SimScript one;
        Chance seeded{3};
        one.add(SimStorm{.share = 0.5, .spells = {{.kind = SimSpell::Kind::Lost}, {.kind = SimSpell::Kind::Late}}});
        QByteArray struck;
        for (int i = 0; i < 200; ++i) {
            const auto spell = one.take("/", scriptStart, seeded);
            struck += !spell ? '.' : spell->kind == SimSpell::Kind::Lost ? 'l' : 'L';
        }
        return struck;
    };
    EXPECT_EQ(pattern(), pattern());
    EXPECT_TRUE(pattern().contains('L'));
}

TEST_F(SimScriptTest, AStormEndsByCountAndByTime)
{
    script.add(SimStorm{.share = 1, .spells = {{}}, .count = 2});
    EXPECT_TRUE(take("/"));
    EXPECT_TRUE(take("/"));
    EXPECT_FALSE(take("/"));
    script.add(SimStorm{.share = 1, .spells = {{}}, .until = scriptStart + 1min});
    EXPECT_TRUE(take("/", scriptStart + 59s));
    EXPECT_FALSE(take("/", scriptStart + 1min));
    script.add(SimStorm{.share = 1, .spells = {{}}});
    script.clear();
    EXPECT_FALSE(take("/"));
}

TEST_F(SimScriptTest, ASpellGoesBeforeAStorm)
{
    script.add(SimStorm{.share = 1, .spells = {{.kind = SimSpell::Kind::Lost}}});
    script.add(SimSpell{.kind = SimSpell::Kind::Daily, .count = 1});
    EXPECT_EQ(take("/").value().kind, SimSpell::Kind::Daily);
    EXPECT_EQ(take("/").value().kind, SimSpell::Kind::Lost);
}

TEST_F(SimScriptTest, KnowsItsWords)
{
    for (const QString &word : spellWords())
        EXPECT_TRUE(spellNamed(word)) << word.toStdString();
    EXPECT_EQ(spellNamed(QStringLiteral("521")).value().kind, SimSpell::Kind::EdgePage);
    EXPECT_FALSE(spellNamed(QStringLiteral("418")));
}

} // namespace
} // namespace hubwatch
