#include "store/series_codec.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

struct Named {
    const char *name;
    SeriesId id;
};

class SeriesCodecTest : public ::testing::TestWithParam<Named>
{ };

TEST_P(SeriesCodecTest, ComesBack)
{
    EXPECT_EQ(decodedSeries(encodedSeries(GetParam().id)), GetParam().id);
}

INSTANTIATE_TEST_SUITE_P(
    Series, SeriesCodecTest,
    ::testing::Values(Named{"Bare", {.metric = "up"}},
                      Named{"Labelled", {.metric = "calls_total", .labels = {{"code", "200"}, {"path", "/a\"b\\\n"}}}},
                      Named{"OfEmptyText", {.metric = "", .labels = {{"", ""}}}},
                      Named{"BeyondAscii", {.metric = "größe", .labels = {{"stadt", "Zürich"}}}},
                      Named{"OfALongValue", {.metric = "q", .labels = {{"sql", std::string(5000, 'x')}}}},
                      Named{"WithAZeroByte", {.metric = "z", .labels = {{"b", std::string("a\0b", 3)}}}}),
    [](const auto &test) { return test.param.name; });

TEST(SeriesCodec, RefusesEveryBeginningOfASeriesThatIsNoSeries)
{
    const SeriesId id{.metric = "calls", .labels = {{"code", "200"}}};
    const QByteArray whole = encodedSeries(id);
    for (qsizetype length = 0; length < whole.size(); ++length) {
        const auto read = decodedSeries(QByteArrayView(whole).first(length));
        const bool withoutLabels = length == 1 + 5; // "calls" alone is a series too
        EXPECT_EQ(read.has_value(), withoutLabels) << length;
    }
}

TEST(SeriesCodec, RefusesALengthBeyondTheEnd)
{
    EXPECT_EQ(decodedSeries(QByteArray("\x7f"
                                       "abc",
                                       4)),
              std::nullopt);
    EXPECT_EQ(decodedSeries(QByteArray("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"
                                       "a",
                                       11)),
              std::nullopt);
}

} // namespace
} // namespace hubwatch
