#include "workspace/checklist_items.h"

#include "support/printers.h"

#include <QSet>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(ShippedItems, AreTheFifteenOfTheHandbook)
{
    QStringList ids;
    QStringList groups;
    for (const ChecklistItem &item : shippedItems()) {
        ids += item.id;
        if (!groups.contains(item.group))
            groups += item.group;
        EXPECT_TRUE(item.shipped);
        EXPECT_FALSE(item.why.isEmpty() || item.how.isEmpty() || item.remedy.isEmpty() || item.effort.isEmpty())
            << item.id.toStdString();
        EXPECT_TRUE(item.meanings.contains(Outcome::Pass) && item.meanings.contains(Outcome::Fail))
            << item.id.toStdString();
    }
    EXPECT_EQ(ids.size(), 15);
    EXPECT_EQ(QSet<QString>(ids.begin(), ids.end()).size(), 15);
    EXPECT_EQ(groups.join(u'|'), QStringLiteral("Security|Error handling|Performance|Monitoring|Test"));
}

TEST(OwnItems, AreReadWithTheirOptions)
{
    const auto items
        = parseItems("[[items]]\nid = \"backup.restored\"\ngroup = \"Recovery\"\n"
                     "title = \"A backup was restored\"\nprobe = \"hand\"\nfresh = \"90d\"\n"
                     "[[items]]\nid = \"version\"\ngroup = \"Recovery\"\ntitle = \"Says its version\"\n"
                     "probe = \"http\"\noptions = { path = \"/version\", status = \"200\" }\nfrom = \"A\"\n",
                     QStringLiteral("checks.toml"), shippedItems());
    ASSERT_TRUE(items) << items.error().detail.toStdString();
    ASSERT_EQ(items->size(), 2u);
    EXPECT_TRUE(items->front().byHand);
    EXPECT_EQ(items->front().fresh, 90 * 24h);
    EXPECT_EQ(items->back().from, ReadinessLevel::A);
    EXPECT_EQ(items->back().options.at(QStringLiteral("path")), QStringLiteral("/version"));
    EXPECT_FALSE(items->back().shipped);
}

struct WrongItem {
    const char *name;
    const char *toml;
    const char *complaint;
};

class WrongItemTest : public ::testing::TestWithParam<WrongItem>
{ };

TEST_P(WrongItemTest, IsNamedWithItsLine)
{
    const auto items = parseItems(GetParam().toml, QStringLiteral("checks.toml"), shippedItems());
    ASSERT_FALSE(items);
    EXPECT_EQ(items.error().kind, Error::Kind::Malformed);
    EXPECT_EQ(items.error().detail.toStdString(), GetParam().complaint);
}

#define HEAD "[[items]]\nid = \"a\"\ngroup = \"G\"\ntitle = \"T\"\n"
INSTANTIATE_TEST_SUITE_P(
    Files, WrongItemTest,
    ::testing::Values(
        WrongItem{"NoToml", "items = [", "checks.toml:1: Error while parsing array: encountered end-of-file"},
        WrongItem{"NoItem", "", "checks.toml:1: no [[items]] block; add one"},
        WrongItem{"MistypedProbe", HEAD "probe = \"htp\"\n",
                  "checks.toml:5: items[0].probe: unknown \"htp\"; did you mean \"http\"?"},
        WrongItem{"ProbeOfOurs", HEAD "probe = \"secrets\"\n",
                  "checks.toml:5: items[0].probe: unknown \"secrets\"; valid here: \"http\", \"file\", \"command\", "
                  "\"metric\", \"hand\" or \"results\""},
        WrongItem{"TakenId", "[[items]]\nid = \"test.load\"\ngroup = \"G\"\ntitle = \"T\"\nprobe = \"hand\"\n",
                  "checks.toml:2: items[0].id: \"test.load\" is taken; choose another"},
        WrongItem{"LoudId", "[[items]]\nid = \"Load\"\ngroup = \"G\"\ntitle = \"T\"\nprobe = \"hand\"\n",
                  "checks.toml:2: items[0].id: expected an id such as \"backup.restored\" (small letters, digits, "
                  "dots), found \"Load\""},
        WrongItem{"UnknownKey", HEAD "probe = \"hand\"\nowner = \"ann\"\n",
                  "checks.toml:6: items[0].owner: unknown key; valid here: id, group, title, why, how, probe, options, "
                  "pass, warn, fail, remedy, effort, from, fresh, by_hand, imports"}),
    [](const auto &test) { return test.param.name; });
#undef HEAD

} // namespace
} // namespace hubwatch
