#include "sim/sim_pager.h"

#include "support/manual_clock.h"
#include "support/printers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using State = SimPage::State;

class SimPagerTest : public ::testing::Test
{
protected:
    testing::ManualClock clock;
    SimPager pager{clock, 1};
    int status = 0;

    QJsonObject send(const QByteArray &body, const QByteArray &type = "application/json")
    {
        const ServedReply reply = pager.answer(
            {.method = "POST", .path = "/v2/enqueue", .headers = {{"Content-Type", type}}, .body = body}, clock.now());
        status = reply.status;
        return QJsonDocument::fromJson(reply.body).object();
    }
    /// An event that is good, but for what `change` does to it.
    QByteArray event(const char *action,
                     const std::function<void(QJsonObject &event, QJsonObject &payload)> &change = {})
    {
        QJsonObject payload{{QStringLiteral("summary"), QStringLiteral("s")},
                            {QStringLiteral("source"), QStringLiteral("a")},
                            {QStringLiteral("severity"), QStringLiteral("critical")}};
        QJsonObject json{{QStringLiteral("routing_key"), pager.routingKey()},
                         {QStringLiteral("event_action"), QLatin1StringView(action)},
                         {QStringLiteral("dedup_key"), QStringLiteral("k")}};
        if (change)
            change(json, payload);
        if (!json.contains(QStringLiteral("payload")))
            json.insert(QStringLiteral("payload"), payload);
        return QJsonDocument(json).toJson(QJsonDocument::Compact);
    }
};

TEST_F(SimPagerTest, CountsByKey)
{
    EXPECT_EQ(send(event("trigger"))[QStringLiteral("dedup_key")].toString(), QStringLiteral("k"));
    EXPECT_EQ(status, 202);
    send(event("trigger"));
    send(event("acknowledge"));
    const SimPage &page = pager.pages().at(QStringLiteral("k"));
    EXPECT_EQ(page.state, State::Acknowledged);
    EXPECT_EQ(page.triggers, 2);
    EXPECT_EQ(page.opened, 1) << "a second trigger of the same key rings nobody";
    send(event("resolve"));
    EXPECT_EQ(page.state, State::Resolved);
    send(event("trigger"));
    EXPECT_EQ(page.opened, 2);
}

TEST_F(SimPagerTest, TakesActionsInAnyOrder)
{
    send(event("resolve"));
    EXPECT_EQ(status, 202);
    EXPECT_EQ(pager.pages().at(QStringLiteral("k")).opened, 0);
    send(event("acknowledge"));
    EXPECT_EQ(status, 202);
    EXPECT_EQ(pager.pages().at(QStringLiteral("k")).state, State::Resolved);
}

struct BadEvent {
    const char *name;
    std::function<void(QJsonObject &event, QJsonObject &payload)> change;
    const char *fault;
};

void PrintTo(const BadEvent &event, std::ostream *out)
{
    *out << event.name;
}

class BadPagerEventTest : public SimPagerTest, public ::testing::WithParamInterface<BadEvent>
{ };

TEST_P(BadPagerEventTest, IsRefusedWithAReason)
{
    const QJsonObject answer = send(event("trigger", GetParam().change));
    EXPECT_EQ(status, 400);
    EXPECT_EQ(answer[QStringLiteral("status")].toString(), QStringLiteral("invalid event"));
    EXPECT_TRUE(
        answer[QStringLiteral("errors")].toArray().at(0).toString().contains(QLatin1StringView(GetParam().fault)))
        << QJsonDocument(answer).toJson().toStdString();
    EXPECT_TRUE(pager.pages().empty());
}

INSTANTIATE_TEST_SUITE_P(
    Events, BadPagerEventTest,
    ::testing::Values(
        BadEvent{"NoKey", [](auto &e, auto &) { e.remove(QStringLiteral("routing_key")); }, "'routing_key' is missing"},
        BadEvent{"ShortKey", [](auto &e, auto &) { e[QStringLiteral("routing_key")] = QStringLiteral("abc"); },
                 "should be 32 characters"},
        BadEvent{"OtherKey", [](auto &e, auto &) { e[QStringLiteral("routing_key")] = QString(32, u'a'); },
                 "Invalid routing key"},
        BadEvent{"NoAction", [](auto &e, auto &) { e[QStringLiteral("event_action")] = QStringLiteral("page"); },
                 "'event_action' is invalid"},
        BadEvent{"LongDedupKey", [](auto &e, auto &) { e[QStringLiteral("dedup_key")] = QString(256, u'a'); },
                 "'dedup_key' is too long"},
        BadEvent{"NoPayload", [](auto &e, auto &) { e[QStringLiteral("payload")] = 1; }, "'payload' is missing"},
        BadEvent{"NoSummary", [](auto &, auto &p) { p.remove(QStringLiteral("summary")); }, "payload.summary"},
        BadEvent{"LongSummary", [](auto &, auto &p) { p[QStringLiteral("summary")] = QString(1025, u'a'); },
                 "'payload.summary' is too long"},
        BadEvent{"NoSource", [](auto &, auto &p) { p[QStringLiteral("source")] = QStringLiteral(" "); },
                 "payload.source"},
        BadEvent{"OurSeverity", [](auto &, auto &p) { p[QStringLiteral("severity")] = QStringLiteral("page"); },
                 "'payload.severity' is invalid"},
        BadEvent{"TimestampInWords", [](auto &, auto &p) { p[QStringLiteral("timestamp")] = QStringLiteral("now"); },
                 "'payload.timestamp'"},
        BadEvent{"GroupAsNumber", [](auto &, auto &p) { p[QStringLiteral("group")] = 7; }, "'payload.group'"}),
    [](const auto &test) { return test.param.name; });

TEST_F(SimPagerTest, RefusesWhatIsTooLargeOrNoJson)
{
    send(event("trigger", [](auto &, auto &p) { p[QStringLiteral("custom_details")] = QString(512'000, u'a'); }));
    EXPECT_EQ(status, 413);
    send("{");
    EXPECT_EQ(status, 400);
    send(event("trigger"), "text/plain");
    EXPECT_EQ(status, 400);
    send(event("resolve", [](auto &e, auto &) { e.remove(QStringLiteral("dedup_key")); }));
    EXPECT_EQ(status, 400);
    EXPECT_TRUE(pager.pages().empty());
}

TEST_F(SimPagerTest, CountsASummaryInCharactersNotUnits)
{
    const QString emoji = QString::fromUtf8("\xF0\x9F\x94\xA5");
    send(event("trigger", [&emoji](auto &, auto &p) { p[QStringLiteral("summary")] = emoji.repeated(1024); }));
    EXPECT_EQ(status, 202);
}

TEST_F(SimPagerTest, HasAKeyOfItsOwnForEachSeed)
{
    EXPECT_EQ(pager.routingKey().size(), 32);
    EXPECT_EQ(SimPager(clock, 1).routingKey(), pager.routingKey());
    EXPECT_NE(SimPager(clock, 2).routingKey(), pager.routingKey());
}

} // namespace
} // namespace hubwatch
