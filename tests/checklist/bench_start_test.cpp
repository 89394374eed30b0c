#include "checklist/bench/bench_start.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

const QUrl startUrl(QStringLiteral("http://127.0.0.1:8080/app"));

TEST(BenchStart, ReadsARequest)
{
    const Result<BenchStart> start = parseBenchStart(QStringLiteral("POST /sync?full=1"), startUrl, {});
    ASSERT_TRUE(start);
    EXPECT_EQ(int(start->kind), int(BenchStart::Kind::Http));
    EXPECT_EQ(int(start->request.method), int(HttpRequest::Method::Post));
    EXPECT_EQ(start->request.url, QUrl(QStringLiteral("http://127.0.0.1:8080/app/sync?full=1")));
    EXPECT_TRUE(start->request.once) << "a run is not begun twice";
    EXPECT_EQ(start->words, QStringLiteral("POST /sync")) << "a query may hold a secret";
}

TEST(BenchStart, ReadsACommand)
{
    const Result<BenchStart> start
        = parseBenchStart(QStringLiteral("command:npm run sync -- \"two words\""), {}, QStringLiteral("/srv/app"));
    ASSERT_TRUE(start);
    EXPECT_EQ(start->process.program, QStringLiteral("npm"));
    EXPECT_EQ(start->process.arguments.last(), QStringLiteral("two words"));
    EXPECT_EQ(start->process.folder, QStringLiteral("/srv/app"));
}

TEST(BenchStart, LeavesItToSomebody)
{
    EXPECT_EQ(int(parseBenchStart(QStringLiteral("  "), {}, {})->kind), int(BenchStart::Kind::Hand));
}

TEST(BenchStart, SaysWhatIsWrong)
{
    for (const char *text : {"SYNC /now", "POST", "POST sync", "/sync", "command:", "command:  ", "post /sync"}) {
        const Result<BenchStart> start = parseBenchStart(QString::fromLatin1(text), startUrl, {});
        ASSERT_FALSE(start) << text;
        EXPECT_TRUE(start.error().detail.startsWith(QStringLiteral("bench_start"))) << text;
    }
    EXPECT_EQ(parseBenchStart(QStringLiteral("POST /sync"), {}, {}).error().detail,
              QStringLiteral("no test instance is named: add test_url"));
}

TEST(BenchStart, StaysOnTheTestInstance)
{
    for (const char *text : {"POST //evil.test/sync", "POST /http://evil.test/", "POST /@evil.test/"}) {
        const Result<BenchStart> start = parseBenchStart(QString::fromLatin1(text), startUrl, {});
        ASSERT_TRUE(start) << text;
        EXPECT_EQ(start->request.url.host(), startUrl.host()) << text;
        EXPECT_EQ(start->request.url.port(), startUrl.port()) << text;
    }
}

} // namespace
} // namespace hubwatch
