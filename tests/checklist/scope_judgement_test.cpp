#include "checklist/probes/scope_judgement.h"

#include "support/printers.h"

#include <cmath>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using namespace Qt::StringLiterals;

struct ScopeCase {
    const char *name;
    QStringList granted;
    QStringList declared;
    std::map<QString, double> seen;
    Outcome outcome;
    const char *words;
};

class ScopeJudgementTest : public ::testing::TestWithParam<ScopeCase>
{ };

TEST_P(ScopeJudgementTest, JudgesWhatIsGranted)
{
    const ScopeCase &test = GetParam();
    const ScopeJudgement judged = judgeScopes(test.granted, test.declared, test.seen);
    EXPECT_EQ(outcomeWord(judged.outcome), outcomeWord(test.outcome)) << judged.words.toStdString();
    EXPECT_TRUE(judged.words.contains(QString::fromUtf8(test.words))) << judged.words.toStdString();
}

const QStringList readContacts{u"oauth"_s, u"crm.objects.contacts.read"_s};

INSTANTIATE_TEST_SUITE_P(
    Table, ScopeJudgementTest,
    ::testing::Values(
        ScopeCase{"ExactlyTheDeclaredOnes",
                  readContacts,
                  {u"crm.objects.contacts.read"_s},
                  {},
                  Outcome::Pass,
                  "none more than needed"},
        ScopeCase{"ExactlyWhatEndpointsNeed",
                  readContacts,
                  {},
                  {{u"contacts.search"_s, 12}},
                  Outcome::Pass,
                  "2 scopes granted, none more than needed"},
        ScopeCase{"TwoDangerousOnesTooMany",
                  readContacts + QStringList{u"crm.lists.write"_s, u"files"_s},
                  {u"crm.objects.contacts.read"_s},
                  {},
                  Outcome::Fail,
                  "2 scopes more than needed: crm.lists.write, files"},
        ScopeCase{"AHarmlessOneTooMany",
                  readContacts + QStringList{u"crm.objects.deals.read"_s},
                  {},
                  {{u"contacts.search"_s, 1}},
                  Outcome::Warn,
                  "1 scope more than needed: crm.objects.deals.read"},
        ScopeCase{"DangerousOnesAreNamedFirst",
                  readContacts + QStringList{u"crm.lists.read"_s, u"tickets"_s},
                  {},
                  {{u"contacts.search"_s, 1}},
                  Outcome::Fail,
                  "2 scopes more than needed: tickets, crm.lists.read"},
        ScopeCase{"ADeclaredOneIsMissing",
                  readContacts,
                  {u"crm.objects.deals.read"_s, u"crm.objects.contacts.read"_s},
                  {},
                  Outcome::Fail,
                  "1 scope missing: crm.objects.deals.read"},
        ScopeCase{"AnEndpointLacksItsScope",
                  readContacts,
                  {},
                  {{u"contacts.batchUpdate"_s, 3}},
                  Outcome::Fail,
                  "1 scope missing: crm.objects.contacts.write"},
        ScopeCase{"ReadGoesWithANeededWrite",
                  readContacts + QStringList{u"crm.objects.contacts.write"_s},
                  {},
                  {{u"contacts.batchUpdate"_s, 3}},
                  Outcome::Pass,
                  "3 scopes granted"},
        ScopeCase{"AWriteThatAReadWouldDoForIsTooMany",
                  readContacts + QStringList{u"crm.objects.contacts.write"_s},
                  {},
                  {{u"GET /crm/v3/properties/contacts"_s, 3}},
                  Outcome::Fail,
                  "1 scope more than needed: crm.objects.contacts.write"},
        ScopeCase{"SchemasServeDefinitionsToo",
                  readContacts + QStringList{u"crm.schemas.contacts.read"_s},
                  {},
                  {{u"contacts.search"_s, 1}, {u"contacts.properties.get"_s, 2}},
                  Outcome::Pass,
                  "none more"},
        ScopeCase{"TicketsReadNeedTheOneScope",
                  {u"oauth"_s, u"tickets"_s},
                  {},
                  {{u"tickets.search"_s, 1}},
                  Outcome::Pass,
                  "none more"},
        ScopeCase{"EndpointsNeverCalledCountForNothing",
                  readContacts + QStringList{u"crm.objects.deals.write"_s},
                  {},
                  {{u"contacts.search"_s, 1}, {u"deals.create"_s, 0}},
                  Outcome::Fail,
                  "crm.objects.deals.write"},
        ScopeCase{"NothingDeclaredNothingSeen", readContacts, {}, {}, Outcome::NotRun, "scopes = [\"...\"]"},
        ScopeCase{"OnlyUnknownEndpoints", readContacts, {}, {{u"sync"_s, 5}}, Outcome::NotRun, "(sync)"},
        ScopeCase{"AnAmbiguousEndpointSoftensAWriteScope",
                  readContacts + QStringList{u"crm.objects.contacts.write"_s},
                  {},
                  {{u"contacts.search"_s, 1}, {u"/crm/v3/objects/contacts"_s, 2}},
                  Outcome::Warn,
                  "what /crm/v3/objects/contacts needs is not known"},
        ScopeCase{"AnUnknownEndpointExcusesNothing",
                  readContacts + QStringList{u"files"_s},
                  {},
                  {{u"contacts.search"_s, 1}, {u"moon"_s, 2}},
                  Outcome::Fail,
                  "1 scope more than needed: files; what moon needs is not known"},
        ScopeCase{"EveryTokenMayReadTheAccount",
                  {u"oauth"_s},
                  {},
                  {{u"account_info.details"_s, 2}},
                  Outcome::Pass,
                  "the one scope granted"},
        ScopeCase{"NotANumberIsNoCall", readContacts, {}, {{u"contacts.search"_s, std::nan("")}}, Outcome::NotRun, ""}),
    [](const auto &test) { return test.param.name; });

TEST(ScopeFactsTest, OneAScopeWithWhatNeedsIt)
{
    const ScopeJudgement judged
        = judgeScopes({u"oauth"_s, u"crm.objects.contacts.read"_s, u"files"_s}, {u"crm.objects.deals.read"_s},
                      {{u"contacts.search"_s, 9}, {u"moon"_s, 1}});
    ASSERT_EQ(judged.facts.size(), 5u);
    EXPECT_EQ(judged.facts[0].name, u"crm.objects.deals.read"_s);
    EXPECT_EQ(judged.facts[0].outcome, Outcome::Fail);
    EXPECT_EQ(judged.facts[1].expected, u"needed by contacts.search"_s);
    EXPECT_EQ(judged.facts[2].got, u"granted, and it writes and deletes files"_s);
    EXPECT_EQ(judged.facts[3].expected, u"every app has it"_s);
    EXPECT_EQ(judged.facts[4].name, u"moon"_s);
    EXPECT_FALSE(judged.facts[4].outcome);
    EXPECT_EQ(judged.unclear, QStringList{u"moon"_s});
}

TEST(ScopeFactsTest, AnEndpointNamedLikeATokenIsNotRepeated)
{
    const QString token = u"pat-na1-12345678-1234-1234-1234-1234567890ab"_s;
    const ScopeJudgement judged = judgeScopes({u"oauth"_s}, {u"oauth"_s}, {{token, 1}});
    for (const Fact &fact : judged.facts)
        EXPECT_FALSE((fact.name + fact.expected + fact.got).contains(u"12345678"_s));
}

} // namespace
} // namespace hubwatch
