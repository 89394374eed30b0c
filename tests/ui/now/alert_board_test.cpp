#include "ui/now/alert_groups.h"

#include "support/printers.h"
#include "ui/now/busy_night.h"
#include "ui/now/card_texts.h"
#include "ui/now/told_words.h"

#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

QStringList keysOf(const std::vector<CardText> &cards)
{
    QStringList keys;
    for (const CardText &card : cards)
        keys << card.key;
    return keys;
}

} // namespace

TEST(AlertBoardTest, PutsEveryAlertInOnePlace)
{
    const Snapshot snapshot = testing::busyNight();
    const AlertBoard board = boardOf(snapshot);
    ASSERT_EQ(board.groups.size(), 3u);
    EXPECT_EQ(board.groups[0].key, QStringLiteral("alert/contacts-sync/api.error_rate"));
    EXPECT_EQ(board.groups[1].key, QStringLiteral("alert/deals-sync/api.latency_p99"));
    EXPECT_EQ(board.groups[2].key, QStringLiteral("alert/webhook-receiver/api.rate_limited"))
        << "what is taken on stands below what only may fire";
    ASSERT_NE(board.groups[2].ack, nullptr);
    EXPECT_EQ(board.groups[2].ack->owner, QStringLiteral("kenji"));
    ASSERT_EQ(board.hidden.size(), 2u);
    ASSERT_EQ(board.muted.size(), 1u);
    EXPECT_EQ(board.muted[0].service->config.name, QStringLiteral("nightly-export"));
    EXPECT_EQ(board.alerts(), liveAlerts(snapshot).size());
    EXPECT_EQ(board.loud(), 1);
}

TEST(AlertBoardTest, AGroupIsTakenOnOnlyWhenAllOfItThatFiresIs)
{
    Snapshot snapshot = testing::stormOf(1, 2);
    snapshot.alerting.acks = {{.alert = idOf(snapshot.services[0].alerts[0]), .owner = QStringLiteral("anna")}};
    EXPECT_EQ(boardOf(snapshot).groups[0].ack, nullptr);
    EXPECT_EQ(boardOf(snapshot).loud(), 1);
    snapshot.services[0].alerts[1].state = Alert::State::Pending;
    EXPECT_NE(boardOf(snapshot).groups[0].ack, nullptr);
    EXPECT_EQ(boardOf(snapshot).loud(), 0);
}

TEST(AlertBoardTest, AMuteThatDoesNotHoldMutesNothing)
{
    Snapshot snapshot = testing::busyNight();
    snapshot.alerting.mutes[0].active = false;
    EXPECT_TRUE(boardOf(snapshot).muted.empty());
    EXPECT_EQ(boardOf(snapshot).loud(), 2);
}

TEST(AlertCardsTest, ShowsWhatIsHiddenUnderItsCause)
{
    const Snapshot snapshot = testing::busyNight();
    const std::vector<CardText> cards = alertCards(snapshot, boardOf(snapshot));
    EXPECT_EQ(keysOf(cards),
              (QStringList{QStringLiteral("alert/contacts-sync/api.error_rate"),
                           QStringLiteral("alert/deals-sync/api.latency_p99"),
                           QStringLiteral("cause/token of prod is refused"),
                           QStringLiteral("alert/webhook-receiver/api.rate_limited")}));
    EXPECT_EQ(cards[0].foldWord, QStringLiteral("hides 1 alert"));
    ASSERT_EQ(cards[0].below.size(), 1u);
    EXPECT_EQ(cards[2].title, QStringLiteral("Hidden by: token of prod is refused"));
    EXPECT_EQ(cards[2].mark, Mark::Bad);
    EXPECT_EQ(cards[2].below.size(), 2u);
    EXPECT_TRUE(cards[2].toTakeOn.empty()) << "what nobody is told of is not taken on";
    EXPECT_TRUE(cards[3].quiet);
    EXPECT_TRUE(cards[3].toTakeOn.empty());
}

TEST(AlertCardsTest, SaysWhoWasToldAndWhoHasIt)
{
    const Snapshot snapshot = testing::busyNight();
    const std::vector<CardText> cards = alertCards(snapshot, boardOf(snapshot));
    EXPECT_TRUE(
        cards[0].line.startsWith(u"firing since 09:37:57 · paged oncall 09:38:02, delivered · told team 09:39:07, not "
                                 u"delivered, tried again 09:41:19 · n = "))
        << cards[0].line.toStdString();
    EXPECT_FALSE(cards[0].line.contains(u"hook")) << "what was refused before it fired was of another time";
    EXPECT_EQ(cards[0].incident, 18);
    EXPECT_TRUE(cards[3].line.startsWith(u"acknowledged by kenji 09:19, 22 min ago: import runs until ten\n"))
        << cards[3].line.toStdString();
    EXPECT_EQ(cards[1].incident, 0);
}

TEST(AlertCardsTest, BelievesNoDeliveryOfAnEarlierTime)
{
    Snapshot snapshot = testing::busyNight();
    for (ServiceState &service : snapshot.services) {
        for (Alert &alert : service.alerts)
            alert.firedAt = snapshot.at;
    }
    const std::vector<CardText> cards = alertCards(snapshot, boardOf(snapshot));
    EXPECT_FALSE(cards[0].line.contains(u"paged")) << cards[0].line.toStdString();
}

TEST(AlertCardsTest, ReadsDeliveriesThatOnlyTheHistoryKnows)
{
    Snapshot snapshot = testing::busyNight();
    for (RouteState &route : snapshot.alerting.routes) {
        route.last.reset();
        route.lastGood.reset();
    }
    Event event{.at = snapshot.at - 3min, .kind = Event::Kind::Delivery};
    event.service = QStringLiteral("contacts-sync");
    event.subject = QStringLiteral("oncall");
    event.to = resultText(LedgerEntry::Result::Delivered);
    snapshot.events.insert(snapshot.events.begin(), event);
    const AlertBoard board = boardOf(snapshot);
    EXPECT_EQ(toldText(board.groups[0], snapshot), QStringLiteral("paged oncall 09:38:07, delivered"));
    EXPECT_TRUE(toldText(board.groups[1], snapshot).isEmpty()) << "what is pending was told to nobody";
}

TEST(MutedCardTest, IsOneLineWithACount)
{
    const Snapshot snapshot = testing::busyNight();
    const AlertBoard board = boardOf(snapshot);
    const auto card = mutedCard(board, snapshot.at);
    ASSERT_TRUE(card.has_value());
    EXPECT_EQ(card->title, QStringLiteral("1 muted"));
    EXPECT_TRUE(card->quiet);
    EXPECT_FALSE(mutedCard({}, snapshot.at).has_value());
}

TEST(HideBelowTest, PutsWhatALostNetworkHidesUnderItsCard)
{
    Snapshot snapshot = testing::busyNight();
    snapshot.console.network = ConsoleState::Network::Lost;
    for (Inhibition &inhibition : snapshot.alerting.inhibitions) {
        inhibition.by.reset();
        inhibition.cause.kind = Cause::Kind::Network;
        inhibition.why = QStringLiteral("this machine has no network");
    }
    AlertBoard board = boardOf(snapshot);
    std::vector<CardText> cards = troubleCards(snapshot);
    hideBelow(cards, board, snapshot.at);
    ASSERT_EQ(cards.size(), 1u);
    EXPECT_EQ(cards[0].below.size(), 3u);
    EXPECT_TRUE(board.hidden.empty());
}

namespace {

struct FilterCase {
    const char *name;
    const char *text;
    size_t alerts;
};

class AlertFilterTest : public ::testing::TestWithParam<FilterCase>
{ };

} // namespace

TEST_P(AlertFilterTest, LetsThrough)
{
    Snapshot snapshot = testing::busyNight();
    const auto filter = AlertFilter::read(QString::fromLatin1(GetParam().text));
    ASSERT_TRUE(filter.has_value());
    EXPECT_EQ(boardOf(snapshot, *filter).alerts(), GetParam().alerts);
}

INSTANTIATE_TEST_SUITE_P(Texts, AlertFilterTest,
                         ::testing::Values(FilterCase{"Nothing", "", 7}, FilterCase{"Spaces", "   ", 7},
                                           FilterCase{"AWord", "contacts", 2}, FilterCase{"InAnyCase", "CONTACTS", 2},
                                           FilterCase{"AllWordsMustOccur", "contacts burn", 1},
                                           FilterCase{"ASeverity", "ticket", 2}, FilterCase{"NoSuch", "zebra", 0},
                                           FilterCase{"AMatcher", "service=contacts-sync", 2},
                                           FilterCase{"AnExpression", "service=~\".*-sync\"", 3},
                                           FilterCase{"TwoMatchers", "service=~\".*-sync\", severity=page", 2}),
                         [](const auto &test) { return test.param.name; });

TEST(AlertFilterErrorTest, SaysWhereItCannotBeRead)
{
    const auto filter = AlertFilter::read(QStringLiteral("service=~\"(\""));
    ASSERT_FALSE(filter.has_value());
    EXPECT_FALSE(filter.error().detail.isEmpty());
}

} // namespace hubwatch::ui
