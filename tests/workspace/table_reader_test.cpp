#include "workspace/table_reader.h"

#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

class TableReaderTest : public ::testing::Test
{
protected:
    void read(const QByteArray &toml)
    {
        document = parseToml(toml).value();
        reader.emplace(document, QStringLiteral("t[0]"), problems);
    }

    TomlValue document;
    Problems problems;
    std::optional<TableReader> reader;
};

TEST_F(TableReaderTest, TakesWhatIsRight)
{
    read("a = \"x\"\nb = 3\nc = 0.5\nd = true\ne = \"5m\"\nf = [\"p\", \"q\"]\n");
    EXPECT_EQ(reader->text(QStringLiteral("a"), QStringLiteral("text")), QStringLiteral("x"));
    EXPECT_EQ(reader->integer(QStringLiteral("b"), 3, 3), 3);
    EXPECT_EQ(reader->number(QStringLiteral("b"), QStringLiteral("1")), 3.0) << "whole numbers are numbers";
    EXPECT_EQ(reader->number(QStringLiteral("c"), QStringLiteral("1")), 0.5);
    EXPECT_EQ(reader->boolean(QStringLiteral("d")), true);
    EXPECT_EQ(reader->duration(QStringLiteral("e"), QStringLiteral("1m"), 5min, 5min), 5min);
    EXPECT_EQ(reader->texts(QStringLiteral("f"), QStringLiteral("x")),
              (QStringList{QStringLiteral("p"), QStringLiteral("q")}));
    reader->finish();
    EXPECT_TRUE(problems.empty());
}

TEST_F(TableReaderTest, SaysNothingOfWhatIsAbsent)
{
    read("");
    EXPECT_EQ(reader->text(QStringLiteral("a"), QStringLiteral("text")), std::nullopt);
    EXPECT_EQ(reader->boolean(QStringLiteral("a")), std::nullopt);
    EXPECT_FALSE(reader->has(QStringLiteral("a")));
    reader->finish();
    EXPECT_TRUE(problems.empty());
}

TEST_F(TableReaderTest, PointsAtTheItemOfAList)
{
    read("f = [\n\"p\",\n3 ]\n");
    EXPECT_EQ(reader->texts(QStringLiteral("f"), QStringLiteral("p")), std::nullopt);
    EXPECT_EQ(problems,
              (Problems{{3, QStringLiteral("t[0].f[1]"), QStringLiteral("expected text such as \"p\", found 3")}}));
}

TEST_F(TableReaderTest, ReportsEveryKeyThatNobodyTook)
{
    read("intervall = 1\ninterval = \"5s\"\nq = 2\n");
    EXPECT_EQ(reader->duration(QStringLiteral("interval"), QStringLiteral("5s"), 1s, 1h), 5s);
    reader->finish();
    EXPECT_EQ(
        problems,
        (Problems{{1, QStringLiteral("t[0].intervall"), QStringLiteral("unknown key; did you mean \"interval\"?")},
                  {3, QStringLiteral("t[0].q"), QStringLiteral("unknown key; valid here: interval")}}));
}

struct FoundCase {
    const char *toml;
    const char *text;
};

TEST(FoundText, SaysWhatStandsThere)
{
    for (const FoundCase &test : {FoundCase{"v = 3", "3"}, FoundCase{"v = 2.5", "2.5"}, FoundCase{"v = true", "true"},
                                  FoundCase{"v = \"x\"", "\"x\""}, FoundCase{"v = []", "a list"},
                                  FoundCase{"v = {}", "a table"}, FoundCase{"v = 07:30:00", "a date or time"}})
        EXPECT_EQ(foundText(parseToml(test.toml).value().entries.at(0).value), QString::fromLatin1(test.text));
}

} // namespace
} // namespace hubwatch
