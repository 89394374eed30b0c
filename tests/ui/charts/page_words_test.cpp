#include "support/canned_history.h"
#include "support/printers.h"
#include "ui/charts/page_words.h"

#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

TEST(PageWordsTest, SayWhatIsUnseenAndSinceWhen)
{
    Snapshot snapshot = testing::cannedSnapshot();
    EXPECT_EQ(unseenSentence(snapshot, false, Zone::Local),
              QStringLiteral("nightly-export is unreachable since 09:31 (9 min): connection refused."));
    EXPECT_TRUE(unseenSentence(snapshot, true, Zone::Utc).contains(QStringLiteral("from 00:41:07")));
    snapshot.console.network = ConsoleState::Network::Lost;
    snapshot.console.networkLostSince = snapshot.at - 1min;
    EXPECT_EQ(unseenSentence(snapshot, false, Zone::Local),
              QStringLiteral("This computer has no network since 09:40:07: nothing new is seen."));
    EXPECT_EQ(unseenSentence(Snapshot{}, false, Zone::Local), QString());
}

TEST(PageWordsTest, SayTheFaultOfTheStore)
{
    Snapshot snapshot;
    snapshot.console.storeFault = QStringLiteral("disk full");
    EXPECT_EQ(unseenSentence(snapshot, false, Zone::Local), QStringLiteral("Samples are not being stored: disk full."));
}

TEST(PageWordsTest, FoldWhatNobodyExposesWithTheWayOut)
{
    EXPECT_EQ(foldedSentence({}, {}, {}), QString());
    EXPECT_EQ(foldedSentence(
                  {{.key = QStringLiteral("webhook.delay_p99"), .title = QStringLiteral("Webhook delay p99")}}, {}, {}),
              QStringLiteral(
                  "Not exposed by any service: Webhook delay p99. Expose hubspot_webhook_processing_delay_seconds, or "
                  "name your own metric under metric_names in the workspace."));
}

TEST(PageWordsTest, TellApartWhatOnlyAccountsKnow)
{
    const std::vector<PanelSpec> hidden{{.key = QStringLiteral("quota.used"), .title = QStringLiteral("Daily quota")}};
    Snapshot snapshot;
    EXPECT_EQ(foldedSentence(hidden, snapshot, {}), QStringLiteral("Add an account in Sources to see: Daily quota."));
    snapshot.accounts.resize(1);
    EXPECT_EQ(foldedSentence(hidden, snapshot, {}), QStringLiteral("Not told by any account yet: Daily quota."));
    EXPECT_EQ(foldedSentence(hidden, snapshot, {QStringLiteral("hubspot:prod"), QStringLiteral("a")}),
              QStringLiteral("Not told by HubSpot prod, a: Daily quota."));
}

TEST(PageWordsTest, NameTheSourceOfAnExport)
{
    Snapshot snapshot = testing::cannedSnapshot();
    EXPECT_EQ(sourceText(snapshot), QStringLiteral("hubwatch.toml, 5 services"));
    snapshot.console.demo = true;
    EXPECT_EQ(sourceText(snapshot), QStringLiteral("DEMO, hubwatch.toml, 5 services"));
}

} // namespace
} // namespace hubwatch::ui
