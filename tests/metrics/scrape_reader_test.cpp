#include "metrics/scrape_reader.h"

#include "support/printers.h"

#include <bit>
#include <gtest/gtest.h>
#include <map>
#include <random>

namespace hubwatch {
namespace {

constexpr TextFormat readAsPrometheus = TextFormat::Prometheus;
constexpr TextFormat readAsOpenMetrics = TextFormat::OpenMetrics;

std::uint64_t bitsOf(double value)
{
    return std::bit_cast<std::uint64_t>(value);
}

struct Shown {
    std::uint64_t bits = 0;
    MetricType type = MetricType::Unknown;

    bool operator==(const Shown &) const = default;
};

/// What a scrape says, by the series' names: independent of indexes.
std::map<std::string, Shown> shownBy(const Scrape &scrape)
{
    std::map<std::string, Shown> shown;
    for (size_t i = 0; i < scrape.values.size(); ++i)
        if (!isStaleMark(scrape.values[i]))
            shown[seriesText(scrape.table->series[i])] = {bitsOf(scrape.values[i]), scrape.table->types[i]};
    return shown;
}

std::map<std::string, Shown> shownBy(const Exposition &exposition)
{
    std::map<std::string, Shown> shown;
    for (const ExpositionSample &sample : exposition.samples)
        shown.try_emplace(seriesText(sample.series),
                          Shown{bitsOf(sample.value), exposition.families[sample.family].type});
    return shown;
}

class ScrapeReaderTest : public ::testing::Test
{
protected:
    Scrape read(std::string_view body, TextFormat format = readAsPrometheus)
    {
        const Result<Scrape> result = reader.read(body, format, TimePoint(++m_minutes * 1min));
        EXPECT_TRUE(result.has_value()) << result.error().detail.toStdString();
        return result.value_or(Scrape{});
    }

    ScrapeReader reader;

private:
    int m_minutes = 0;
};

using Indexes = std::vector<std::uint32_t>;

TEST_F(ScrapeReaderTest, ReadsSeriesInOrderOfAppearance)
{
    const Scrape scrape = read("# TYPE b counter\nb{x=\"1\"} 2\na 1 1700000000000\n");
    ASSERT_EQ(scrape.table->series.size(), 2u);
    EXPECT_EQ(seriesText(scrape.table->series[0]), "b{x=\"1\"}");
    EXPECT_EQ(scrape.table->types, (std::vector{MetricType::Counter, MetricType::Unknown}));
    EXPECT_EQ(scrape.values, (std::vector{2.0, 1.0}));
    EXPECT_EQ(scrape.changed, (Indexes{0, 1}));
    EXPECT_EQ(scrape.at, TimePoint(1min));
}

TEST_F(ScrapeReaderTest, GivesAHistogramsSeriesItsType)
{
    const Scrape scrape = read("# TYPE h histogram\nh_bucket{le=\"1\"} 1\nh_sum 1\nh_count 1\nh_other 1\n");
    EXPECT_EQ(scrape.table->types,
              (std::vector{MetricType::Histogram, MetricType::Histogram, MetricType::Histogram, MetricType::Unknown}));
}

TEST_F(ScrapeReaderTest, NamesOnlyWhatChanged)
{
    read("a 1\nb 2\nc 3\n");
    const Scrape scrape = read("a 1\nb 1000\nc 3.0\n");
    EXPECT_EQ(scrape.changed, (Indexes{1}));
    EXPECT_EQ(scrape.values, (std::vector{1.0, 1000.0, 3.0}));
    EXPECT_TRUE(read("a 1\nb 1000\nc 3.0\n").changed.empty());
}

TEST_F(ScrapeReaderTest, MarksAVanishedSeriesStaleOnce)
{
    const auto table = read("a 1\nb 2\nc 3\n").table;
    const Scrape gone = read("a 1\nc 3\n");
    EXPECT_TRUE(isStaleMark(gone.values[1]));
    EXPECT_EQ(gone.changed, (Indexes{1}));
    EXPECT_TRUE(read("a 1\nc 3\n").changed.empty());
    const Scrape back = read("a 1\nb 2\nc 3\n");
    EXPECT_EQ(back.values[1], 2.0);
    EXPECT_EQ(back.changed, (Indexes{1}));
    EXPECT_EQ(back.table, table);
}

TEST_F(ScrapeReaderTest, AppendsANewSeriesAndKeepsTheIndexesOfOthers)
{
    const Scrape before = read("a 1\nc 3\n");
    const Scrape after = read("a 1\nb 2\nc 3\n");
    EXPECT_EQ(seriesText(after.table->series[2]), "b");
    EXPECT_EQ(after.changed, (Indexes{2}));
    EXPECT_EQ(after.table->generation, before.table->generation);
    EXPECT_EQ(before.table->series.size(), 2u) << "a scrape handed out keeps its table";
}

TEST_F(ScrapeReaderTest, KeepsTheFirstOfARepeatedSeries)
{
    EXPECT_EQ(read("a{x=\"1\"} 1\na{x=\"1\"} 2\n").values, std::vector{1.0});
    EXPECT_EQ(read("a{x=\"1\"} 1\na{x=\"1\"} 3\n").values, std::vector{1.0});
    EXPECT_EQ(read("a{x=\"1\"} 4\na{x=\"1\"} 3\n").values, std::vector{4.0});
}

TEST_F(ScrapeReaderTest, KnowsASeriesInAnyNotation)
{
    read("a{x=\"1\",y=\"2\"} 1\n");
    EXPECT_EQ(read("a { y=\"2\", x=\"1\", z=\"\" } 5\n").values, std::vector{5.0});
    EXPECT_EQ(read("a{y=\"2\",x=\"1\"} 6\n# EOF\n", readAsOpenMetrics).values, std::vector{6.0});
}

TEST_F(ScrapeReaderTest, StaysAsItWasWhenABodyIsBroken)
{
    const Scrape before = read("a 1\nb 2\n");
    const auto broken = reader.read("a 5\nc 1\nb 2x\n", readAsPrometheus, TimePoint(9min));
    ASSERT_FALSE(broken);
    EXPECT_TRUE(broken.error().detail.startsWith(QStringLiteral("3:3: expected a value")));
    const Scrape after = read("a 1\nb 3\n");
    EXPECT_EQ(after.table, before.table);
    EXPECT_EQ(after.changed, (Indexes{1}));
    EXPECT_EQ(read("a 1\nb 3\nc 1\n").changed, (Indexes{2})) << "c was not known from the broken body";
}

TEST_F(ScrapeReaderTest, FollowsATypeThatChanges)
{
    const Scrape before = read("# TYPE a gauge\na 1\n");
    EXPECT_EQ(read("# TYPE a counter\na 1\n").table->types, std::vector{MetricType::Counter});
    EXPECT_EQ(before.table->types, std::vector{MetricType::Gauge});
}

TEST_F(ScrapeReaderTest, ForgetsWhatIsLongGone)
{
    std::string full = "keep 1\n";
    for (int i = 0; i < 3; ++i)
        full += "pod{id=\"" + std::to_string(i) + "\"} 1\n";
    read(full);
    for (int i = 0; i < 240; ++i)
        ASSERT_EQ(read("keep 1\n").table->generation, 0u) << i;
    const Scrape compacted = read("keep 1\n");
    EXPECT_EQ(compacted.table->generation, 1u);
    EXPECT_EQ(compacted.table->series.size(), 1u);
    EXPECT_EQ(compacted.changed, (Indexes{0}));
    EXPECT_TRUE(read("keep 1\n").changed.empty());
    EXPECT_EQ(read("pod{id=\"1\"} 7\nkeep 1\n").values, (std::vector{1.0, 7.0}));
}

TEST_F(ScrapeReaderTest, RefusesMoreSeriesThanItsLimit)
{
    ScrapeReader small({.bytes = 100, .series = 1});
    EXPECT_FALSE(small.read("a 1\nb 2\n", readAsPrometheus, {}));
    EXPECT_FALSE(small.read(std::string(101, '\n'), readAsPrometheus, {}));
    EXPECT_TRUE(small.read("a 1\n", readAsPrometheus, {}));
}

/// Two bodies in a row of which the second must not be mistaken for the first with other values.
struct BodyPair {
    const char *name;
    TextFormat format;
    const char *before;
    const char *after;
};

class SuccessiveBodiesTest : public ::testing::TestWithParam<BodyPair>
{ };

TEST_P(SuccessiveBodiesTest, AreReadAsIfEachWereTheFirst)
{
    const BodyPair &bodies = GetParam();
    ScrapeReader reader;
    ASSERT_TRUE(reader.read(bodies.before, bodies.format, {}));
    const Result<Scrape> read = reader.read(bodies.after, bodies.format, {});
    const Result<Exposition> parsed = parseExposition(bodies.after, bodies.format);
    ASSERT_EQ(read.has_value(), parsed.has_value());
    if (parsed)
        EXPECT_EQ(shownBy(*read), shownBy(*parsed));
    else
        EXPECT_EQ(read.error(), parsed.error());
}

INSTANTIATE_TEST_SUITE_P(
    Prometheus, SuccessiveBodiesTest,
    ::testing::Values(BodyPair{"ANameGrows", readAsPrometheus, "a-1\n", "a5 3\n"},
                      BodyPair{"ALineGetsLabels", readAsPrometheus, "a 1\n", "a {b=\"1\"} 1\n"},
                      BodyPair{"ALabelValueGrows", readAsPrometheus, "a{b=\"1\"} 1\n", "a{b=\"11\"} 1\n"},
                      BodyPair{"AValueGrowsAtTheEnd", readAsPrometheus, "a 1", "a 12"},
                      BodyPair{"AValueShrinks", readAsPrometheus, "a 12\nb 3\n", "a 1\nb 3\n"},
                      BodyPair{"ATimestampComes", readAsPrometheus, "a 1\nb 1\n", "a 1 5\nb 1\n"},
                      BodyPair{"TheNewlineGoes", readAsPrometheus, "a 12\n", "a 12"},
                      BodyPair{"TheEndIsCutOff", readAsPrometheus, "a 12\nb{c=\"d\"} 2\n", "a 12\nb{c=\"d"},
                      BodyPair{"TheValueIsCutOff", readAsPrometheus, "a 12\n", "a "},
                      BodyPair{"BodyBecomesEmpty", readAsPrometheus, "a 12\n", ""},
                      BodyPair{"ACommentBecomesALine", readAsPrometheus, "# a\nb 1\n", "a 1\nb 1\n"},
                      BodyPair{"ACommentBecomesAType", readAsPrometheus, "# a\na 1\n", "# TYPE a gauge\na 1\n"},
                      BodyPair{"ACommentGrowsAndAValueChanges", readAsPrometheus, "# at 9\na 1\nb 2\n",
                               "# at 10\na 1\nb 3\n"},
                      BodyPair{"ABlankLineComes", readAsPrometheus, "# x\na 1\n", "\n# x\na 1\n"},
                      BodyPair{"AValueBecomesGarbage", readAsPrometheus, "a 1\n", "a x\n"},
                      BodyPair{"HelpBecomesInvalid", readAsPrometheus, "# HELP a b\na 1\n", "# HELP a \xff\na 1\n"},
                      BodyPair{"ABareNewlineMovesIntoALabel", readAsPrometheus, "a{b=\"1\"} 1\nc 1\n",
                               "a{b=\"1\"} 1\nc{x=\"\n\"} 1\n"}),
    [](const auto &test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    OpenMetrics, SuccessiveBodiesTest,
    ::testing::Values(BodyPair{"ANameGrows", readAsOpenMetrics, "a 1\n# EOF\n", "ab 1\n# EOF\n"},
                      BodyPair{"LabelsCome", readAsOpenMetrics, "a 1\n# EOF\n", "a{b=\"1\"} 1\n# EOF\n"},
                      BodyPair{"ExemplarsChange", readAsOpenMetrics, "a 1 # {b=\"1\"} 1 2\nc 3\n# EOF\n",
                               "a 1 # {b=\"234\"} 5\nc 4\n# EOF\n"},
                      BodyPair{"EofGoes", readAsOpenMetrics, "a 1\n# EOF\n", "a 1\n"},
                      BodyPair{"SomethingFollowsEof", readAsOpenMetrics, "a 1\n# EOF\n", "a 1\n# EOF\nb 1\n"},
                      BodyPair{"UnitBecomesInvalid", readAsOpenMetrics, "# UNIT a_b b\na_b 1\n# EOF\n",
                               "# UNIT a_b c\na_b 1\n# EOF\n"}),
    [](const auto &test) { return test.param.name; });

/// A body of lines that change as they do in life, and as they should not.
class Target
{
public:
    explicit Target(unsigned seed)
        : m_random(seed)
    {
        for (int i = 0; i < 12; ++i)
            m_lines.push_back(newLine());
    }

    std::string body() const
    {
        std::string text;
        for (const auto &[key, value] : m_lines)
            text += key + value + "\n";
        return text;
    }

    void change()
    {
        for (auto &[key, value] : m_lines)
            if (below(5) == 0)
                value = newValue(key);
        const size_t at = below(m_lines.size());
        const size_t other = below(m_lines.size());
        switch (below(12)) {
        case 0: m_lines.insert(m_lines.begin() + std::ptrdiff_t(at), newLine()); break;
        case 1:
            if (m_lines.size() > 4)
                m_lines.erase(m_lines.begin() + std::ptrdiff_t(at));
            break;
        case 2: std::swap(m_lines[at], m_lines[other]); break;
        case 3: m_lines[at].first = newLine().first; break;
        default: break;
        }
    }

    std::string damaged()
    {
        std::string text = body();
        text[below(text.size())] = "\"{}\n x1#=\\,"[below(11)];
        return text;
    }

    size_t below(size_t end) { return std::uniform_int_distribution<size_t>(0, end - 1)(m_random); }

private:
    std::pair<std::string, std::string> newLine()
    {
        const std::string number = std::to_string(below(8));
        switch (below(8)) {
        case 0: return {"# TYPE m" + number, below(2) ? " counter" : " gauge"};
        case 1: return {"# HELP m" + number, " some help"};
        case 2: return {"# comment ", number};
        case 3: return {"m" + number + " ", "1"};
        default: return {"m" + number + "{a=\"" + std::to_string(below(3)) + "\",b=\"x\\\"y\"} ", "7"};
        }
    }

    std::string newValue(const std::string &key)
    {
        if (key.starts_with("# TYPE"))
            return below(2) ? " counter" : " gauge";
        if (key.starts_with('#'))
            return " words " + std::to_string(below(1000));
        const std::string values[] = {"0", "1", "12345", "0.25", "1e-7", "NaN", "+Inf", "-3", "17 1700000000000"};
        return values[below(std::size(values))];
    }

    std::mt19937 m_random;
    std::vector<std::pair<std::string, std::string>> m_lines = {};
};

TEST(ScrapeReaderRoundsTest, AlwaysAgreesWithReadingWhole)
{
    for (unsigned seed = 0; seed < 100; ++seed) {
        Target target(seed);
        ScrapeReader reader;
        std::map<std::string, Shown> last;
        for (int round = 0; round < 100; ++round) {
            const bool isDamaged = target.below(6) == 0;
            const std::string body = isDamaged ? target.damaged() : target.body();
            const Result<Scrape> read = reader.read(body, readAsPrometheus, {});
            const Result<Exposition> parsed = parseExposition(body, readAsPrometheus);
            ASSERT_EQ(read.has_value(), parsed.has_value()) << "seed " << seed << " round " << round << '\n' << body;
            if (!parsed) {
                ASSERT_EQ(read.error(), parsed.error()) << body;
                continue;
            }
            std::map<std::string, Shown> shown = shownBy(*read);
            ASSERT_EQ(shown, shownBy(*parsed)) << "seed " << seed << " round " << round << '\n' << body;

            for (size_t i = 0; i < read->values.size(); ++i) {
                const std::string name = seriesText(read->table->series[i]);
                const auto before = last.find(name);
                const auto now = shown.find(name);
                const bool isChanged = (before == last.end()) != (now == shown.end())
                    || (now != shown.end() && before->second.bits != now->second.bits);
                ASSERT_EQ(std::ranges::binary_search(read->changed, std::uint32_t(i)), isChanged) << name;
            }
            last = std::move(shown);
            target.change();
        }
    }
}

} // namespace
} // namespace hubwatch
