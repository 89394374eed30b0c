#include "alerts/matcher.h"

#include "support/printers.h"

#include <chrono>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using Op = Matcher::Op;

const AlertLabels matchErrors{{QStringLiteral("service"), QStringLiteral("contacts-sync")},
                              {QStringLiteral("rule"), QStringLiteral("api.error_rate")},
                              {QStringLiteral("severity"), QStringLiteral("page")}};

MatcherSet setOf(const char *text)
{
    const auto matchers = parseMatchers(QString::fromUtf8(text));
    EXPECT_TRUE(matchers.has_value()) << text << ": " << (matchers ? "" : matchers.error().detail.toStdString());
    return MatcherSet(matchers.value_or(std::vector<Matcher>()));
}

struct MatchCase {
    const char *name;
    const char *text;
    bool matches;
};

class MatcherTest : public ::testing::TestWithParam<MatchCase>
{ };

TEST_P(MatcherTest, Matches)
{
    EXPECT_EQ(setOf(GetParam().text).matches(matchErrors), GetParam().matches);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, MatcherTest,
    ::testing::Values(
        MatchCase{"AnEmptyLineMatchesAll", "", true}, MatchCase{"Equal", "service=contacts-sync", true},
        MatchCase{"EqualIsExact", "service=contacts", false},
        MatchCase{"EqualMindsCase", "service=Contacts-Sync", false}, MatchCase{"NotEqual", "service!=crm", true},
        MatchCase{"NotEqualOfItself", "service!=contacts-sync", false},
        MatchCase{"Quoted", R"(service="contacts-sync")", true},
        MatchCase{"SpacesAround", R"(  service =~ "contacts.*" ,  severity = page )", true},
        MatchCase{"ASpaceParts", "service=contacts-sync severity=page", true},
        MatchCase{"ACommaAtTheEnd", "service=contacts-sync,", true},
        MatchCase{"AllMustHold", "service=contacts-sync, severity=ticket", false},
        MatchCase{"Expression", R"(rule=~"api[.].*")", true}, MatchCase{"ExpressionOfTheWhole", "rule=~api", false},
        MatchCase{"AlternativesOfTheWhole", "rule=~api|api.error_rate", true},
        MatchCase{"NoPartOfAnAlternative", "rule=~api.error_rateX|error_rate", false},
        MatchCase{"NotMatching", "rule!~sync.*", true}, MatchCase{"NotMatchingItself", "rule!~api.*", false},
        MatchCase{"BackslashOfTheExpression", R"(rule=~"api\.error_rate")", true},
        MatchCase{"AbsentIsEmpty", R"(account="")", true}, MatchCase{"AbsentIsNotSomething", "account!=prod", true},
        MatchCase{"AbsentMatchesEmptyExpression", "account=~.*", true},
        MatchCase{"AbsentIsNotOneOrMore", "account=~.+", false}, MatchCase{"Nothing", "service=nothing-such", false}),
    [](const auto &test) { return test.param.name; });

struct FaultCase {
    const char *name;
    const char *text;
    const char *error; ///< it begins so
};

class MatcherFaultTest : public ::testing::TestWithParam<FaultCase>
{ };

TEST_P(MatcherFaultTest, NamesTheColumn)
{
    const auto matchers = parseMatchers(QString::fromUtf8(GetParam().text));
    ASSERT_FALSE(matchers.has_value());
    const QString detail = matchers.error().detail;
    EXPECT_TRUE(detail.startsWith(QString::fromUtf8(GetParam().error))) << detail.toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    Lines, MatcherFaultTest,
    ::testing::Values(
        FaultCase{"NoLabel", "=crm",
                  "column 1: expected a label such as service, rule, severity or account, found \"=\""},
        FaultCase{"NoOp", "service", "column 8: expected =, !=, =~ or !~ after \"service\", found the end"},
        FaultCase{"AWrongOp", "service: crm", "column 8: expected =, !=, =~ or !~ after \"service\", found \":\""},
        FaultCase{"NoValue", "service=, rule=x", "column 9: expected a value"},
        FaultCase{"AnOpenQuote", "service=\"crm, rule=x", "column 9: the quote that opens here is never closed"},
        FaultCase{"TwoTogether", R"(service="crm"rule=x)", "column 14: expected a comma or a space"},
        FaultCase{"TwoCommas", "service=crm,,rule=x", "column 13: expected a label"},
        FaultCase{"AnExpression", "service=crm rule=~api(", "column 23: the regular expression is not valid"},
        FaultCase{"AnExpressionThatAGroupWouldMend", "rule=~a)|(b", "column 8: the regular expression is not valid"},
        FaultCase{"LookingAhead", "rule=~\"(?!api).*\"", "column 8: looking ahead or behind is not known here"},
        FaultCase{"AReference", R"(rule=~"(a)\1")", "column 11: a reference to a group is not known here"}),
    [](const auto &test) { return test.param.name; });

TEST(MatcherTextTest, ComesBackAsItWas)
{
    const std::vector<Matcher> matchers{
        {.label = QStringLiteral("service"), .op = Op::Equal, .value = QStringLiteral("a \"b\", c\\d\ne")},
        {.label = QStringLiteral("rule"), .op = Op::NotMatches, .value = QStringLiteral("api\\.(burn|error).*")},
        {.label = QStringLiteral("account"), .op = Op::NotEqual, .value = QString()},
        {.label = QStringLiteral("portal"), .op = Op::Matches, .value = QStringLiteral("1{2,3}")}};
    const auto again = parseMatchers(matchersText(matchers));
    ASSERT_TRUE(again.has_value()) << again.error().detail.toStdString();
    EXPECT_EQ(*again, matchers);
    EXPECT_EQ(matcherText({.label = QStringLiteral("service"), .value = QStringLiteral("crm")}),
              QStringLiteral("service=\"crm\""));
}

TEST(MatcherSetTest, KnowsThatItMatchesEverything)
{
    for (const char *all : {"", "rule=~.*", "service=~\"[^\\\\n]*|(.|\\n)*\", rule=~.*"})
        EXPECT_TRUE(setOf(all).matchesEverything()) << all;
    for (const char *some :
         {"rule=~.+", "service=~\"[a-z]*\"", "service!=crm", "service!~crm", "rule=~.*, service=crm", "account=\"\""})
        EXPECT_FALSE(setOf(some).matchesEverything()) << some;
}

TEST(MatcherSetTest, MatchesNothingByWhatDoesNotCompile)
{
    for (const QString &pattern : {QStringLiteral("("), QStringLiteral("a)|(b"), QString(501, u'a')}) {
        for (const Op op : {Op::Matches, Op::NotMatches}) {
            const MatcherSet set({{.label = QStringLiteral("rule"), .op = op, .value = pattern}});
            EXPECT_FALSE(set.matches(matchErrors));
            EXPECT_FALSE(set.matchesEverything());
        }
    }
}

TEST(MatcherSetTest, GivesUpOnAnExpressionThatWouldSearchForEver)
{
    AlertLabels labels = matchErrors;
    labels[QStringLiteral("rule")] = QString(60, u'a') + u'b';
    const auto from = std::chrono::steady_clock::now();
    EXPECT_FALSE(setOf("rule=~(a+)+").matches(labels));
    EXPECT_FALSE(setOf("rule!~(a+)+").matches(labels)) << "nor is it taken for a no";
    EXPECT_LT(std::chrono::steady_clock::now() - from, 2s);
}

TEST(MatcherSetTest, MatchesFiveThousandInNoTime)
{
    std::vector<AlertLabels> all;
    for (int i = 0; i < 5'000; ++i) {
        all.push_back(matchErrors);
        all.back()[QStringLiteral("service")] = QStringLiteral("service-%1").arg(i / 10);
    }
    const MatcherSet set = setOf("service=~service-4.*, rule!~sync.*, severity!=ticket");
    const auto from = std::chrono::steady_clock::now();
    const auto matching = std::ranges::count_if(all, [&](const AlertLabels &labels) { return set.matches(labels); });
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - from;
    std::printf("5,000 alerts matched in %.1f ms\n", took.count());
    EXPECT_EQ(matching, 1'110);
}

} // namespace
} // namespace hubwatch
