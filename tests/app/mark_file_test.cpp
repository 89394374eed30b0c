#include "app/triage/mark_file.h"

#include "support/manual_clock.h"
#include "support/printers.h"

#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

class MarkFileTest : public ::testing::Test
{
protected:
    QTemporaryDir folder;
    testing::ManualClock clock; // 2025-11-23 08:00 UTC
    Recorder recorder{StoreOptions{}};
    QString path = folder.filePath(QStringLiteral("marks.jsonl"));
    std::unique_ptr<MarkFile> file;
    QStringList texts;
    QStringList notices;

    void start()
    {
        file = std::make_unique<MarkFile>(path, recorder, clock);
        QObject::connect(file.get(), &MarkFile::marked, file.get(), [this](const Event &mark) { texts << mark.text; });
        QObject::connect(file.get(), &MarkFile::noticed, file.get(), [this](const QString &text) { notices << text; });
        file->start();
    }
    void write(const QByteArray &bytes, QIODevice::OpenMode mode = QIODevice::Append)
    {
        QFile out(path);
        ASSERT_TRUE(out.open(QIODevice::WriteOnly | mode));
        out.write(bytes);
    }
    QStringList look()
    {
        texts.clear();
        clock.advance(1s);
        return texts;
    }
};

QByteArray lineOf(const char *text)
{
    return QByteArray("2025-11-23T07:00:00Z sync ") + text + '\n';
}

TEST_F(MarkFileTest, HandsOnWhatIsAppendedOnce)
{
    start();
    EXPECT_EQ(look(), QStringList()) << "the file is not there yet";
    write(lineOf("one") + lineOf("two"));
    EXPECT_EQ(look(), (QStringList{QStringLiteral("one"), QStringLiteral("two")}));
    EXPECT_EQ(look(), QStringList());
    write(lineOf("three"));
    EXPECT_EQ(look(), QStringList{QStringLiteral("three")});
    EXPECT_EQ(notices, QStringList());
}

TEST_F(MarkFileTest, WaitsForTheEndOfALine)
{
    start();
    look();
    write("2025-11-23T07:00:00Z sync ha");
    EXPECT_EQ(look(), QStringList());
    write("lf\n" + lineOf("whole"));
    EXPECT_EQ(look(), (QStringList{QStringLiteral("half"), QStringLiteral("whole")}));
}

TEST_F(MarkFileTest, NamesTheLineItCannotReadAndTakesTheOthers)
{
    start();
    look();
    write("# deploys\n\n" + lineOf("one") + "nonsense\n" + lineOf("two"));
    EXPECT_EQ(look(), (QStringList{QStringLiteral("one"), QStringLiteral("two")}));
    ASSERT_EQ(notices.size(), 1);
    EXPECT_TRUE(notices[0].startsWith(path + QStringLiteral(":4: expected "))) << notices[0].toStdString();
    EXPECT_EQ(look(), QStringList());
    EXPECT_EQ(notices.size(), 1) << "said once";
}

TEST_F(MarkFileTest, GoesOnWhereTheRunBeforeEnded)
{
    start();
    look();
    write(lineOf("one"));
    look();
    file.reset();
    write(lineOf("while we were down"));
    start();
    EXPECT_EQ(look(), QStringList{QStringLiteral("while we were down")});
}

TEST_F(MarkFileTest, ReadsAFileThatWasBegunAnewFromItsStart)
{
    start();
    look();
    write(lineOf("one") + lineOf("two"));
    look();
    write(lineOf("short"), QIODevice::Truncate);
    EXPECT_EQ(look(), QStringList{QStringLiteral("short")}) << "truncated";
    write(lineOf("other") + lineOf("longer") + lineOf("than before"), QIODevice::Truncate);
    EXPECT_EQ(look().size(), 3) << "longer than what was read of the one before";
    ASSERT_TRUE(QFile::rename(path, path + QStringLiteral(".1")));
    EXPECT_EQ(look(), QStringList());
    write(lineOf("new"));
    EXPECT_EQ(look(), QStringList{QStringLiteral("new")}) << "rotated";
}

TEST_F(MarkFileTest, ShowsOfAFileFoundAtFirstTheLastDayOnly)
{
    write("2025-11-21T07:00:00Z sync old\n" + lineOf("young"));
    start();
    EXPECT_EQ(look(), QStringList{QStringLiteral("young")});
    write("2025-11-21T07:00:00Z sync late but told now\n");
    EXPECT_EQ(look(), QStringList{QStringLiteral("late but told now")});
}

TEST_F(MarkFileTest, GetsPastALineWithoutAnEnd)
{
    start();
    look();
    write(QByteArray(70'000, 'x'));
    EXPECT_EQ(look(), QStringList());
    ASSERT_EQ(notices.size(), 1);
    EXPECT_TRUE(notices[0].contains(u"no line end"));
    write("\n" + lineOf("after"));
    EXPECT_EQ(look(), QStringList{QStringLiteral("after")});
}

TEST_F(MarkFileTest, ReadsALongFileInPieces)
{
    QByteArray lines;
    for (int i = 0; i < 1000; ++i)
        lines += lineOf("x");
    write("2025-11-21T07:00:00Z sync old\n" + lines + "2025-11-21T07:00:00Z sync old, too\n");
    start();
    qsizetype afterOnePiece = -1;
    clock.after(0ms, file.get(), [&] { afterOnePiece = texts.size(); });
    EXPECT_EQ(look().size(), 1000);
    EXPECT_EQ(afterOnePiece, 99) << "the event loop runs between pieces";
}

} // namespace
} // namespace hubwatch
