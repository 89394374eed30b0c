#include "checklist/run_record.h"

#include "readiness_sample.h"
#include "support/printers.h"

#include <gtest/gtest.h>

using namespace hubwatch;
using hubwatch::testing::sampleNow;
using hubwatch::testing::sampleParts;

namespace {

RunRecord recordOf(std::vector<std::pair<const char *, Outcome>> outcomes)
{
    RunRecord record{.service = QStringLiteral("contacts-sync"), .at = sampleNow, .by = QStringLiteral("mari@desk")};
    for (const auto &[item, outcome] : outcomes)
        record.verdicts.push_back(plainVerdict(QString::fromLatin1(item), outcome, {}, sampleNow));
    return record;
}

TEST(RunRecordTest, ComesBackFromJsonAsItWas)
{
    const RunRecord record{.service = QStringLiteral("contacts-sync"),
                           .at = sampleNow,
                           .by = QStringLiteral("mari@desk"),
                           .verdicts = sampleParts().verdicts};
    const Result<RunRecord> read = parseRunRecord(runRecordJson(record));
    ASSERT_TRUE(read) << read.error().detail.toStdString();
    EXPECT_EQ(*read, record);
    EXPECT_TRUE(isWhole(read->verdicts[0].evidence));
}

TEST(RunRecordTest, SaysWhatIsWrongWithAFile)
{
    QByteArray unknown = runRecordJson(recordOf({{"env.ignored", Outcome::Pass}, {"alerts.set", Outcome::Warn}}));
    unknown.replace("\"warn\"", "\"splendid\"");
    struct Case {
        QByteArray json;
        const char *says;
    };
    for (const Case &one :
         {Case{{}, "byte 1"}, Case{"{\"service\":\"a\",\"at\":", "byte 21"}, Case{"[]", "service"},
          Case{"{\"service\":\"a\"}", "at: expected"}, Case{"{\"service\":\"a\",\"at\":1}", "verdicts: expected"},
          Case{unknown, "verdicts[1].outcome: unknown \"splendid\""}}) {
        const Result<RunRecord> read = parseRunRecord(one.json);
        ASSERT_FALSE(read) << one.says;
        EXPECT_EQ(read.error().kind, Error::Kind::Malformed);
        EXPECT_TRUE(read.error().detail.contains(QLatin1StringView(one.says))) << read.error().detail.toStdString();
    }
}

TEST(RunRecordTest, ShowsThatAVerdictWasChanged)
{
    RunRecord record = recordOf({{"env.ignored", Outcome::Fail}});
    record.verdicts[0].words = QStringLiteral(".env is tracked by git");
    record.verdicts[0].lookedAt = QStringLiteral("a1");
    const QByteArray json = runRecordJson(record);
    EXPECT_EQ(*parseRunRecord(json), record);
    for (const auto &[from, to] : {std::pair{"\"fail\"", "\"pass\""},
                                   {"env.ignored", "secrets.managed"},
                                   {"is tracked", "is not tracked"},
                                   {"\"a1\"", "\"b2\""},
                                   {"\"seal\"", "\"ignored\""},
                                   {"contacts-sync", "deals-sync"}}) {
        QByteArray changed = json;
        changed.replace(from, to);
        ASSERT_NE(changed, json);
        const Result<RunRecord> read = parseRunRecord(changed);
        ASSERT_TRUE(read) << to;
        EXPECT_EQ(read->verdicts[0].outcome, Outcome::Error) << to;
        EXPECT_TRUE(read->verdicts[0].words.contains(QStringLiteral("was changed, run it again"))) << to;
    }
}

TEST(RunRecordTest, KeepsTheNewestVerdictOfEachItem)
{
    const auto newest = newestVerdicts({recordOf({{"a", Outcome::Pass}, {"b", Outcome::Fail}}),
                                        recordOf({{"b", Outcome::Pass}}), recordOf({{"c", Outcome::Warn}})});
    EXPECT_EQ(newest, recordOf({{"a", Outcome::Pass}, {"b", Outcome::Pass}, {"c", Outcome::Warn}}).verdicts);
}

TEST(RunRecordTest, TellsWorseFromBetterThanABaseline)
{
    using enum Outcome;
    using Kind = ItemChange::Kind;
    struct Case {
        Outcome before;
        Outcome now;
        std::optional<Kind> kind;
    };
    for (const Case &one :
         {Case{Pass, Warn, Kind::Regressed}, Case{Pass, Fail, Kind::Regressed}, Case{Pass, Error, Kind::Regressed},
          Case{Warn, Fail, Kind::Regressed}, Case{Warn, Error, Kind::Regressed}, Case{Warn, Pass, Kind::Mended},
          Case{Fail, Pass, Kind::Mended}, Case{Fail, Warn, Kind::Mended}, Case{Error, Pass, Kind::Mended},
          Case{Fail, Error, {}}, Case{Error, Fail, {}}, Case{Pass, Pass, {}}, Case{Pass, NotRun, {}},
          Case{NotRun, Fail, {}}, Case{NotRun, Pass, {}}, Case{Fail, NotRun, {}}, Case{Pass, NotApplicable, {}},
          Case{NotApplicable, Fail, {}}}) {
        const auto changes = changesSince(recordOf({{"a", one.before}}).verdicts, recordOf({{"a", one.now}}).verdicts);
        ASSERT_EQ(changes.size(), one.kind ? 1u : 0u) << int(one.before) << ' ' << int(one.now);
        if (one.kind) {
            EXPECT_EQ(changes[0], (ItemChange{*one.kind, QStringLiteral("a"), one.before, one.now}));
        }
    }
    const auto changes = changesSince(recordOf({{"old", Pass}, {"same", Pass}}).verdicts,
                                      recordOf({{"same", Pass}, {"new", Fail}, {"never", NotRun}}).verdicts);
    EXPECT_EQ(changes,
              (std::vector<ItemChange>{{Kind::Appeared, QStringLiteral("new"), NotRun, Fail},
                                       {Kind::Gone, QStringLiteral("old"), Pass, NotRun}}));
}

} // namespace
