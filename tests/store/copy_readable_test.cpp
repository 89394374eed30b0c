#include "store/salvage.h"
#include "store/schema.h"
#include "store_fixture.h"

#include <QFileInfo>

namespace hubwatch {
namespace {

using namespace testing;

class CopyReadableTest : public StoreFixture
{ };

TEST_F(CopyReadableTest, CopiesASoundFileWholeAndInPieces)
{
    std::vector<std::string> metrics;
    for (int k = 0; k < 500; ++k)
        metrics.push_back("metric_" + std::to_string(k));
    const auto table = tableOf(metrics);
    for (int piece = 0; piece < 12; ++piece) {
        std::vector<TargetScrape> scrapes;
        for (int i = piece * 500; i < piece * 500 + 500; ++i) {
            std::vector<double> values;
            for (int k = 1; k <= 500; ++k)
                values.push_back(1.0 / (i + k));
            scrapes.push_back(scrapeOf(table, storeBegin + i * 5s, values));
        }
        ASSERT_TRUE(store->append(scrapes));
    }
    ASSERT_TRUE(store->append(Event{.at = storeBegin, .text = QStringLiteral("kept")}));
    ASSERT_TRUE(store->put(QStringLiteral("alerts"), "state"));
    const std::vector<Sample> before = samples("metric_499");
    ASSERT_EQ(before.size(), 6000u);
    store.reset();
    ASSERT_GT(QFileInfo(file()).size(), 20'000'000);

    const QTemporaryDir copies;
    const QString copy = copies.filePath(QStringLiteral("samples.db"));
    {
        const auto from = Database::open(file());
        const auto to = Database::open(copy);
        ASSERT_TRUE(from && to);
        ASSERT_TRUE(createTables(**to));
        ASSERT_TRUE(applySettings(**to));
        const Result<Kept> kept = copyReadable(**from, **to);
        ASSERT_TRUE(kept);
        EXPECT_EQ(kept->scrapes, 6000);
        EXPECT_EQ(kept->scrapesBefore, 6000);
        EXPECT_EQ(kept->events, 1);
        EXPECT_LT(QFileInfo(copy + QStringLiteral("-wal")).size(), 16'000'000) << "copied in one transaction";
    }
    auto opened = Store::open({.directory = copies.path()});
    ASSERT_TRUE(opened);
    store = std::move(opened->store);
    EXPECT_EQ(samples("metric_499"), before);
    EXPECT_EQ(store->get(QStringLiteral("alerts")), QByteArray("state"));
    EXPECT_EQ(store->stats().series, 500);
}

} // namespace
} // namespace hubwatch
