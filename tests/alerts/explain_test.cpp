#include "alerts/explain.h"

#include "alerts/explain_words.h"
#include "support/printers.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using State = Alert::State;
using Validity = Reading::Validity;

const TimePoint explainStart(1'763'863'980s); // 2025-11-23T02:13:00Z

const Rule errors{.name = QStringLiteral("api.error_rate"),
                  .signal = QStringLiteral("api.error_rate"),
                  .threshold = 0.05,
                  .holdFor = 5min,
                  .keepFiringFor = 2min,
                  .minimum = 20,
                  .severity = Rule::Severity::Page};
const Rule unreachable{.name = QStringLiteral("service.ready unreachable"),
                       .signal = QStringLiteral("service.ready"),
                       .side = Rule::Side::Below,
                       .threshold = 0,
                       .polls = 3,
                       .severity = Rule::Severity::Notify};

Reading seen(const Rule &rule, double value, std::int64_t n = 2451)
{
    return {.at = explainStart, .signal = rule.signal, .validity = Validity::Known, .value = value, .n = n};
}

ExplainInput inputOf(const Rule &rule, State state, std::optional<double> value, std::int64_t n = 2451)
{
    Alert alert{.service = QStringLiteral("crm"),
                .rule = rule.name,
                .state = state,
                .since = explainStart - 190s,
                .evaluatedAt = explainStart,
                .value = value,
                .n = n};
    if (state == State::Pending || state == State::Firing) {
        alert.held = 190s;
        alert.polls = 1;
        alert.lastBreach = explainStart;
    }
    if (state == State::Firing)
        alert.firedAt = explainStart - 190s;
    return {.rule = rule,
            .alert = alert,
            .reading = value ? std::optional(seen(rule, *value, n)) : std::nullopt,
            .interval = 15s,
            .routes = {QStringLiteral("pager"), QStringLiteral("desktop")},
            .labels = {{QStringLiteral("service"), QStringLiteral("crm")}, {QStringLiteral("rule"), rule.name}},
            .now = explainStart};
}

const ExplainLine *lineOf(const Explanation &explained, const char *name)
{
    const auto line = std::ranges::find(explained.lines, QString::fromLatin1(name), &ExplainLine::name);
    return line == explained.lines.end() ? nullptr : &*line;
}

QString textOf(const Explanation &explained, const char *name)
{
    const ExplainLine *line = lineOf(explained, name);
    return line ? line->value : QStringLiteral("no such line");
}

QStringList deciding(const Explanation &explained)
{
    QStringList names;
    for (const ExplainLine &line : explained.lines)
        if (line.decides)
            names += line.name;
    return names;
}

struct HeadlineCase {
    const char *name;
    ExplainInput input;
    const char *headline;
    const char *decides; ///< names of lines, by comma
};

void PrintTo(const HeadlineCase &test, std::ostream *out)
{
    *out << test.name;
}

class ExplainTest : public ::testing::TestWithParam<HeadlineCase>
{ };

TEST_P(ExplainTest, SaysWhy)
{
    const Explanation explained = explain(GetParam().input);
    EXPECT_EQ(explained.headline, QString::fromLatin1(GetParam().headline));
    EXPECT_EQ(deciding(explained).join(u','), QString::fromLatin1(GetParam().decides));
}

ExplainInput blind(State state)
{
    ExplainInput input = inputOf(errors, state, 0.072);
    input.alert->noDataSince = explainStart - 60s;
    input.reading = Reading{.at = explainStart, .validity = Validity::NoData, .note = QStringLiteral("no scrape")};
    return input;
}

ExplainInput off()
{
    ExplainInput input = inputOf(errors, State::Inactive, 0.072);
    input.rule.enabled = false;
    input.alert.reset();
    return input;
}

ExplainInput neverEvaluated()
{
    return {.rule = errors, .now = explainStart};
}

ExplainInput fallen()
{
    ExplainInput input = inputOf(errors, State::Firing, 0.004);
    input.alert->lastBreach = explainStart - 30s;
    return input;
}

ExplainInput muted(State state)
{
    ExplainInput input = inputOf(errors, state, 0.072);
    input.mutes = {{.matchers = {{.label = QStringLiteral("service"), .value = QStringLiteral("other")}},
                    .startsAt = explainStart - 1h,
                    .endsAt = explainStart + 1h},
                   {.matchers = {{.label = QStringLiteral("service"), .value = QStringLiteral("crm")}},
                    .startsAt = explainStart - 1h,
                    .endsAt = explainStart + 1h,
                    .author = QStringLiteral("ops"),
                    .reason = QStringLiteral("migration")}};
    return input;
}

ExplainInput hidden()
{
    ExplainInput input = inputOf(errors, State::Firing, 0.072);
    input.inhibitions = {{.alert = idOf(*input.alert),
                          .by = AlertId{QStringLiteral("crm"), QStringLiteral("api.auth_failures")},
                          .why = QStringLiteral("token of prod is refused")}};
    return input;
}

ExplainInput acknowledged()
{
    ExplainInput input = inputOf(errors, State::Firing, 0.072);
    input.acks = {{.alert = idOf(*input.alert),
                   .owner = QStringLiteral("night shift"),
                   .note = QStringLiteral("on it"),
                   .at = explainStart - 65s}};
    return input;
}

ExplainInput withoutRoutes()
{
    ExplainInput input = inputOf(errors, State::Firing, 0.072);
    input.routes.clear();
    return input;
}

INSTANTIATE_TEST_SUITE_P(
    Headlines, ExplainTest,
    ::testing::Values(
        HeadlineCase{"Quiet", inputOf(errors, State::Inactive, 0.004), "quiet: 0.4 % is at or below 5 %", "value"},
        HeadlineCase{"QuietAtTheThreshold", inputOf(errors, State::Inactive, 0.05), "quiet: 5 % is at or below 5 %",
                     "value"},
        HeadlineCase{"QuietOnFewCalls", inputOf(errors, State::Inactive, 0.12, 8),
                     "quiet: 12 % is above 5 %, but 8 calls are fewer than 20", "volume"},
        HeadlineCase{"QuietState", inputOf(unreachable, State::Inactive, 1), "quiet: good", "value"},
        HeadlineCase{"QuietStateOfAnotherRule", inputOf(unreachable, State::Inactive, 0),
                     "quiet: not ready, but not unreachable", "value"},
        HeadlineCase{"Off", off(), "off", "rule"},
        HeadlineCase{"NeverEvaluated", neverEvaluated(), "cannot tell: it was not evaluated yet", "data"},
        HeadlineCase{"CannotTell", blind(State::Inactive), "cannot tell: no scrape", "data"},
        HeadlineCase{
            "Pending", inputOf(errors, State::Pending, 0.072),
            "pending: above 5 % for 3:10 of 5:00, pages at {2025-11-23T02:14:50.000Z} unless it falls to 5 % or "
            "below",
            "clock"},
        HeadlineCase{"PendingByPolls", inputOf(unreachable, State::Pending, -1),
                     "pending: unreachable for 1 of 3 polls, notifies at {2025-11-23T02:13:30.000Z} unless it answers",
                     "clock"},
        HeadlineCase{"PendingAndBlind", blind(State::Pending),
                     "pending: above 5 % for 3:10 of 5:00, the clock stands: cannot tell: no scrape", "data,clock"},
        HeadlineCase{
            "PendingAndMuted", muted(State::Pending),
            "pending: above 5 % for 3:10 of 5:00, fires at {2025-11-23T02:14:50.000Z} (told to nobody: muted by "
            "ops) unless it falls to 5 % or below",
            "clock,mute"},
        HeadlineCase{"Firing", inputOf(errors, State::Firing, 0.072), "firing for 3:10: 7.2 % is above 5 %", "value"},
        HeadlineCase{"FiringAndMuted", muted(State::Firing),
                     "firing for 3:10: 7.2 % is above 5 %; told to nobody: muted by ops", "value,mute"},
        HeadlineCase{"FiringAndHidden", hidden(),
                     "firing for 3:10: 7.2 % is above 5 %; told to nobody: token of prod is refused", "value,cause"},
        HeadlineCase{"FiringAndAcknowledged", acknowledged(),
                     "firing for 3:10: 7.2 % is above 5 %; acknowledged by night shift", "value,acknowledged"},
        HeadlineCase{"FiringWithoutRoutes", withoutRoutes(),
                     "firing for 3:10: 7.2 % is above 5 %; told to nobody: no route takes it", "value,route"},
        HeadlineCase{"FiringAndFallen", fallen(),
                     "firing for 3:10: 0.4 % is at or below 5 %, kept firing until {2025-11-23T02:14:30.000Z}",
                     "value"},
        HeadlineCase{"FiringOnFewCalls", inputOf(errors, State::Firing, 0.12, 8),
                     "firing for 3:10: it stands: 12 % is above 5 %, and 8 calls are too few to tell", "volume"},
        HeadlineCase{"FiringAndBlind", blind(State::Firing),
                     "firing for 3:10: it stands until a good figure is seen; cannot tell: no scrape", "data"},
        HeadlineCase{"Resolved", inputOf(errors, State::Resolved, 0.004),
                     "resolved at {2025-11-23T02:09:50.000Z}: 0.4 % is at or below 5 %", "value"}),
    [](const auto &test) { return test.param.name; });

TEST(ExplanationTest, GivesTheNumbers)
{
    const Explanation pending = explain(inputOf(errors, State::Pending, 0.072));
    EXPECT_EQ(textOf(pending, "value"), QStringLiteral("7.2 % of 2,451 calls, 5 min window"));
    EXPECT_EQ(textOf(pending, "threshold"), QStringLiteral("above 5 %"));
    EXPECT_EQ(textOf(pending, "volume"), QStringLiteral("2,451 of at least 20 calls"));
    EXPECT_EQ(textOf(pending, "clock"), QStringLiteral("breaching 3:10 of 5:00"));
    EXPECT_EQ(textOf(pending, "route"), QStringLiteral("pager, desktop"));
    EXPECT_EQ(pending.firesAt, explainStart + 110s);
    EXPECT_EQ(lineOf(pending, "mute"), nullptr);
    const Explanation polls = explain(inputOf(unreachable, State::Pending, -1));
    EXPECT_EQ(textOf(polls, "clock"), QStringLiteral("breaching 1 of 3 polls"));
    EXPECT_EQ(textOf(polls, "value"), QStringLiteral("unreachable"));
    EXPECT_EQ(lineOf(polls, "volume"), nullptr);
    const Explanation quiet = explain(inputOf(errors, State::Inactive, 0.004));
    EXPECT_EQ(textOf(quiet, "clock"), QStringLiteral("must breach for 5:00"));
    EXPECT_EQ(quiet.firesAt, std::nullopt);
}

TEST(ExplanationTest, SaysWhatKeepsItQuiet)
{
    EXPECT_EQ(textOf(explain(muted(State::Firing)), "mute"),
              QStringLiteral("by ops until {2025-11-23T03:13:00.000Z}: migration"));
    EXPECT_EQ(textOf(explain(hidden()), "cause"),
              QStringLiteral("token of prod is refused (api.auth_failures of crm)"));
    EXPECT_EQ(textOf(explain(acknowledged()), "acknowledged"), QStringLiteral("by night shift, 1:05 ago: on it"));
    ExplainInput later = muted(State::Firing);
    later.now += 1h;
    EXPECT_EQ(lineOf(explain(later), "mute"), nullptr) << "it ended";
}

TEST(ExplanationTest, SaysSinceWhenItCannotTellAndWhatItSawLast)
{
    const Explanation explained = explain(blind(State::Firing));
    EXPECT_EQ(textOf(explained, "data"), QStringLiteral("cannot tell: no scrape, since {2025-11-23T02:12:00.000Z}"));
    EXPECT_EQ(textOf(explained, "value"), QStringLiteral("unknown; last seen as 7.2 %"));
    EXPECT_EQ(explain(blind(State::Pending)).firesAt, std::nullopt) << "the clock stands";
}

TEST(ExplanationTest, KeepsWhatHappenedToTheClock)
{
    ExplainInput input = inputOf(errors, State::Pending, 0.072);
    input.alert->note = QStringLiteral("clock started over after 2h away");
    EXPECT_EQ(textOf(explain(input), "clock"),
              QStringLiteral("breaching 3:10 of 5:00; clock started over after 2h away"));
    input.now = explainStart + 10min;
    EXPECT_EQ(explain(input).firesAt, input.now) << "never in the past";
}

TEST(ExplainWordsTest, TellsDurationsAndSides)
{
    EXPECT_EQ(stopwatchText(0s), QStringLiteral("0:00"));
    EXPECT_EQ(stopwatchText(3h + 3min + 9s + 999ms), QStringLiteral("3:03:09"));
    EXPECT_EQ(stopwatchText(-5s), QStringLiteral("0:00"));
    const Rule success{.signal = QStringLiteral("sync.success_rate"), .side = Rule::Side::Below, .threshold = 0.995};
    EXPECT_EQ(breachWords(success), QStringLiteral("below 99.5 %"));
    EXPECT_EQ(recoveryWords(success), QStringLiteral("it rises to 99.5 % or above"));
    EXPECT_EQ(comparisonWords(success, 0.999), QStringLiteral("99.9 % is at or above 99.5 %"));
    EXPECT_EQ(comparisonWords(success, 0.9), QStringLiteral("90 % is below 99.5 %"));
    EXPECT_EQ(valueWords(success, seen(success, 0.9, 1200)), QStringLiteral("90 % of 1,200 jobs, 24 h window"));
    const Rule status{.signal = QStringLiteral("hubspot.status"), .side = Rule::Side::Below, .threshold = 1};
    EXPECT_EQ(breachWords(status), QStringLiteral("degraded"));
    EXPECT_EQ(breachWords(status, -1), QStringLiteral("outage"));
    EXPECT_EQ(recoveryWords(status), QStringLiteral("it is operational"));
}

} // namespace
} // namespace hubwatch
