#include "metrics/exposition_scanner.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using Kind = ExpositionScanner::Kind;

TEST(ExpositionScannerTest, TilesTheBodyWithItsEntries)
{
    const std::string_view body = "\n# TYPE a gauge\n  # x\na{b=\"1\"}  2 3\n# HELP a\nc 1";
    ExpositionScanner scanner(body, TextFormat::Prometheus);
    std::vector<Kind> kinds;
    const char *end = body.data();
    for (Kind kind = scanner.next(); kind != Kind::End; kind = scanner.next()) {
        kinds.push_back(kind);
        EXPECT_EQ(scanner.entry().begin, end);
        end = scanner.entry().end;
    }
    EXPECT_EQ(end, body.data() + body.size());
    EXPECT_EQ(kinds, (std::vector{Kind::Type, Kind::Comment, Kind::Sample, Kind::Help, Kind::Sample}));
}

TEST(ExpositionScannerTest, ReadsTheTailOfAKnownSample)
{
    const std::string_view body = "a{b=\"1\"} 2 3\nc 4\n";
    ExpositionScanner scanner(body, TextFormat::Prometheus);
    ASSERT_TRUE(scanner.readTail(body.data() + 9));
    EXPECT_EQ(scanner.entry().value, 2.0);
    EXPECT_EQ(scanner.entry().at, TimePoint(3ms));
    EXPECT_EQ(scanner.next(), Kind::Sample);
    EXPECT_EQ(scanner.entry().metric, "c");
    EXPECT_EQ(scanner.entry().at, std::nullopt);
}

} // namespace
} // namespace hubwatch
