#include "store/scrape_codec.h"

#include "metrics/scrape.h"

#include <gtest/gtest.h>
#include <limits>
#include <numeric>
#include <random>

namespace hubwatch {
namespace {

std::vector<std::uint64_t> bitsOf(std::span<const double> values)
{
    std::vector<std::uint64_t> bits;
    for (const double value : values)
        bits.push_back(std::bit_cast<std::uint64_t>(value));
    return bits;
}

std::vector<std::uint32_t> everyNumber(size_t count)
{
    std::vector<std::uint32_t> numbers(count);
    std::iota(numbers.begin(), numbers.end(), 0u);
    return numbers;
}

struct Change {
    const char *name;
    double before;
    double now;
    int most; ///< bytes the value itself may take
};

class ChangeTest : public ::testing::TestWithParam<Change>
{ };

TEST_P(ChangeTest, ComesBackBitForBitInFewBytes)
{
    const auto &[name, before, now, most] = GetParam();
    const std::vector<double> old = {before};
    const std::vector<double> fresh = {now};
    QByteArray bytes;
    encodeChanges(bytes, old, fresh);
    const auto frame = FrameReader::of(bytes);
    ASSERT_TRUE(frame);
    std::vector<double> values = old;
    ASSERT_TRUE(frame->apply(everyNumber(1), values));
    EXPECT_EQ(bitsOf(values), bitsOf(fresh));
    EXPECT_LE(bytes.size(), 3 + 1 + 1 + most);
}

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double inf = std::numeric_limits<double>::infinity();

INSTANTIATE_TEST_SUITE_P(Values, ChangeTest,
                         ::testing::Values(Change{"OneMore", 5, 6, 1}, Change{"SomeLess", 1000, 937, 1},
                                           Change{"AReset", 70'000, 0, 3},
                                           Change{"TheLargestExact", 0, 9007199254740992.0, 7},
                                           Change{"FromEndToEnd", -9007199254740992.0, 9007199254740992.0, 7},
                                           Change{"BeyondExact", 1, 1e300, 8}, Change{"AShortFraction", 0, 0.5, 2},
                                           Change{"ALongFraction", 0.1, 0.30000000000000004, 8},
                                           Change{"MinusZero", 0, -0.0, 8}, Change{"Infinite", 1, inf, 8},
                                           Change{"BackFromInfinite", -inf, 2, 8}, Change{"NotANumber", 3, nan, 8},
                                           Change{"Vanished", 3, staleMark(), 8}, Change{"Born", staleMark(), 3, 1},
                                           Change{"BornAsNaN", staleMark(), nan, 8},
                                           Change{"BornAtZero", staleMark(), 0, 0},
                                           Change{"TheSmallest", 0, std::numeric_limits<double>::denorm_min(), 8}),
                         [](const auto &test) { return test.param.name; });

double someValue(std::mt19937_64 &random)
{
    switch (random() % 6) {
    case 0: return staleMark();
    case 1: return double(random() % 1000);
    case 2: return double(std::int64_t(random()) >> 8);
    case 3: return double(random() % 100'000) / 1000;
    case 4: return std::bit_cast<double>(random());
    default: return 42;
    }
}

TEST(ScrapeCodec, CarriesRandomScrapesForAnySelection)
{
    std::mt19937_64 random(1);
    for (int round = 0; round < 300; ++round) {
        const size_t count = 1 + random() % 300;
        const unsigned share = 1 + unsigned(random() % 40);
        std::vector<double> now(count);
        for (double &value : now)
            value = someValue(random);
        std::vector<std::uint32_t> wanted;
        for (std::uint32_t number = 0; number < count + 5; ++number) {
            if (random() % 3 == 0)
                wanted.push_back(number);
        }
        std::vector<double> read(wanted.size(), 1);
        std::vector<double> before;
        for (int step = 0; step < 6; ++step) {
            QByteArray bytes;
            if (step == 0)
                encodeKeyFrame(bytes, now);
            else
                encodeChanges(bytes, before, now);
            const auto frame = FrameReader::of(bytes);
            ASSERT_TRUE(frame);
            ASSERT_EQ(frame->isKey(), step == 0);
            ASSERT_EQ(frame->universe(), now.size());
            ASSERT_TRUE(frame->apply(wanted, read));
            for (size_t k = 0; k < wanted.size(); ++k) {
                const double expected = wanted[k] < now.size() ? now[wanted[k]] : staleMark();
                ASSERT_EQ(std::bit_cast<std::uint64_t>(read[k]), std::bit_cast<std::uint64_t>(expected));
            }
            before = now;
            now.push_back(someValue(random));
            for (double &value : now) {
                if (random() % share == 0)
                    value = someValue(random);
            }
        }
    }
}

TEST(ScrapeCodec, NeverReadsPastBytesThatLie)
{
    std::mt19937_64 random(2);
    std::vector<double> now(200);
    std::vector<double> values(200);
    for (int round = 0; round < 20'000; ++round) {
        for (double &value : now)
            value = random() % 20 == 0 ? someValue(random) : staleMark();
        QByteArray bytes;
        encodeKeyFrame(bytes, now);
        bytes[qsizetype(random() % size_t(bytes.size()))] = char(random());
        bytes.truncate(qsizetype(random() % size_t(bytes.size() + 1)));
        const QByteArray exact(bytes.constData(), bytes.size());
        if (const auto frame = FrameReader::of(exact))
            (void)frame->apply(everyNumber(200), values);
    }
}

TEST(ScrapeCodec, FindsAFlippedBitAndAWrongPlace)
{
    QByteArray bytes = "some bytes";
    seal(bytes, 7, 1000);
    EXPECT_EQ(unsealed(bytes, 7, 1000), QByteArrayView("some bytes"));
    EXPECT_FALSE(unsealed(bytes, 8, 1000));
    EXPECT_FALSE(unsealed(bytes, 7, 1001));
    EXPECT_FALSE(unsealed(QByteArrayView("abc"), 7, 1000));
    bytes[4] = char(bytes[4] ^ 16);
    EXPECT_FALSE(unsealed(bytes, 7, 1000));
}

} // namespace
} // namespace hubwatch
