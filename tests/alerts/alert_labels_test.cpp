#include "alerts/alert_labels.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

AlertId alertNamed(const QString &service, const QString &rule)
{
    return {.service = service, .rule = rule};
}

TEST(AlertLabelsTest, NamesAnAlertTheSameInEveryConsole)
{
    EXPECT_EQ(dedupKey(alertNamed(QStringLiteral("contacts-sync"), QStringLiteral("api.error_rate"))),
              QStringLiteral("hubwatch/contacts-sync/api.error_rate"));
    EXPECT_EQ(dedupKey(alertNamed(QStringLiteral("hubspot:prod"), QStringLiteral("credential.age 90 days"))),
              QStringLiteral("hubwatch/hubspot:prod/credential.age%2090%20days"));
}

TEST(AlertLabelsTest, KeepsApartWhatASlashWouldMakeOne)
{
    EXPECT_NE(dedupKey(alertNamed(QStringLiteral("a/b"), QStringLiteral("c"))),
              dedupKey(alertNamed(QStringLiteral("a"), QStringLiteral("b/c"))));
    EXPECT_NE(dedupKey(alertNamed(QStringLiteral("a%2Fb"), QStringLiteral("c"))),
              dedupKey(alertNamed(QStringLiteral("a/b"), QStringLiteral("c"))));
}

TEST(AlertLabelsTest, StaysWithinPagerDutysLimitAndUnique)
{
    const QString service(230, u'ü');
    const QString one = dedupKey(alertNamed(service, QStringLiteral("one")));
    const QString two = dedupKey(alertNamed(service, QStringLiteral("two")));
    EXPECT_EQ(one.size(), 255);
    EXPECT_EQ(two.size(), 255);
    EXPECT_NE(one, two) << "they differ beyond what is kept as text";
    EXPECT_TRUE(one.startsWith(QStringLiteral("hubwatch/%C3%BC")));
    const QString longest(255 - qsizetype(sizeof("hubwatch//r") - 1), u'x');
    EXPECT_TRUE(dedupKey(alertNamed(longest, QStringLiteral("r"))).endsWith(QStringLiteral("xx/r"))) << "255 fit";
}

TEST(AlertLabelsTest, NamesSeverities)
{
    for (const auto severity : {Rule::Severity::Page, Rule::Severity::Notify, Rule::Severity::Ticket})
        EXPECT_EQ(parseSeverity(severityText(severity)), severity);
    EXPECT_EQ(severityText(Rule::Severity::Page), QStringLiteral("page"));
    EXPECT_EQ(parseSeverity(u"Page"), std::nullopt);
}

} // namespace
} // namespace hubwatch
