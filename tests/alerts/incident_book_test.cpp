#include "alerts/incident_book.h"

#include "alerts/judged.h"
#include "support/printers.h"

#include <chrono>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using testing::firingAlert;
using testing::incidentStart;
using testing::latin;
using testing::ruleOn;
using testing::twoAccounts;
using Kind = IncidentChange::Kind;
using Severity = Rule::Severity;
using BookState = Incident::State;

class IncidentBookTest : public ::testing::Test
{
protected:
    std::vector<IncidentChange> move(const char *service, const Rule &rule, Duration at, Alert::State state,
                                     std::optional<double> value = {}, const Inhibition *inhibition = nullptr)
    {
        Alert alert = firingAlert(latin(service), rule, value);
        alert.state = state;
        alert.firedAt = incidentStart + at;
        return book.take({.at = incidentStart + at, .alert = alert}, rule, facts, inhibition);
    }
    std::vector<IncidentChange> fire(const char *service, const Rule &rule, Duration at,
                                     std::optional<double> value = {}, const Inhibition *inhibition = nullptr)
    {
        return move(service, rule, at, Alert::State::Firing, value, inhibition);
    }
    std::vector<IncidentChange> resolve(const char *service, const Rule &rule, Duration at)
    {
        return move(service, rule, at, Alert::State::Resolved);
    }
    static std::vector<Kind> kinds(const std::vector<IncidentChange> &changes)
    {
        std::vector<Kind> found;
        for (const IncidentChange &change : changes)
            found.push_back(change.kind);
        return found;
    }
    static QStringList texts(const std::vector<IncidentChange> &changes)
    {
        QStringList found;
        for (const IncidentChange &change : changes)
            found += change.text;
        return found;
    }
    static Inhibition hiddenBy(const Cause &cause, const char *why) { return {.cause = cause, .why = latin(why)}; }

    IncidentBook book;
    CauseFacts facts = twoAccounts();
    const Rule errors = ruleOn("api.error_rate");
    const Rule burn = ruleOn("api.burn.6h", Severity::Ticket);
    const Rule refused = ruleOn("api.auth_failures");
};

constexpr auto bookSync = "contacts-sync";

TEST_F(IncidentBookTest, OpensOneOfTheCause)
{
    const auto changes = fire(bookSync, errors, 1min, 0.072);
    ASSERT_EQ(kinds(changes), std::vector{Kind::Opened});
    EXPECT_EQ(changes[0].text, latin("#1 opened: contacts-sync: error burst"));
    const Incident &incident = changes[0].incident;
    EXPECT_EQ(incident.key, latin("us/contacts-sync/errors"));
    EXPECT_EQ(incident.title, latin("contacts-sync: error burst"));
    EXPECT_EQ(incident.state, BookState::Open);
    EXPECT_EQ(incident.severity, Severity::Page);
    EXPECT_EQ(incident.openedAt, incidentStart + 1min);
    EXPECT_EQ(incident.services, QStringList{latin(bookSync)});
    ASSERT_EQ(incident.parts.size(), 1u);
    EXPECT_EQ(incident.parts[0].value, 0.072);
    EXPECT_EQ(incident.parts[0].signal, latin("api.error_rate"));
    EXPECT_TRUE(incident.firing());
    ASSERT_NE(book.of({latin(bookSync), errors.name}), nullptr);
    EXPECT_EQ(*book.of({latin(bookSync), errors.name}), incident);
}

TEST_F(IncidentBookTest, JoinsOneCauseAndKeepsOthersApart)
{
    fire(bookSync, errors, 0min);
    EXPECT_EQ(texts(fire(bookSync, burn, 1min)), QStringList{latin("#1: api.burn.6h of contacts-sync joined")});
    EXPECT_EQ(texts(fire("crm", errors, 2min)), QStringList{latin("#2 opened: crm: error burst")});
    EXPECT_TRUE(fire(bookSync, errors, 3min).empty()) << "it is in one";
    EXPECT_EQ(texts(resolve(bookSync, errors, 4min)),
              QStringList{latin("#1: api.error_rate of contacts-sync ended, 1 still firing")});
    EXPECT_EQ(texts(resolve(bookSync, burn, 5min)),
              QStringList{latin("#1 resolved after 5m: contacts-sync: error burst")});
    EXPECT_EQ(book.of({latin(bookSync), burn.name}), nullptr);
    EXPECT_EQ(book.find(1)->state, BookState::Resolved);
    EXPECT_EQ(book.find(1)->resolvedAt, incidentStart + 5min);
    EXPECT_TRUE(resolve(bookSync, burn, 6min).empty());
    EXPECT_TRUE(resolve("nobody", burn, 6min).empty());
}

TEST_F(IncidentBookTest, TakesFlappingForOneIncident)
{
    fire(bookSync, errors, 0min, 0.2);
    resolve(bookSync, errors, 5min);
    const auto again = fire(bookSync, errors, 20min, 0.1);
    ASSERT_EQ(kinds(again), std::vector{Kind::Reopened});
    EXPECT_EQ(again[0].text, latin("#1 reopened: api.error_rate of contacts-sync fires again"));
    ASSERT_EQ(again[0].incident.parts.size(), 1u);
    EXPECT_EQ(again[0].incident.parts[0].firedAt, incidentStart + 20min);
    EXPECT_EQ(again[0].incident.parts[0].worst, 0.2) << "of all of it";
    EXPECT_EQ(again[0].incident.resolvedAt, std::nullopt);
    resolve(bookSync, errors, 30min);
    EXPECT_EQ(kinds(fire(bookSync, errors, 45min + 1s)), std::vector{Kind::Opened}) << "later is another one";
    EXPECT_EQ(book.newest(9).size(), 2u);
}

TEST_F(IncidentBookTest, ReopensWithAnotherAlertOfTheCauseAndForgetsTheOldAcknowledgement)
{
    fire(bookSync, errors, 0min);
    ASSERT_TRUE(book.acknowledge(1, latin("ops"), {}, incidentStart + 1min).has_value());
    resolve(bookSync, errors, 5min);
    const auto again = fire(bookSync, burn, 6min);
    ASSERT_EQ(kinds(again), std::vector{Kind::Reopened});
    EXPECT_EQ(again[0].incident.state, BookState::Open);
    EXPECT_EQ(again[0].incident.parts.size(), 2u);
    EXPECT_EQ(again[0].incident.owner, latin("ops"));
}

TEST_F(IncidentBookTest, GetsWorseAndEndsTheAcknowledgement)
{
    fire(bookSync, burn, 0min);
    ASSERT_TRUE(book.acknowledge(1, latin("ops"), {}, incidentStart + 1min).has_value());
    EXPECT_EQ(kinds(fire(bookSync, ruleOn("api.burn.3d", Severity::Ticket), 2min)), std::vector{Kind::Joined});
    EXPECT_EQ(book.find(1)->state, BookState::Acknowledged) << "nothing worse";
    const auto worse = fire(bookSync, errors, 3min);
    ASSERT_EQ(kinds(worse), (std::vector{Kind::Joined, Kind::Worse}));
    EXPECT_EQ(worse[1].text, latin("#1 got worse: api.error_rate of contacts-sync is a page"));
    EXPECT_EQ(worse[1].incident.severity, Severity::Page);
    EXPECT_EQ(worse[1].incident.state, BookState::Open);
    EXPECT_EQ(worse[1].incident.acknowledgedAt, std::nullopt);
    EXPECT_EQ(worse[1].alert, (AlertId{latin(bookSync), errors.name}));
    resolve(bookSync, errors, 4min);
    EXPECT_EQ(book.find(1)->severity, Severity::Page) << "the highest it had";
}

TEST_F(IncidentBookTest, LetsAnInhibitedAlertJoinAndNeverOpen)
{
    const Inhibition hidden = hiddenBy(
        {.kind = Cause::Kind::Token, .scope = latin(bookSync), .words = latin("token refused")}, "calls are refused");
    EXPECT_TRUE(fire(bookSync, errors, 0min, {}, &hidden).empty());
    EXPECT_EQ(book.of({latin(bookSync), errors.name}), nullptr);
    const Rule ticket = ruleOn("api.auth_failures", Severity::Ticket);
    fire(bookSync, ticket, 1min);
    ASSERT_TRUE(book.acknowledge(1, latin("ops"), {}, incidentStart + 1min).has_value());
    EXPECT_EQ(texts(fire(bookSync, errors, 2min, {}, &hidden)),
              QStringList{latin("#1: api.error_rate of contacts-sync joined, hidden: calls are refused")});
    EXPECT_EQ(book.find(1)->state, BookState::Acknowledged) << "what is told to nobody makes nothing worse";
    EXPECT_EQ(book.find(1)->severity, Severity::Ticket);
    EXPECT_EQ(kinds(resolve(bookSync, ticket, 3min)), std::vector{Kind::Left});
    EXPECT_EQ(kinds(resolve(bookSync, errors, 4min)), std::vector{Kind::Resolved});
    EXPECT_TRUE(fire(bookSync, errors, 5min, {}, &hidden).empty()) << "nor reopens";
}

TEST_F(IncidentBookTest, OpensForWhatALostNetworkHidOnceItIsBack)
{
    const Inhibition hidden
        = hiddenBy({.kind = Cause::Kind::Network, .words = latin("network lost")}, "the network is lost");
    EXPECT_TRUE(fire(bookSync, errors, 0min, {}, &hidden).empty());
    EXPECT_EQ(kinds(fire(bookSync, errors, 10min)), std::vector{Kind::Opened}) << "taken again, still firing";
}

TEST_F(IncidentBookTest, TakesAServiceThatIsDownForOneIncident)
{
    EXPECT_EQ(texts(fire(bookSync, ruleOn("source.fresh", Severity::Ticket), 0min)),
              QStringList{latin("#1 opened: contacts-sync: console cannot see")});
    const auto known = fire(bookSync, ruleOn("service.ready", Severity::Ticket), 1min, 0);
    EXPECT_EQ(kinds(known), std::vector{Kind::Joined});
    EXPECT_EQ(known[0].incident.title, latin("contacts-sync: service not ready"));
    const auto down = fire(bookSync, ruleOn("service.ready", Severity::Page, "unreachable"), 2min, -1);
    EXPECT_EQ(kinds(down), (std::vector{Kind::Joined, Kind::Worse}));
    EXPECT_EQ(down[0].incident.title, latin("contacts-sync: service unreachable"));
    EXPECT_EQ(down[0].incident.cause.kind, Cause::Kind::Us);
    fire(bookSync, ruleOn("service.healthy", Severity::Ticket), 3min, 0);
    EXPECT_EQ(book.find(1)->title, latin("contacts-sync: service unreachable")) << "what tells less changes nothing";
    EXPECT_EQ(book.newest(9).size(), 1u);
}

TEST_F(IncidentBookTest, WidensARefusedTokenToTheAccount)
{
    fire(bookSync, refused, 0min);
    EXPECT_EQ(book.find(1)->key, latin("token/contacts-sync"));
    facts.accounts[0].refused = true;
    EXPECT_EQ(kinds(fire("crm", refused, 1min)), std::vector{Kind::Joined});
    EXPECT_EQ(book.find(1)->key, latin("token/prod"));
    EXPECT_EQ(book.find(1)->title, latin("prod: token refused"));
    EXPECT_EQ(book.find(1)->services, (QStringList{latin(bookSync), latin("crm")}));
    EXPECT_EQ(kinds(fire("billing", refused, 2min)), std::vector{Kind::Opened}) << "another account's";
}

TEST_F(IncidentBookTest, NamesHubSpotsIncident)
{
    facts.hubspotDown = true;
    facts.hubspotIncident = latin("API errors");
    const auto opened = fire("hubspot:prod", ruleOn("hubspot.status"), 0min);
    EXPECT_EQ(opened[0].incident.title, latin("HubSpot incident: API errors"));
    EXPECT_EQ(kinds(fire("hubspot:eu", ruleOn("hubspot.status"), 0min)), std::vector{Kind::Joined})
        << "there is one HubSpot";
}

TEST_F(IncidentBookTest, KeepsTheWorstValue)
{
    fire(bookSync, errors, 0min, 0.1);
    const Rule success{
        .name = latin("sync"), .signal = latin("sync.success_rate"), .side = Rule::Side::Below, .threshold = 1};
    fire(bookSync, success, 0min, 0.9);
    for (const double value : {0.3, 0.2}) {
        const Alert rate = firingAlert(latin(bookSync), errors, value);
        const Alert rateOfSync = firingAlert(latin(bookSync), success, value);
        const std::vector<JudgedAlert> judged{{&rate, &errors}, {&rateOfSync, &success}, {nullptr, nullptr}};
        book.refresh(judged);
    }
    EXPECT_EQ(book.find(1)->parts[0].value, 0.2);
    EXPECT_EQ(book.find(1)->parts[0].worst, 0.3);
    EXPECT_EQ(book.find(2)->parts[0].value, 0.2);
    EXPECT_EQ(book.find(2)->parts[0].worst, 0.2) << "below is worse here";
}

TEST_F(IncidentBookTest, ShowsOpenOnesFirstThenTheNewest)
{
    fire(bookSync, errors, 0min);
    fire("crm", errors, 1min);
    fire("billing", errors, 2min);
    resolve("billing", errors, 3min);
    resolve(bookSync, errors, 3min);
    const auto ids = [this](size_t most) {
        std::vector<qint64> found;
        for (const Incident &incident : book.newest(most))
            found.push_back(incident.id);
        return found;
    };
    EXPECT_EQ(ids(9), (std::vector<qint64>{2, 3, 1}));
    EXPECT_EQ(ids(2), (std::vector<qint64>{2, 3}));
    EXPECT_TRUE(ids(0).empty());
}

TEST_F(IncidentBookTest, ForgetsWhatIsResolvedForNinetyDays)
{
    fire(bookSync, errors, 0min);
    fire("crm", errors, 0min);
    resolve(bookSync, errors, 1min);
    book.trim(incidentStart + 1min + 90 * 24h);
    EXPECT_NE(book.find(1), nullptr);
    book.trim(incidentStart + 1min + 90 * 24h + 1ms);
    EXPECT_EQ(book.find(1), nullptr);
    EXPECT_EQ(book.of({latin("crm"), errors.name})->id, 2) << "an open one stays, however old";
    EXPECT_EQ(fire(bookSync, errors, 91 * 24h)[0].incident.id, 3) << "numbers are never used again";
}

TEST_F(IncidentBookTest, ComesBackFromItsBytes)
{
    fire(bookSync, errors, 0min, 0.072);
    fire(bookSync, burn, 1min);
    resolve(bookSync, burn, 2min);
    fire("crm", errors, 3min);
    resolve("crm", errors, 4min);
    ASSERT_TRUE(book.acknowledge(1, latin("ops"), latin("on \"it\""), incidentStart + 5min).has_value());
    book.open(latin("by hand"), Severity::Notify, {latin("crm")}, latin("ops"), incidentStart + 6min);
    const IncidentBook::Restored restored = IncidentBook::fromBytes(book.toBytes());
    EXPECT_EQ(restored.notice, QString());
    EXPECT_EQ(restored.book.newest(9), book.newest(9));
    book = restored.book;
    EXPECT_TRUE(fire(bookSync, errors, 7min).empty()) << "it knows who is in which";
    EXPECT_EQ(kinds(fire(bookSync, burn, 7min)), std::vector{Kind::Joined});
    EXPECT_EQ(kinds(fire("crm", errors, 7min)), std::vector{Kind::Reopened});
    EXPECT_EQ(fire("billing", errors, 8min)[0].incident.id, 4);
}

TEST_F(IncidentBookTest, NeverGivesANumberTwice)
{
    fire(bookSync, errors, 0min);
    resolve(bookSync, errors, 1min);
    book.trim(incidentStart + 100 * 24h);
    book = IncidentBook::fromBytes(book.toBytes()).book;
    EXPECT_EQ(fire(bookSync, errors, 101 * 24h)[0].incident.id, 2);
}

TEST_F(IncidentBookTest, StartsAnewFromDamagedBytesAndSaysSo)
{
    fire(bookSync, errors, 0min);
    const QByteArray whole = book.toBytes();
    for (const QByteArray &bytes :
         {whole.left(whole.size() / 2), QByteArray("{}"), QByteArray(whole).replace("\"page\"", "\"shout\""),
          QByteArray(whole).replace("\"open\"", "\"ajar\""), QByteArray(whole).replace("\"us\"", "\"them\""),
          QByteArray(whole).replace("\"id\":1", "\"id\":0")}) {
        const IncidentBook::Restored restored = IncidentBook::fromBytes(bytes);
        EXPECT_TRUE(restored.book.newest(9).empty());
        EXPECT_NE(restored.notice, QString()) << bytes.toStdString();
    }
    EXPECT_EQ(IncidentBook::fromBytes({}).notice, QString());
}

TEST_F(IncidentBookTest, TakesFiveThousandAlertsInFiveHundredIncidents)
{
    std::vector<Rule> rules;
    for (int i = 0; i < 10; ++i) {
        rules.push_back(errors);
        rules.back().name = QStringLiteral("errors %1").arg(i);
    }
    for (int i = 0; i < 500; ++i)
        facts.services.push_back({.name = QStringLiteral("service-%1").arg(i), .account = latin("prod")});
    const auto from = std::chrono::steady_clock::now();
    size_t found = 0;
    for (const Rule &rule : rules)
        for (int i = 0; i < 500; ++i) {
            const Alert alert = firingAlert(QStringLiteral("service-%1").arg(i), rule);
            book.take({.at = incidentStart, .alert = alert}, rule, facts, nullptr);
            found += book.of(idOf(alert)) ? 1 : 0;
        }
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - from;
    std::printf("5,000 alerts taken into 500 incidents in %.1f ms\n", took.count());
    EXPECT_EQ(found, 5'000u);
    EXPECT_EQ(book.newest(9'999).size(), 500u);
}

TEST_F(IncidentBookTest, TakesFiveThousandHiddenAlertsIntoOneIncident)
{
    facts.hubspotDown = true;
    fire("hubspot:prod", ruleOn("hubspot.status", Severity::Ticket), 0min);
    const Inhibition hidden
        = hiddenBy({.kind = Cause::Kind::HubSpot, .words = latin("HubSpot incident")}, "HubSpot reports an incident");
    const auto from = std::chrono::steady_clock::now();
    const auto all = [&](Alert::State state) {
        for (int i = 0; i < 5'000; ++i) {
            Alert alert = firingAlert(QStringLiteral("service-%1").arg(i / 10), errors);
            alert.rule += QString::number(i % 10);
            alert.state = state;
            const auto changes = book.take({.at = incidentStart + 1min, .alert = alert}, errors, facts, &hidden);
            ASSERT_EQ(changes.size(), 1u);
            ASSERT_LE(changes[0].incident.parts.size(), IncidentChange::mostParts);
            ASSERT_EQ(changes[0].incident.parts.back().alert.rule, alert.rule);
        }
    };
    ASSERT_NO_FATAL_FAILURE(all(Alert::State::Firing));
    EXPECT_EQ(book.find(1)->parts.size(), 5'001u);
    EXPECT_EQ(book.find(1)->services.size(), 501);
    ASSERT_NO_FATAL_FAILURE(all(Alert::State::Resolved));
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - from;
    std::printf("5,000 hidden alerts came and went in %.1f ms\n", took.count());
    EXPECT_EQ(book.newest(9).size(), 1u);
}

} // namespace
} // namespace hubwatch
