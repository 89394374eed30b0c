#include "batch/journal.h"

#include "store/database.h"
#include "support/printers.h"

#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

using namespace hubwatch;

namespace {

const TimePoint journalNow = TimePoint(1'790'000'000'000ms);

Plan journalPlan(std::int64_t rows)
{
    Plan plan{.id = QStringLiteral("20261126-0251-update-contacts-3f2a"), .rows = rows, .accepted = rows};
    plan.spec.account = QStringLiteral("prod");
    return plan;
}

std::unique_ptr<Journal> journalAt(const QString &path = {})
{
    Result<Journal::Opened> opened = Journal::open(path);
    EXPECT_TRUE(opened) << (opened ? "" : opened.error().detail.toStdString());
    return opened ? std::move(opened->journal) : nullptr;
}

std::unique_ptr<Journal> journalOf(std::int64_t rows, const QString &path = {})
{
    std::unique_ptr<Journal> journal = journalAt(path);
    EXPECT_TRUE(journal->putPlan(journalPlan(rows)));
    return journal;
}

RowOutcome journalRow(std::int64_t row, Pile pile, const QString &code = {})
{
    return {.row = row, .pile = pile, .code = code};
}

using RowNumbers = std::vector<std::int64_t>;

std::int64_t sendRows(Journal &journal, const RowNumbers &rows, const std::vector<BeforeImage> &before = {})
{
    const Result<std::int64_t> id = journal.sending({.rows = rows, .sentAt = journalNow}, before);
    EXPECT_TRUE(id);
    return id.value_or(0);
}

enum class LostTable { Rows, Requests };

void loseTable(const QString &path, LostTable table)
{
    qint64 page = 0;
    qint64 root = 0;
    {
        const std::unique_ptr<Database> database = std::move(*Database::open(path));
        page = *database->number("PRAGMA page_size");
        root = table == LostTable::Rows
            ? *database->number("SELECT rootpage FROM sqlite_master WHERE name = 'rows'")
            : *database->number("SELECT rootpage FROM sqlite_master WHERE name = 'requests'");
    }
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    ASSERT_GT(root, 1);
    file.seek((root - 1) * page);
    file.write(QByteArray(qsizetype(page), '\0'));
}

} // namespace

TEST(Journal, APlanIsReadBackAsItWasPut)
{
    Plan plan = journalPlan(3);
    plan.spec.mapping = {{.column = QStringLiteral("Stage"), .property = QStringLiteral("lifecyclestage")}};
    plan.spec.schedule = JobSchedule{.fromMinute = 30};
    plan.input = {.path = QStringLiteral("/tmp/a.csv"), .name = QStringLiteral("a.csv"), .bytes = 12};
    plan.rejects = {{.code = QStringLiteral("not-an-option"), .rows = 2, .firstRow = 9}};
    plan.plannedAt = journalNow;
    std::unique_ptr<Journal> journal = journalAt();
    ASSERT_FALSE(journal->plan());
    ASSERT_TRUE(journal->putPlan(plan));
    EXPECT_EQ(*journal->plan(), plan);
}

TEST(Journal, EveryRowIsInOnePileOrUntouched)
{
    const std::unique_ptr<Journal> journal = journalOf(10);
    ASSERT_TRUE(journal->putOutcomes(std::vector{journalRow(4, Pile::Failed, QStringLiteral("no-key"))}));
    const std::int64_t first = sendRows(*journal, {1, 2, 3});
    const std::int64_t second = sendRows(*journal, {5, 6});
    EXPECT_EQ(*journal->piles(), (JobPiles{.failed = 1, .unknown = 5}));
    ASSERT_TRUE(
        journal->ended(first, {.status = 207}, std::vector{journalRow(1, Pile::Done), journalRow(2, Pile::Failed)}));
    EXPECT_EQ(*journal->piles(), (JobPiles{.done = 1, .failed = 2, .unknown = 2}));
    ASSERT_TRUE(journal->unanswered(second, {}));
    EXPECT_EQ(*journal->untouched(0, 100), (RowNumbers{3, 7, 8, 9, 10}));
    EXPECT_EQ(*journal->untouched(3, 2), (RowNumbers{7, 8}));
    EXPECT_EQ(journal->touched(), 5);
}

TEST(Journal, WhatHasNoAnswerIsSettledByACheck)
{
    const std::unique_ptr<Journal> journal = journalOf(4);
    const std::int64_t sent = sendRows(*journal, {1, 2, 3, 4});
    ASSERT_TRUE(journal->unanswered(sent, {}));
    ASSERT_EQ(journal->openRequests()->size(), 1U);
    EXPECT_EQ(journal->openRequests()->front(),
              (JournalRequest{.id = sent, .rows = {1, 2, 3, 4}, .sentAt = journalNow}));
    const Result<std::int64_t> check
        = journal->sending({.kind = JournalRequest::Kind::Check, .rows = {1, 2, 3, 4}, .sentAt = journalNow}, {});
    ASSERT_TRUE(check);
    EXPECT_EQ(journal->piles()->unknown, 4);
    ASSERT_TRUE(journal->settled(
        *check, std::vector{journalRow(1, Pile::Done), journalRow(2, Pile::Unknown, QStringLiteral("x"))},
        RowNumbers{3}));
    EXPECT_EQ(*journal->piles(), (JobPiles{.done = 1, .unknown = 2}));
    EXPECT_EQ(journal->openRequests()->front().rows, (RowNumbers{4})) << "what the check did not tell stays open";
    EXPECT_EQ(*journal->untouched(0, 9), (RowNumbers{3}));
    EXPECT_EQ(*journal->decide(Pile::Done, QStringLiteral("looked at by hand")), 1);
    EXPECT_EQ(*journal->piles(), (JobPiles{.done = 2, .unknown = 1}));
}

TEST(Journal, AKilledProgramLeavesItsRowsAsSent)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("journal.db"));
    {
        const std::unique_ptr<Journal> journal = journalOf(6, path);
        sendRows(*journal, {1, 2});
        ASSERT_TRUE(journal->setState({.phase = JobState::Phase::Running, .startedAt = journalNow}));
    }
    const std::unique_ptr<Journal> journal = journalAt(path);
    EXPECT_EQ(*journal->piles(), (JobPiles{.unknown = 2}));
    EXPECT_EQ(journal->openRequests()->front().rows, (RowNumbers{1, 2}));
    EXPECT_EQ(*journal->untouched(0, 9), (RowNumbers{3, 4, 5, 6}));
    EXPECT_EQ(journal->state()->phase, JobState::Phase::Running);
    EXPECT_EQ(journal->state()->calls, 1);
}

TEST(Journal, TheStateBeforeIsKeptUntilTheRowIsUntouchedAgain)
{
    const std::unique_ptr<Journal> journal = journalOf(2);
    const std::vector<BeforeImage> images{
        {.row = 1,
         .recordId = QStringLiteral("101"),
         .values = {{.property = QStringLiteral("city"), .value = QStringLiteral("Zürich ☕")},
                    {.property = QStringLiteral("phone"), .value = {}}},
         .changedAt = journalNow},
        {.row = 2, .recordId = QStringLiteral("102")}};
    const std::int64_t sent = sendRows(*journal, {1, 2}, images);
    EXPECT_EQ(*journal->before(RowNumbers{1, 2}), images);
    ASSERT_TRUE(journal->ended(sent, {.status = 207}, std::vector{journalRow(1, Pile::Done)}));
    EXPECT_EQ(*journal->before(RowNumbers{1, 2}), (std::vector{images[0]}));
}

TEST(Journal, FailuresAreGroupedByReason)
{
    const std::unique_ptr<Journal> journal = journalOf(9);
    std::vector<RowOutcome> outcomes;
    for (const std::int64_t row : {3, 5, 7})
        outcomes.push_back({.row = row,
                            .pile = Pile::Failed,
                            .code = QStringLiteral("INVALID_OPTION"),
                            .words = QStringLiteral("MQL was not one of the allowed options"),
                            .reason = QStringLiteral("lifecyclestage is not an option"),
                            .sample = QStringLiteral("MQL")});
    ASSERT_TRUE(journal->ended(sendRows(*journal, {3, 5, 7}), {.status = 207}, outcomes));
    ASSERT_TRUE(journal->putOutcomes(std::vector{journalRow(9, Pile::Failed, QStringLiteral("no-key"))}));
    const std::vector<ReasonGroup> groups = *journal->reasons();
    ASSERT_EQ(groups.size(), 2U);
    EXPECT_EQ(groups[0],
              (ReasonGroup{.code = QStringLiteral("INVALID_OPTION"),
                           .reason = QStringLiteral("lifecyclestage is not an option"),
                           .rows = 3,
                           .firstRow = 3,
                           .sample = QStringLiteral("MQL"),
                           .hubspotSays = QStringLiteral("MQL was not one of the allowed options")}));
    EXPECT_EQ(groups[1].hubspotSays, QString()) << "it was never sent";
    EXPECT_EQ(
        journal->outcomes({.piles = {Pile::Failed}, .code = QStringLiteral("INVALID_OPTION"), .after = 3})->size(), 2U);
    EXPECT_EQ(*journal->forget({}, {}), 3) << "what was never sent is not sent by a retry";
    EXPECT_EQ(*journal->piles(), (JobPiles{.failed = 1}));
}

TEST(Journal, AReasonOfRowsWithoutAnAnswerIsAGroupOfItsOwn)
{
    const std::unique_ptr<Journal> journal = journalOf(9);
    RowOutcome silent = journalRow(4, Pile::Unknown, QStringLiteral("unknown"));
    ASSERT_TRUE(journal->ended(sendRows(*journal, {3, 4}), {.status = 0},
                               std::vector{journalRow(3, Pile::Failed, QStringLiteral("unknown")), silent}));
    const std::vector<ReasonGroup> groups = *journal->reasons();
    ASSERT_EQ(groups.size(), 2U);
    EXPECT_EQ(groups[0].pile, Pile::Failed);
    EXPECT_EQ(groups[0].firstRow, 3);
    EXPECT_EQ(groups[1].pile, Pile::Unknown);
    EXPECT_EQ(groups[1].firstRow, 4);
}

TEST(Journal, WhatIsNotSentAnyMoreIsSkipped)
{
    const std::unique_ptr<Journal> journal = journalOf(1000);
    ASSERT_TRUE(journal->putOutcomes(std::vector{journalRow(500, Pile::Done)}));
    EXPECT_EQ(*journal->skipRest(QStringLiteral("cancelled"), QStringLiteral("cancelled by anna")), 999);
    EXPECT_EQ(*journal->piles(), (JobPiles{.done = 1, .skipped = 999}));
    EXPECT_EQ(journal->outcomes({.piles = {Pile::Skipped}, .after = 998, .most = 9})->front().words,
              QStringLiteral("cancelled by anna"));
    EXPECT_TRUE(journal->untouched(0, 5)->empty());
    EXPECT_EQ(*journal->skipRest({}, {}), 0);
}

TEST(Journal, AnUndoHasTheRowsThatAreToBeTakenBack)
{
    const std::unique_ptr<Journal> journal = journalOf(3);
    ASSERT_TRUE(journal->putRows(RowNumbers{4, 90, 1000}));
    sendRows(*journal, {4});
    EXPECT_EQ(*journal->untouched(0, 9), (RowNumbers{90, 1000}));
    EXPECT_EQ(*journal->skipRest(QStringLiteral("cancelled"), {}), 2);
    EXPECT_EQ(*journal->piles(), (JobPiles{.unknown = 1, .skipped = 2}));
}

TEST(Journal, ADamagedOneDoubtsWhatItLost)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("journal.db"));
    {
        const std::unique_ptr<Journal> journal = journalOf(30'000, path);
        for (std::int64_t from = 1; from <= 20'000; from += 1'000) {
            std::vector<RowOutcome> outcomes;
            for (std::int64_t row = from; row < from + 1'000; ++row)
                outcomes.push_back({.row = row, .pile = Pile::Done, .words = QString(40, u'x')});
            ASSERT_TRUE(journal->putOutcomes(outcomes));
        }
    }
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    ASSERT_GT(file.size(), 400'000);
    file.seek(file.size() / 2);
    file.write(QByteArray(8'192, '\xff'));
    file.close();
    Result<Journal::Opened> opened = Journal::open(path);
    ASSERT_TRUE(opened) << opened.error().detail.toStdString();
    EXPECT_FALSE(opened->notice.isEmpty());
    const JobPiles piles = *opened->journal->piles();
    EXPECT_GT(piles.done, 0);
    EXPECT_GE(piles.done + piles.unknown, 20'000) << "a row whose record was lost must be read back, not sent again";
}

TEST(Journal, OneThatLostAllItsRowsDoubtsWhatItsRequestsTell)
{
    for (const bool requestsToo : {false, true}) {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("journal.db"));
        {
            const std::unique_ptr<Journal> journal = journalOf(30'000, path);
            ASSERT_TRUE(journal->setState({.phase = JobState::Phase::Asking, .startedAt = journalNow - 1h}));
            for (const std::int64_t from : {1, 101}) {
                RowNumbers sent;
                std::vector<RowOutcome> done;
                for (std::int64_t row = from; row < from + 100; ++row) {
                    sent.push_back(row);
                    done.push_back(journalRow(row, Pile::Done));
                }
                ASSERT_TRUE(journal->ended(sendRows(*journal, sent), {.status = 201}, done));
            }
        }
        loseTable(path, LostTable::Rows);
        if (requestsToo)
            loseTable(path, LostTable::Requests);
        const Result<Journal::Opened> opened = Journal::open(path);
        ASSERT_TRUE(opened) << opened.error().detail.toStdString();
        const std::int64_t doubted = requestsToo ? 30'000 : 10'200;
        EXPECT_EQ(*opened->journal->piles(), (JobPiles{.unknown = doubted})) << requestsToo;
        ASSERT_EQ(opened->journal->openRequests()->size(), 1U);
        EXPECT_EQ(opened->journal->openRequests()->front().sentAt, journalNow - 1h)
            << "what is older was not made by the job";
    }
}

TEST(Journal, ASentRowWhoseRequestWasLostIsReadBackAllTheSame)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("journal.db"));
    {
        const std::unique_ptr<Journal> journal = journalOf(3, path);
        sendRows(*journal, {1, 2, 3});
    }
    loseTable(path, LostTable::Requests);
    const Result<Journal::Opened> opened = Journal::open(path);
    ASSERT_TRUE(opened) << opened.error().detail.toStdString();
    ASSERT_EQ(opened->journal->openRequests()->size(), 1U);
    EXPECT_EQ(opened->journal->openRequests()->front().rows, (RowNumbers{1, 2, 3}));
}

TEST(Journal, WhatALateRequestMayStillDoKeepsItsStateBefore)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("journal.db"));
    const BeforeImage image{.row = 1, .recordId = QStringLiteral("101")};
    {
        const std::unique_ptr<Journal> journal = journalOf(3, path);
        sendRows(*journal, {1, 2, 3}, {image, {.row = 2, .recordId = QStringLiteral("102")}});
        const Result<std::int64_t> check
            = journal->sending({.kind = JournalRequest::Kind::Check, .rows = {1, 2}, .sentAt = journalNow + 9s}, {});
        ASSERT_TRUE(journal->settled(*check, {}, RowNumbers{1, 2}, RowNumbers{1}));
        EXPECT_EQ(*journal->untouched(0, 9), (RowNumbers{1, 2}));
    }
    const std::unique_ptr<Journal> journal = journalAt(path);
    EXPECT_EQ(*journal->earlier(RowNumbers{1, 2, 3}),
              (std::vector{EarlierSend{.row = 1, .sentAt = journalNow, .before = image}}));
    const Result<std::int64_t> again = journal->sending({.rows = {1}, .sentAt = journalNow + 1h}, {});
    ASSERT_TRUE(journal->setRefused(RowNumbers{1}));
    ASSERT_TRUE(journal->ended(*again, {.status = 429}, {}));
    EXPECT_EQ(*journal->earlier(RowNumbers{1}),
              (std::vector{EarlierSend{.row = 1, .sentAt = journalNow, .refused = true, .before = image}}))
        << "the first time counts, whatever came after it";
}

TEST(Journal, WhatNobodyReadsBackAnyMoreIsForAPersonToDecide)
{
    const std::unique_ptr<Journal> journal = journalOf(5);
    sendRows(*journal, {1, 2});
    EXPECT_EQ(*journal->skipRest(QStringLiteral("cancelled"), QStringLiteral("The job was cancelled.")), 3);
    EXPECT_EQ(*journal->piles(), (JobPiles{.unknown = 2, .skipped = 3}));
    EXPECT_TRUE(journal->openRequests()->empty());
    EXPECT_EQ(*journal->decide(Pile::Done, QStringLiteral("looked at by hand")), 2);
    EXPECT_EQ(*journal->piles(), (JobPiles{.done = 2, .skipped = 3}));
}
