#include "batch/name_likeness.h"

#include "support/printers.h"

#include <gtest/gtest.h>

using namespace hubwatch;

// Values of Winkler's own paper.
TEST(NameLikeness, IsThatOfJaroAndWinkler)
{
    EXPECT_NEAR(nameLikeness(u"MARTHA", u"MARHTA"), 0.9611, 0.0001);
    EXPECT_NEAR(nameLikeness(u"DIXON", u"DICKSONX"), 0.8133, 0.0001);
    EXPECT_NEAR(nameLikeness(u"DWAYNE", u"DUANE"), 0.84, 0.0001);
    EXPECT_NEAR(nameLikeness(u"JONES", u"JOHNSON"), 0.8324, 0.0001);
}

TEST(NameLikeness, HasItsEnds)
{
    EXPECT_DOUBLE_EQ(nameLikeness(u"stage", u"stage"), 1);
    EXPECT_DOUBLE_EQ(nameLikeness(u"abc", u"xyz"), 0);
    EXPECT_DOUBLE_EQ(nameLikeness(u"", u"xyz"), 0);
    EXPECT_DOUBLE_EQ(nameLikeness(u"a", u"a"), 1);
}

TEST(NameLikeness, IsTheSameFromBothSides)
{
    EXPECT_DOUBLE_EQ(nameLikeness(u"lifecyclestage", u"lifecycle"), nameLikeness(u"lifecycle", u"lifecyclestage"));
    EXPECT_DOUBLE_EQ(nameLikeness(u"会社名", u"会社番号"), nameLikeness(u"会社番号", u"会社名"));
}

TEST(NameLikeness, TellsJapaneseNamesApart)
{
    EXPECT_GE(nameLikeness(u"メールアドレス", u"メールアドレス2"), sameLikeness);
    EXPECT_LT(nameLikeness(u"会社名", u"会社番号"), sameLikeness);
    // Four bytes each: by UTF-16 units these two would share half of what they are.
    EXPECT_DOUBLE_EQ(nameLikeness(u"𠮷", u"𠮸"), 0);
}

TEST(NameLikeness, PlainNamesAreLettersAndDigits)
{
    EXPECT_EQ(plainName(QStringLiteral(" First_Name (2) ")), QStringLiteral("firstname2"));
    EXPECT_EQ(plainName(QStringLiteral("ｆｉｒｓｔ＿ｎａｍｅ")), QStringLiteral("firstname"));
    EXPECT_EQ(plainName(QStringLiteral("ﾒｰﾙ・アドレス")), QStringLiteral("メールアドレス"));
    EXPECT_EQ(plainName(QStringLiteral("--")), QString());
}

TEST(NameLikeness, InitialsTakeTwoWords)
{
    EXPECT_EQ(initials(QStringLiteral("Marketing Qualified Lead")), QStringLiteral("mql"));
    EXPECT_EQ(initials(QStringLiteral("sales-qualified/lead")), QStringLiteral("sql"));
    EXPECT_EQ(initials(QStringLiteral("Lead")), QString());
}
