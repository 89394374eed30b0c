#include "batch/key_set.h"

#include <gtest/gtest.h>
#include <string>

namespace hubwatch {
namespace {

TEST(KeySet, TellsTheRowThatHadAKeyFirst)
{
    KeySet keys(7);
    EXPECT_EQ(keys.put("ada@example.com", 1), 0);
    EXPECT_EQ(keys.put("grace@example.com", 2), 0);
    EXPECT_EQ(keys.put("ada@example.com", 3), 1);
    EXPECT_EQ(keys.put("ada@example.com", 4), 1);
    EXPECT_EQ(keys.put("grace@example.com", 5), 2);
    EXPECT_EQ(keys.size(), 2);
}

TEST(KeySet, TellsKeysOfEveryLengthApart)
{
    KeySet keys(7);
    const std::string text = "0123456789abcdefghijklmnopqrstuvwxyz";
    std::int64_t row = 0;
    for (std::size_t length = 0; length <= text.size(); ++length)
        EXPECT_EQ(keys.put(text.substr(0, length), ++row), 0) << length;
    EXPECT_EQ(keys.put(std::string("12345678\0", 9), ++row), 0);
    EXPECT_EQ(keys.put(std::string("12345678\0\0", 10), ++row), 0) << "the length counts";
}

TEST(KeySet, HoldsAMillionKeysInFortyMegabytes)
{
    KeySet keys(99);
    for (std::int64_t row = 1; row <= 1'000'000; ++row)
        ASSERT_EQ(keys.put("contact" + std::to_string(row) + "@example.com", row), 0);
    for (std::int64_t row = 1; row <= 1'000'000; row += 997)
        ASSERT_EQ(keys.put("contact" + std::to_string(row) + "@example.com", 2'000'000), row);
    EXPECT_EQ(keys.size(), 1'000'000);
    EXPECT_LT(keys.bytes(), 40'000'000);
}

} // namespace
} // namespace hubwatch
