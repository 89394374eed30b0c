#include "support/canned_alerting.h"
#include "support/fake_console.h"
#include "support/printers.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/rules/cell_table.h"
#include "ui/rules/ledger_part.h"
#include "ui/rules/ledger_words.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

namespace {

class LedgerPartTest : public ::testing::Test
{
protected:
    void SetUp() override
    {
        console.show(testing::alertingSnapshot());
        part.resize(1168, 640);
        part.show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&part));
        table = child<CellTable>("ledgerTable");
        answer();
    }
    template<class T>
    T *child(const char *name)
    {
        return part.findChild<T *>(QString::fromLatin1(name));
    }
    std::vector<LedgerQuery> &queries() { return console.alertDesk.ledgerQueries; }
    void answer() { emit console.alertDesk.ledgerFound(testing::cannedLedger(queries().back())); }

    testing::FakeConsole console;
    LedgerPart part{console};
    CellTable *table = nullptr;
};

} // namespace

TEST_F(LedgerPartTest, SearchesWhenTheHandsRest)
{
    EXPECT_EQ(table->model()->rowCount(), 7);
    const size_t before = queries().size();
    for (const char *typed : {"n", "ni", "nightly"})
        child<QLineEdit>("ledgerSearch")->setText(QString::fromLatin1(typed));
    EXPECT_FALSE(part.settled());
    ASSERT_TRUE(QTest::qWaitFor([&] { return queries().size() > before; }, 1000));
    EXPECT_EQ(queries().size(), before + 1);
    EXPECT_EQ(queries().back().text, QStringLiteral("nightly"));
    LedgerAnswer stale;
    stale.id = queries()[0].id;
    emit console.alertDesk.ledgerFound(stale);
    EXPECT_EQ(table->model()->rowCount(), 7) << "an answer to an older question is passed over";
    answer();
    EXPECT_EQ(table->model()->rowCount(), 1);
    EXPECT_TRUE(part.settled());
}

TEST_F(LedgerPartTest, NarrowsByResult)
{
    auto *result = child<QComboBox>("ledgerResult");
    result->setCurrentIndex(result->findText(QStringLiteral("refused")));
    emit result->activated(result->currentIndex());
    ASSERT_TRUE(QTest::qWaitFor([&] { return queries().back().result.has_value(); }, 1000));
    EXPECT_EQ(queries().back().result, LedgerEntry::Result::Refused);
    EXPECT_EQ(queries().back().most, 500);
}

TEST_F(LedgerPartTest, ShowsTheDetailsAndRetriesOnlyWhatWasRefused)
{
    table->pick(QStringLiteral("7"));
    EXPECT_TRUE(child<QLabel>("ledgerFacts")->text().contains(u"body 9f2c41d0a7be"));
    EXPECT_TRUE(child<QLabel>("ledgerFacts")->text().contains(u"duplicates: 0"));
    EXPECT_FALSE(child<QPushButton>("retryEntryButton")->isEnabled());
    table->pick(QStringLiteral("8"));
    EXPECT_TRUE(child<QLabel>("ledgerWords")->text().contains(u"signature"));
    child<QPushButton>("retryEntryButton")->click();
    EXPECT_EQ(console.alertDesk.retriedNotices, std::vector<qint64>{8});
    EXPECT_FALSE(part.settled());
    const size_t before = queries().size();
    emit console.alertDesk.done(
        {.command = AlertOutcome::Command::Retry, .good = true, .words = QStringLiteral("on its way")});
    EXPECT_EQ(child<MarkedSentence>("ledgerOutcome")->sentence().word, QStringLiteral("on its way"));
    EXPECT_EQ(queries().size(), before + 1) << "the ledger is read again";
}

TEST_F(LedgerPartTest, KeepsWhatWasFoundWhenItCannotBeRead)
{
    part.search(QStringLiteral("x"));
    LedgerAnswer broken;
    broken.id = queries().back().id;
    broken.problem = QStringLiteral("deliveries.db is locked");
    emit console.alertDesk.ledgerFound(broken);
    EXPECT_EQ(child<MarkedSentence>("ledgerOutcome")->sentence().word, QStringLiteral("deliveries.db is locked"));
    EXPECT_EQ(table->model()->rowCount(), 7);
}

TEST_F(LedgerPartTest, ExportsWhatWasFound)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("ledger.csv"));
    EXPECT_TRUE(part.exportTo(path));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray csv = file.readAll();
    EXPECT_EQ(csv.count('\n'), 8);
    EXPECT_TRUE(csv.startsWith("at,route,kind,event,"));
    EXPECT_FALSE(part.exportTo(folder.filePath(QStringLiteral("none/ledger.csv"))));
}

TEST(LedgerWordsTest, CountsDuplicatesByNoticeAndBody)
{
    LedgerEntry first{.id = 1, .notice = 7, .route = QStringLiteral("a"), .result = LedgerEntry::Result::Unknown};
    first.bodyHash = QStringLiteral("abc");
    LedgerEntry second = first;
    second.id = 2;
    second.result = LedgerEntry::Result::Delivered;
    LedgerEntry other = second;
    other.id = 3;
    other.notice = 8;
    EXPECT_EQ(duplicatesOf(second, {first, second, other}), 1);
    EXPECT_EQ(duplicatesOf(other, {first, second, other}), 0);
}

TEST(LedgerWordsTest, AFormulaInASubjectStaysText)
{
    LedgerEntry entry{.id = 1, .subject = QStringLiteral("=1+1, \"x\"")};
    EXPECT_TRUE(ledgerCsv({entry}).contains("\"'=1+1, \"\"x\"\"\""));
}

} // namespace hubwatch::ui
