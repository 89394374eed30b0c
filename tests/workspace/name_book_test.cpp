#include "workspace/name_book.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(NameBook, RefusesASecondOfOneNameAndNamesTheFirst)
{
    NameBook book(QStringLiteral("services"));
    EXPECT_EQ(book.add(QStringLiteral("a"), 3), std::nullopt);
    EXPECT_EQ(book.add(QStringLiteral("A"), 5), std::nullopt) << "names differ by case";
    EXPECT_EQ(book.add(QStringLiteral("a"), 9), QStringLiteral("two services are named \"a\"; the other is on line 3"));
    EXPECT_TRUE(book.has(QStringLiteral("a")));
    EXPECT_FALSE(book.has(QStringLiteral("b")));
}

TEST(NameBook, OffersWhatIsThere)
{
    NameBook book(QStringLiteral("routes"));
    EXPECT_TRUE(book.unknown(QStringLiteral("x")).endsWith(QStringLiteral("this file has none; add [[routes]]")));
    book.add(QStringLiteral("oncall"), 1);
    book.add(QStringLiteral("team"), 2);
    EXPECT_TRUE(book.unknown(QStringLiteral("oncal")).endsWith(QStringLiteral("did you mean \"oncall\"?")));
    EXPECT_TRUE(
        book.unknown(QStringLiteral("billing")).endsWith(QStringLiteral("this file has \"oncall\" or \"team\"")));
}

} // namespace
} // namespace hubwatch
