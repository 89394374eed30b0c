#include "store/varint.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

struct Number {
    const char *name;
    std::uint64_t number;
    int bytes;
};

class VarintTest : public ::testing::TestWithParam<Number>
{ };

TEST_P(VarintTest, ComesBackAndLeavesWhatFollows)
{
    QByteArray bytes;
    appendVarint(bytes, GetParam().number);
    EXPECT_EQ(bytes.size(), GetParam().bytes);
    bytes.append('\x7f');
    std::span<const std::uint8_t> rest = octets(bytes);
    EXPECT_EQ(takeVarint(rest), GetParam().number);
    EXPECT_EQ(rest.size(), 1u);
}

TEST_P(VarintTest, IsRefusedWhenCutShort)
{
    QByteArray bytes;
    appendVarint(bytes, GetParam().number);
    bytes.chop(1);
    std::span<const std::uint8_t> rest = octets(bytes);
    EXPECT_EQ(takeVarint(rest), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Numbers, VarintTest,
                         ::testing::Values(Number{"Zero", 0, 1}, Number{"TheLastOfOneByte", 127, 1},
                                           Number{"TheFirstOfTwo", 128, 2}, Number{"TheLastOfTwo", 16383, 2},
                                           Number{"AllOnes", UINT64_MAX, 10}),
                         [](const auto &test) { return test.param.name; });

TEST(Varint, IsRefusedBeyondSixtyFourBits)
{
    for (const char last : {'\x02', '\xff'}) {
        const QByteArray bytes = QByteArray(9, '\xff') + last + '\x01';
        std::span<const std::uint8_t> rest = octets(bytes);
        EXPECT_EQ(takeVarint(rest), std::nullopt);
    }
}

} // namespace
} // namespace hubwatch
