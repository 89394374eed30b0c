#include "ui/tray/tray_words.h"

#include "support/printers.h"
#include "support/window_states.h"
#include "ui/now/busy_night.h"

#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

TrayWords wordsOf(const Snapshot &snapshot, std::optional<TimePoint> blindSince = {})
{
    return trayWords(snapshot, boardOf(snapshot), blindSince);
}

Snapshot allTakenOn()
{
    Snapshot snapshot = testing::stormOf(1, 1);
    snapshot.alerting.acks = {{.alert = idOf(snapshot.services[0].alerts[0]), .owner = QStringLiteral("anna")}};
    return snapshot;
}

Snapshot unsafe()
{
    Snapshot snapshot = testing::quietSnapshot();
    snapshot.alerting.fault = QStringLiteral("disk full");
    return snapshot;
}

Snapshot pendingOnly()
{
    Snapshot snapshot = testing::stormOf(1, 1);
    snapshot.services[0].alerts[0].state = Alert::State::Pending;
    return snapshot;
}

struct TrayCase {
    const char *name;
    Snapshot snapshot;
    bool blind;
    Mark mark;
    int count;
};

class TrayWordsTest : public ::testing::TestWithParam<TrayCase>
{ };

} // namespace

TEST_P(TrayWordsTest, ShowsTheWorstState)
{
    const TrayCase &test = GetParam();
    const TrayWords words = wordsOf(test.snapshot, test.blind ? std::optional(testing::cannedNow()) : std::nullopt);
    EXPECT_EQ(words.mark, test.mark) << words.tip.toStdString();
    EXPECT_EQ(words.count, test.count);
    EXPECT_FALSE(words.tip.isEmpty());
}

INSTANTIATE_TEST_SUITE_P(States, TrayWordsTest,
                         ::testing::Values(TrayCase{"Loading", {}, false, Mark::NotYet, 0},
                                           TrayCase{"Quiet", testing::quietSnapshot(), false, Mark::Good, 0},
                                           TrayCase{"Blind", testing::quietSnapshot(), true, Mark::Blind, 0},
                                           TrayCase{"BlindHidesTheCount", testing::busyNight(), true, Mark::Blind, 0},
                                           TrayCase{"Busy", testing::busyNight(), false, Mark::Bad, 1},
                                           TrayCase{"Storm", testing::stormOf(20, 2), false, Mark::Bad, 20},
                                           TrayCase{"AllTakenOn", allTakenOn(), false, Mark::Warn, 0},
                                           TrayCase{"PendingOnly", pendingOnly(), false, Mark::Pending, 0},
                                           TrayCase{"NothingIsSafe", unsafe(), false, Mark::Bad, 0}),
                         [](const auto &test) { return test.param.name; });

TEST(TrayWordsTextTest, NamesTheThreeWorst)
{
    const TrayWords words = wordsOf(testing::stormOf(20, 2));
    ASSERT_EQ(words.worst.size(), 3u);
    EXPECT_EQ(words.worst[0].toTakeOn.size(), 2u);
    EXPECT_EQ(words.tip.section(u'\n', 0, 0), QStringLiteral("Hubwatch: 20 firing"));
    EXPECT_EQ(words.tip.count(u'\n'), 4);
    EXPECT_TRUE(words.tip.endsWith(u"17 more"));
    EXPECT_EQ(wordsOf(testing::quietSnapshot()).tip, QStringLiteral("Hubwatch: nothing fires"));
}

TEST(TrayWordsTextTest, SaysWhoHasIt)
{
    const TrayWords words = wordsOf(allTakenOn());
    ASSERT_EQ(words.worst.size(), 1u);
    EXPECT_TRUE(words.worst[0].text.endsWith(u"acknowledged by anna")) << words.worst[0].text.toStdString();
    EXPECT_TRUE(words.worst[0].toTakeOn.empty());
}

TEST(TroubleLevelsTest, AreOfWhatFiresAndNobodyHas)
{
    const Snapshot snapshot = testing::busyNight();
    const QHash<QString, int> levels = troubleLevels(boardOf(snapshot), std::nullopt);
    EXPECT_EQ(levels, (QHash<QString, int>{{QStringLiteral("alert/contacts-sync/api.error_rate"), 3}}));
    EXPECT_EQ(troubleLevels(boardOf(snapshot), snapshot.at), (QHash<QString, int>{{QStringLiteral("blind"), 3}}));
}

TEST(TitleWithCountTest, CountsOnlyWhereThereIsSomething)
{
    EXPECT_EQ(titleWithCount(QStringLiteral("Hubwatch"), 2), QStringLiteral("(2) Hubwatch"));
    EXPECT_EQ(titleWithCount(QStringLiteral("Hubwatch"), 0), QStringLiteral("Hubwatch"));
}

} // namespace hubwatch::ui
