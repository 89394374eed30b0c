#include "app/commands/batch_options.h"

#include "support/printers.h"

#include <gtest/gtest.h>

using namespace hubwatch;

namespace {

const TimePoint optionsNow = TimePoint(1'790'000'000'000ms);

Result<BatchOptions> optionsOf(const QString &line)
{
    return parseBatchOptions(line.split(u' ', Qt::SkipEmptyParts), optionsNow);
}

} // namespace

TEST(BatchOptions, ARunIsReadWhole)
{
    QStringList line
        = QStringLiteral(
              "run fix.csv --account prod --object contacts --operation upsert --id Mail --id-property email "
              "--map Stage=lifecyclestage --map a=b=city --set owner=7 --confirm 4242 --first 50 --reserve 1000 "
              "--no-undo")
              .split(u' ');
    line << QStringLiteral("--window") << QStringLiteral("22:00-05:00 Asia/Tokyo");
    const Result<BatchOptions> options = parseBatchOptions(line, optionsNow);
    ASSERT_TRUE(options) << options.error().detail.toStdString();
    EXPECT_EQ(options->deed, BatchOptions::Deed::Run);
    EXPECT_EQ(options->file, QStringLiteral("fix.csv"));
    EXPECT_EQ(options->spec.operation, JobOperation::Upsert);
    EXPECT_EQ(
        options->spec.mapping,
        (std::vector<ColumnMapping>{{.column = QStringLiteral("Stage"), .property = QStringLiteral("lifecyclestage")},
                                    {.column = QStringLiteral("a=b"), .property = QStringLiteral("city")}}));
    EXPECT_EQ(options->spec.constants,
              (std::vector<PropertyConstant>{{.property = QStringLiteral("owner"), .value = QStringLiteral("7")}}));
    EXPECT_EQ(options->order.confirm, QStringLiteral("4242"));
    EXPECT_EQ(options->order.firstRows, 50);
    EXPECT_EQ(options->order.dailyReserve, 1000);
    EXPECT_EQ(options->order.schedule->fromMinute, 22 * 60);
    EXPECT_FALSE(options->spec.keepsBefore);
    EXPECT_TRUE(options->spec.skipsUnchanged);
}

TEST(BatchOptions, MistakesAreNamed)
{
    struct Case {
        const char *line;
        const char *said;
    };
    const Case cases[] = {
        {"", "expected plan, run, resume, status or undo"},
        {"delete x", "found \"delete\""},
        {"run", "expected a FILE or --search"},
        {"run a.csv --search x --account p --object contacts", "expected a FILE or --search"},
        {"run a.csv --object contacts", "--account"},
        {"run a.csv --account p", "--object"},
        {"run a.csv --account p --object contacts --operation gdpr-delete", "--operation: expected update"},
        {"run a.csv --account p --object contacts --map city", "--map: expected NAME=VALUE"},
        {"run a.csv --account p --object contacts --first many", "--first: expected a number"},
        {"run a.csv --account p --object contacts --stop-by later", "--stop-by: expected 05:00"},
        {"run a.csv b.csv --account p --object contacts", "one argument too many"},
        {"status --confirm 4242", "--confirm: unknown option"},
        {"run a.csv --account p --object contacts --label 279", "--label: expected CATEGORY:TYPE"},
        {"run a.csv --account p --object contacts --encoding EUC-JP", "--encoding: expected UTF-8"},
        {"run a.csv --account p --object contacts --delimiter \"", "--delimiter: expected comma"},
        {"run a.csv --account p --object contacts --delimiter \u3001", "--delimiter: expected comma"},
        {"run a.csv --account p --object contacts --delimiter ||", "--delimiter: expected comma"},
        {"run a.csv --account p --object contacts --delimiter \n", "--delimiter: expected comma"},
        {"status --results r.csv", "--results: expected the JOB"},
    };
    for (const Case &one : cases) {
        const Result<BatchOptions> options = optionsOf(QString::fromUtf8(one.line));
        ASSERT_FALSE(options) << one.line;
        EXPECT_TRUE(options.error().detail.contains(QLatin1StringView(one.said)))
            << one.line << ": " << options.error().detail.toStdString();
    }
}

TEST(BatchOptions, WhatIsNotSaidOfAFileIsLookedFor)
{
    using Encoding = CsvFormat::Encoding;
    struct Case {
        const char *options;
        std::optional<Encoding> encoding;
        std::optional<char> delimiter;
    };
    for (const Case &one : {Case{"", {}, {}},
                            {"--encoding utf-16le", Encoding::Utf16Le, {}},
                            {"--encoding UTF-16BE", Encoding::Utf16Be, {}},
                            {"--encoding shift-jis", Encoding::ShiftJis, {}},
                            {"--delimiter tab", {}, '\t'},
                            {"--delimiter semicolon", {}, ';'},
                            {"--delimiter ^ --encoding Windows-1252", Encoding::Windows1252, '^'}}) {
        const Result<BatchOptions> options
            = optionsOf(QStringLiteral("plan a.csv --account p --object contacts ") + QString::fromLatin1(one.options));
        ASSERT_TRUE(options) << one.options << options.error().detail.toStdString();
        EXPECT_EQ(options->encoding, one.encoding) << one.options;
        EXPECT_EQ(options->delimiter, one.delimiter) << one.options;
    }
}

TEST(BatchOptions, StopByIsTheNextTimeThatItIsThat)
{
    const Result<BatchOptions> options = optionsOf(QStringLiteral("resume --stop-by 05:00"));
    ASSERT_TRUE(options);
    EXPECT_GT(*options->order.stopBy, optionsNow);
    EXPECT_LE(*options->order.stopBy, optionsNow + 25h);
    EXPECT_EQ(optionsOf(QStringLiteral("resume --stop-by 2026-11-27T05:00:00Z"))->order.stopBy,
              TimePoint(std::chrono::sys_days(std::chrono::year(2026) / 11 / 27)) + 5h);
}
