#include "workspace/rule_reader.h"

#include "support/printers.h"
#include "workspace/rule_defaults.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

Rule readAlone(const QByteArray &toml)
{
    const TomlValue table = parseToml(toml).value();
    Problems problems;
    TableReader reader(table, QStringLiteral("rules[0]"), problems);
    NameBooks names;
    names.services.add(QStringLiteral("s@a"), 1);
    names.services.add(QStringLiteral("s"), 1);
    names.groups.insert(QStringLiteral("s"), {QStringLiteral("s@a"), QStringLiteral("s@b")});
    const Rule rule = readRule(reader, names);
    reader.finish();
    for (const WorkspaceProblem &problem : problems)
        ADD_FAILURE() << problemText({}, problem).toStdString();
    return rule;
}

TEST(RuleReader, TakesWhatIsNotSaidFromTheShippedRule)
{
    const QString latency = QStringLiteral("api.latency_p99");
    Rule expected = ruleDefaults(latency, latency);
    expected.enabled = true;
    EXPECT_EQ(readAlone("signal = \"api.latency_p99\"\nenabled = true\n"), expected);
}

TEST(RuleReader, LetsForReplaceThePollsOfTheShippedRule)
{
    const Rule rule = readAlone("signal = \"service.ready\"\nfor = \"2m\"\n");
    EXPECT_EQ(rule.holdFor, 2min);
    EXPECT_EQ(rule.polls, 0);
    EXPECT_EQ(readAlone("signal = \"api.error_rate\"\npolls = 4\n").holdFor, 0s);
}

TEST(RuleReader, TakesAnEntryOfSeveralUrlsForAllItsServices)
{
    const Rule rule = readAlone("signal = \"api.error_rate\"\nservices = [\"s\", \"s@a\"]\n");
    EXPECT_EQ(rule.services, (QStringList{QStringLiteral("s@a"), QStringLiteral("s@b")}));
}

TEST(RuleReader, InheritsNothingUnderAnotherNameButTheVolume)
{
    EXPECT_EQ(readAlone("name = \"mine\"\nsignal = \"api.error_rate\"\nbelow = 0.5\n"),
              (Rule{.name = QStringLiteral("mine"),
                    .signal = QStringLiteral("api.error_rate"),
                    .side = Rule::Side::Below,
                    .threshold = 0.5,
                    .minimum = 20}));
}

} // namespace
} // namespace hubwatch
