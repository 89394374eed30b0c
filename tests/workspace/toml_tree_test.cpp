#include "workspace/toml_tree.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(TomlTree, KeepsTheOrderAndThePlaceOfEverything)
{
    const auto document = parseToml("b = \"日本\" # c\na = [1, 2.5,\n true]\n[[x]]\nk = { z = 1, y = 1979-05-27 }\n");
    ASSERT_TRUE(document);
    ASSERT_EQ(document->entries.size(), 3u);
    EXPECT_EQ(document->entries[0].key, QStringLiteral("b"));
    EXPECT_EQ(document->entries[0].value.text, QStringLiteral("日本"));
    EXPECT_EQ(document->entries[0].value.begin, (TextPosition{1, 5}));
    EXPECT_EQ(document->entries[0].value.end, (TextPosition{1, 9})) << "columns count characters, not bytes";
    const TomlValue &list = document->entries[1].value;
    ASSERT_EQ(list.items.size(), 3u);
    EXPECT_EQ(list.items[0].integer, 1);
    EXPECT_EQ(list.items[0].number, 1.0);
    EXPECT_EQ(list.items[1].number, 2.5);
    EXPECT_TRUE(list.items[2].boolean);
    EXPECT_EQ(list.end.line, 3);
    const TomlValue &block = document->entries[2].value.items.at(0);
    EXPECT_FALSE(block.isInline);
    EXPECT_EQ(block.begin.line, 4);
    const TomlEntry *pairs = block.find(u"k");
    ASSERT_TRUE(pairs);
    EXPECT_TRUE(pairs->value.isInline);
    EXPECT_EQ(pairs->value.entries[0].key, QStringLiteral("z"));
    EXPECT_EQ(pairs->value.entries[1].value.kind, TomlValue::Kind::Date);
    EXPECT_EQ(block.find(u"none"), nullptr);
}

TEST(TomlTree, SaysWhereItIsNotToml)
{
    const auto document = parseToml("a = 1\nb = = 2\n");
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().at, (TextPosition{2, 5}));
    EXPECT_FALSE(document.error().text.isEmpty());
}

TEST(TomlTree, RefusesNestingThatWouldExhaustTheStack)
{
    EXPECT_FALSE(parseToml("a = " + QByteArray(100'000, '[')));
}

} // namespace
} // namespace hubwatch
