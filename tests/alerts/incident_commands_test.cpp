#include "alerts/incident_book.h"

#include "alerts/judged.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using testing::firingAlert;
using testing::incidentStart;
using testing::latin;
using testing::ruleOn;
using Kind = IncidentChange::Kind;
using Severity = Rule::Severity;
using CommandState = Incident::State;

const TimePoint later = incidentStart + 10min;

class IncidentCommandsTest : public ::testing::Test
{
protected:
    IncidentCommandsTest() { move(Alert::State::Firing, incidentStart); }

    void move(Alert::State state, TimePoint at)
    {
        Alert alert = firingAlert(latin("crm"), rule);
        alert.state = state;
        book.take({.at = at, .alert = alert}, rule, {}, nullptr);
    }
    static QString text(const Result<IncidentChange> &change)
    {
        return change ? change->text : QStringLiteral("no: ") + change.error().detail;
    }

    const Rule rule = ruleOn("api.error_rate", Severity::Notify);
    IncidentBook book;
    const QString ops = latin("ops");
};

TEST_F(IncidentCommandsTest, RefusesWhatIsNotThere)
{
    const QString no = latin("no: there is no incident #7: it may be older than 90 days");
    EXPECT_EQ(text(book.acknowledge(7, ops, {}, later)), no);
    EXPECT_EQ(text(book.unacknowledge(7, {}, later)), no);
    EXPECT_EQ(text(book.note(7, ops, latin("x"), later)), no);
    EXPECT_EQ(text(book.own(7, ops, later)), no);
    EXPECT_EQ(text(book.regrade(7, Severity::Page, later)), no);
    EXPECT_EQ(text(book.close(7, ops, later)), no);
    EXPECT_EQ(book.close(7, ops, later).error().kind, Error::Kind::Rejected);
}

TEST_F(IncidentCommandsTest, AcknowledgesWithANote)
{
    const auto change = book.acknowledge(1, ops, latin(" looking "), later);
    EXPECT_EQ(text(change), latin("#1 acknowledged by ops: looking"));
    EXPECT_EQ(change->kind, Kind::Acknowledged);
    EXPECT_EQ(change->incident.state, CommandState::Acknowledged);
    EXPECT_EQ(change->incident.owner, ops);
    EXPECT_EQ(change->incident.acknowledgedAt, later);
    ASSERT_EQ(change->incident.notes.size(), 1u);
    EXPECT_EQ(change->incident.notes[0].text, latin("looking"));
    EXPECT_EQ(text(book.acknowledge(1, latin("night shift"), {}, later)), latin("#1 acknowledged by night shift"));
    EXPECT_EQ(book.find(1)->notes.size(), 1u);
}

TEST_F(IncidentCommandsTest, EndsAnAcknowledgementByGrowthOrByHand)
{
    EXPECT_EQ(text(book.unacknowledge(1, {}, later)),
              latin("no: #1 is not acknowledged: there is nothing to take back"));
    ASSERT_TRUE(book.acknowledge(1, ops, {}, later).has_value());
    const auto worse = book.unacknowledge(1, latin("the error rate grew from 7.2 % to 18 %"), later);
    EXPECT_EQ(text(worse), latin("#1 is no longer acknowledged: the error rate grew from 7.2 % to 18 %"));
    EXPECT_EQ(worse->kind, Kind::Worse);
    EXPECT_EQ(worse->incident.state, CommandState::Open);
    EXPECT_EQ(worse->incident.owner, ops) << "whose it is";
    ASSERT_TRUE(book.acknowledge(1, ops, {}, later).has_value());
    const auto back = book.unacknowledge(1, {}, later);
    EXPECT_EQ(text(back), latin("#1 given back by ops"));
    EXPECT_EQ(back->kind, Kind::Owned);
    EXPECT_EQ(back->incident.owner, QString());
}

TEST_F(IncidentCommandsTest, KeepsNotesOwnersAndGrades)
{
    EXPECT_EQ(text(book.note(1, ops, latin("rolled back\n"), later)), latin("#1, ops: rolled back"));
    EXPECT_TRUE(text(book.note(1, ops, latin("  "), later)).startsWith(latin("no: a note without words")));
    EXPECT_EQ(book.find(1)->notes.size(), 1u);
    EXPECT_EQ(text(book.own(1, ops, later)), latin("#1 is owned by ops"));
    EXPECT_EQ(text(book.own(1, {}, later)), latin("#1 is owned by nobody"));
    EXPECT_EQ(text(book.regrade(1, Severity::Ticket, later)), latin("#1 regraded from notify to ticket"));
    EXPECT_EQ(book.find(1)->severity, Severity::Ticket);
}

TEST_F(IncidentCommandsTest, ClosesOnlyWhatNoLongerFires)
{
    EXPECT_EQ(text(book.close(1, ops, later)), latin("no: #1 still fires: mute it, or mend it"));
    EXPECT_EQ(book.find(1)->state, CommandState::Open);
    move(Alert::State::Resolved, later);
    EXPECT_EQ(text(book.close(1, ops, later)), latin("no: #1 is resolved already"));
    EXPECT_EQ(text(book.acknowledge(1, ops, {}, later)),
              latin("no: #1 is resolved: there is nothing left to acknowledge"));
    EXPECT_EQ(text(book.note(1, ops, latin("post-mortem"), later)), latin("#1, ops: post-mortem"));
}

TEST_F(IncidentCommandsTest, OpensByHandAndClosesByHand)
{
    const IncidentChange opened = book.open(latin("imports look odd"), Severity::Ticket, {latin("crm")}, ops, later);
    EXPECT_EQ(opened.text, latin("#2 opened: imports look odd by ops"));
    EXPECT_EQ(opened.incident.openedBy, ops);
    EXPECT_EQ(opened.incident.key, QString());
    const IncidentChange second = book.open(latin(" "), Severity::Ticket, {}, {}, later);
    EXPECT_EQ(second.incident.title, latin("without a title"));
    EXPECT_NE(second.incident.openedBy, QString()) << "a rule did not";
    move(Alert::State::Resolved, later);
    EXPECT_EQ(book.find(2)->state, CommandState::Open);
    const auto closed = book.close(2, ops, later + 1h);
    EXPECT_EQ(text(closed), latin("#2 resolved after 1h: imports look odd, closed by ops"));
    EXPECT_EQ(closed->kind, Kind::Resolved);
}

} // namespace
} // namespace hubwatch
