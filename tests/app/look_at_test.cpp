#include "app/checklist/look_at.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

ReadinessFacts sampleFacts()
{
    ReadinessFacts facts{.folder = QStringLiteral("/srv")};
    facts.workspace.accounts = {{.name = QStringLiteral("prod")}};
    facts.workspace.services = {{.name = QStringLiteral("sync"), .account = QStringLiteral("prod")}};
    return facts;
}

/// Whether another setting makes it another question.
template<class Change>
bool isAnother(const char *probe, Change change)
{
    const ChecklistItem item{.id = QStringLiteral("one"), .probe = QString::fromLatin1(probe)};
    ReadinessFacts facts = sampleFacts();
    ChecklistTarget target{.service = QStringLiteral("sync")};
    const QString before = lookAt(item, facts, target);
    change(facts, target);
    return lookAt(item, facts, target) != before;
}

TEST(LookAt, FollowsTheSettingsThatAnItemIsMeasuredBy)
{
    const auto repository = [](ReadinessFacts &, ChecklistTarget &target) { target.repository = QStringLiteral("a"); };
    const auto instance = [](ReadinessFacts &, ChecklistTarget &target) {
        target.testUrl = QUrl(QStringLiteral("http://127.0.0.1:3000"));
    };
    const auto limit
        = [](ReadinessFacts &facts, ChecklistTarget &) { facts.workspace.accounts.front().concurrency = 10; };
    const auto owner = [](ReadinessFacts &, ChecklistTarget &target) { target.owner = QStringLiteral("anna"); };
    EXPECT_TRUE(isAnother("secrets", repository));
    EXPECT_FALSE(isAnother("secrets", instance));
    EXPECT_TRUE(isAnother("bench", instance));
    EXPECT_TRUE(isAnother("bench", limit)) << "by other limits another thing would have been good";
    EXPECT_FALSE(isAnother("bench", repository));
    for (const char *probe : {"secrets", "env", "bench", "scopes", "alerts", "load", "logs", "http"})
        EXPECT_FALSE(isAnother(probe, owner)) << probe;
}

} // namespace
} // namespace hubwatch
