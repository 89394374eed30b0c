#include "support/canned_alerting.h"
#include "support/fake_console.h"
#include "support/printers.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/rules/cell_table.h"
#include "ui/rules/mute_dialog.h"
#include "ui/rules/mute_words.h"
#include "ui/rules/mutes_part.h"

#include <QPushButton>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

Snapshot mutedSnapshot()
{
    Snapshot snapshot = testing::alertingSnapshot();
    MuteState over = snapshot.alerting.mutes[0];
    over.mute.id = QStringLiteral("m0");
    over.mute.startsAt = snapshot.at - 2h;
    over.mute.endsAt = snapshot.at - 5min;
    over.active = false;
    over.span = std::nullopt;
    snapshot.alerting.mutes.push_back(over);
    snapshot.alerting.acks = {{.alert = {QStringLiteral("deals-sync"), QStringLiteral("api.latency_p99")},
                               .owner = QStringLiteral("kenji"),
                               .at = snapshot.at - 1min},
                              {.alert = {QStringLiteral("contacts-sync"), QStringLiteral("api.error_rate")},
                               .owner = QStringLiteral("anna"),
                               .note = QStringLiteral("rolling back"),
                               .at = snapshot.at - 2h,
                               .severity = Rule::Severity::Page,
                               .value = 0.072}};
    return snapshot;
}

class MutesPartTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        console.show(mutedSnapshot());
        part.resize(1168, 640);
        part.show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&part));
        table = part.findChild<CellTable *>(QStringLiteral("mutesTable"));
    }
    QPushButton *button(const char *name) { return part.findChild<QPushButton *>(QString::fromLatin1(name)); }
    QStringList column(const CellTable *from, int at)
    {
        QStringList texts;
        for (int row = 0; row < from->model()->rowCount(); ++row)
            texts << from->model()->index(row, at).data().toString();
        return texts;
    }

    testing::FakeConsole console;
    MutesPart part{console};
    CellTable *table = nullptr;
};

} // namespace

TEST_F(MutesPartTest, ListsActiveComingEndedAndForeignOnes)
{
    const QStringList first = column(table, 0);
    EXPECT_EQ(first[0], QStringLiteral("Active"));
    EXPECT_TRUE(first[1].contains(u"nightly-export"));
    EXPECT_EQ(first[2], QStringLiteral("Coming"));
    EXPECT_EQ(first[4], QStringLiteral("Ended"));
    EXPECT_TRUE(first[6].contains(u"Alertmanager"));
    EXPECT_EQ(column(table, 5)[1], QStringLiteral("4"));
    EXPECT_EQ(column(table, 6)[1], QStringLiteral("1"));
    EXPECT_EQ(column(table, 1)[1], QStringLiteral("active, 18 min left"));
}

TEST_F(MutesPartTest, ExtendsEndsAndRenews)
{
    table->pick(QStringLiteral("m:m1"));
    EXPECT_FALSE(button("renewMuteButton")->isEnabled());
    QTest::keyClick(table, Qt::Key_E);
    ASSERT_EQ(console.alertDesk.muted.size(), 1u);
    EXPECT_EQ(console.alertDesk.muted[0].id, QStringLiteral("m1"));
    EXPECT_EQ(console.alertDesk.muted[0].endsAt, testing::cannedNow() + 18min + 1h);
    EXPECT_FALSE(part.settled());
    emit console.alertDesk.done(
        {.command = AlertOutcome::Command::Mute, .good = true, .words = QStringLiteral("muted until 11:00")});
    EXPECT_TRUE(part.settled());
    EXPECT_EQ(part.findChild<MarkedSentence *>(QStringLiteral("mutesOutcome"))->sentence().word,
              QStringLiteral("muted until 11:00"));
    button("endMuteButton")->click();
    EXPECT_EQ(console.alertDesk.endedMutes, QStringList{QStringLiteral("m1")});
    table->pick(QStringLiteral("m:m0"));
    button("renewMuteButton")->click();
    ASSERT_EQ(console.alertDesk.muted.size(), 2u);
    EXPECT_TRUE(console.alertDesk.muted[1].id.isEmpty());
    EXPECT_EQ(console.alertDesk.muted[1].endsAt, testing::cannedNow() + 115min) << "as long as it was";
}

TEST_F(MutesPartTest, LeavesSilencesOfAnAlertmanagerAlone)
{
    table->pick(QStringLiteral("s:0b1c"));
    for (const char *name : {"extendMuteButton", "endMuteButton", "renewMuteButton"})
        EXPECT_FALSE(button(name)->isEnabled()) << name;
}

TEST_F(MutesPartTest, ShowsTheOldestAcknowledgementFirstAndEndsIt)
{
    auto *acks = part.findChild<CellTable *>(QStringLiteral("acksTable"));
    EXPECT_EQ(column(acks, 3), (QStringList{QStringLiteral("anna"), QStringLiteral("kenji")}));
    EXPECT_EQ(column(acks, 5)[0], QStringLiteral("2 h"));
    button("endAckButton")->click();
    ASSERT_EQ(console.alertDesk.unacknowledged.size(), 1u);
    EXPECT_EQ(console.alertDesk.unacknowledged[0].service, QStringLiteral("contacts-sync"));
}

TEST_F(MutesPartTest, OpensTheDialogByKey)
{
    QTest::keyClick(table, Qt::Key_N);
    EXPECT_NE(part.findChild<MuteDialog *>(QStringLiteral("muteDialog")), nullptr);
}

TEST(MuteWordsTest, NamesTheDayOnlyWhenItIsAnother)
{
    const TimePoint now = testing::cannedNow(); // 09:41 in Japan
    EXPECT_EQ(endText(now + 1h, now), QStringLiteral("10:41"));
    EXPECT_EQ(endText(tomorrowMorning(now), now), QStringLiteral("Tue 24 Nov 09:00"));
    EXPECT_EQ(muteScheduleWords({.startsAt = now, .endsAt = now + 1h}, now), QStringLiteral("until 10:41"));
}

} // namespace hubwatch::ui
