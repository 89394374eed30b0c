#include "batch/csv/csv_intake.h"

#include "support/as_nobody.h"
#include "support/printers.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>
#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace hubwatch;

namespace {

struct TakenIn {
    std::vector<QStringList> rows = {};
    JobInput input = {};
    QString fault = {};
};

QStringList intakeCells(const CsvRow &row)
{
    QStringList cells;
    for (const std::string_view cell : row.cells)
        cells += QString::fromUtf8(cell.data(), qsizetype(cell.size()));
    return cells;
}

class CsvIntakeTest : public ::testing::Test
{
protected:
    QString place(const char *name) const { return folder.filePath(QString::fromUtf8(name)); }

    void write(const QByteArray &bytes, const char *name = "rows.csv")
    {
        QFile file(place(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        ASSERT_EQ(file.write(bytes), bytes.size());
    }
    QByteArray contents(const char *name) const
    {
        QFile file(place(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArrayLiteral("(there is none)");
    }

    TakenIn takeIn(const QString &path, std::optional<CsvFormat> format = {}, qint64 step = 1024)
    {
        TakenIn taken;
        const Result<std::unique_ptr<CsvIntake>> opened = CsvIntake::open(path, place("copy.csv"), format);
        if (!opened) {
            taken.fault = opened.error().detail;
            return taken;
        }
        const auto seen = [&](const CsvRow &row) {
            taken.rows.push_back(intakeCells(row));
            return true;
        };
        for (Result<bool> hasMore = true; hasMore && *hasMore;) {
            hasMore = (*opened)->step(step, seen);
            if (!hasMore)
                taken.fault = hasMore.error().detail;
        }
        taken.input = (*opened)->input();
        return taken;
    }
    TakenIn takeIn(qint64 step = 1024) { return takeIn(place("rows.csv"), {}, step); }

    QTemporaryDir folder;
};

const std::vector<QStringList> intakeRows
    = {{QStringLiteral("id"), QStringLiteral("name")}, {QStringLiteral("1"), QStringLiteral("山田 太郎")}};

TEST_F(CsvIntakeTest, KeepsACopyWithoutTheMarkAndTheHashOfTheFile)
{
    const QByteArray bytes = "\xEF\xBB\xBFid,name\r\n1,山田 太郎\r\n";
    write(bytes);
    for (const qint64 step : {1, 2, 1024}) {
        const TakenIn taken = takeIn(step);
        EXPECT_EQ(taken.fault, QString());
        EXPECT_EQ(taken.rows, intakeRows);
        EXPECT_EQ(contents("copy.csv"), bytes.mid(3));
        EXPECT_EQ(taken.input.sha256,
                  QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()));
        EXPECT_EQ(taken.input.bytes, bytes.size());
        EXPECT_EQ(taken.input.name, QStringLiteral("rows.csv"));
        EXPECT_EQ(taken.input.path, place("rows.csv"));
        EXPECT_EQ(taken.input.format, (CsvFormat{.bomBytes = 3}));
        EXPECT_TRUE(taken.input.changedAt.has_value());
    }
    EXPECT_EQ(fileSha256(place("rows.csv")).value_or(QString()), takeIn().input.sha256);
}

TEST_F(CsvIntakeTest, TurnsOtherEncodingsIntoUtf8)
{
    const QByteArray text = "id,name\n1,山田 太郎\n";
    write("id,name\n1,\x8ER\x93\x63 \x91\xBE\x98Y\n");
    const TakenIn shiftJis = takeIn(3);
    EXPECT_EQ(shiftJis.rows, intakeRows);
    EXPECT_EQ(shiftJis.input.format.encoding, CsvFormat::Encoding::ShiftJis);
    EXPECT_EQ(contents("copy.csv"), text);

    QByteArray utf16 = "\xFF\xFE";
    for (const QChar unit : QString::fromUtf8(text))
        utf16 += QByteArray(1, char(unit.unicode() & 0xFF)) + QByteArray(1, char(unit.unicode() >> 8));
    write(utf16);
    const TakenIn wide = takeIn(3);
    EXPECT_EQ(wide.fault, QString());
    EXPECT_EQ(wide.rows, intakeRows);
    EXPECT_EQ(contents("copy.csv"), text);
}

TEST_F(CsvIntakeTest, BelongsToItsOwnerAloneAndIsThereOnlyWhenComplete)
{
    write("id\n1\n2\n");
    const Result<std::unique_ptr<CsvIntake>> opened = CsvIntake::open(place("rows.csv"), place("copy.csv"));
    ASSERT_TRUE(opened);
    const auto seen = [](const CsvRow &) { return true; };
    EXPECT_EQ((*opened)->step(3, seen), Result<bool>(true));
    EXPECT_DOUBLE_EQ((*opened)->share(), 3.0 / 7);
    EXPECT_FALSE(QFile::exists(place("copy.csv")));
    EXPECT_EQ((*opened)->step(100, seen), Result<bool>(false));
    EXPECT_DOUBLE_EQ((*opened)->share(), 1);
    EXPECT_EQ(QDir(folder.path()).entryList(QDir::Files),
              (QStringList{QStringLiteral("copy.csv"), QStringLiteral("rows.csv")}));
#ifdef Q_OS_UNIX
    struct stat about = {};
    ASSERT_EQ(::stat(QFile::encodeName(place("copy.csv")).constData(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777U, 0600U);
#endif
}

TEST_F(CsvIntakeTest, LeavesNothingBehindWhenTheFileIsAtFault)
{
    write("id,name\n1,\"open\n");
    EXPECT_EQ(takeIn().fault,
              QStringLiteral("line 2, row 1: the quote that opens column 2 is never closed; close it, or remove it"));
    EXPECT_EQ(QDir(folder.path()).entryList(QDir::Files), QStringList{QStringLiteral("rows.csv")});
}

TEST_F(CsvIntakeTest, GoesOnBehindTheRowWhereItWasStopped)
{
    write("id\n1\n2\n3");
    const Result<std::unique_ptr<CsvIntake>> opened = CsvIntake::open(place("rows.csv"), {});
    ASSERT_TRUE(opened);
    std::vector<QStringList> rows;
    Result<bool> hasMore = true;
    for (int steps = 0; hasMore && *hasMore && steps < 10; ++steps) {
        hasMore = (*opened)->step(1024, [&](const CsvRow &row) {
            rows.push_back(intakeCells(row));
            return false;
        });
    }
    EXPECT_EQ(hasMore, Result<bool>(false));
    EXPECT_EQ(rows.size(), 4u);
}

TEST_F(CsvIntakeTest, SaysWhereTextIsNotUtf8AndWhatItIs)
{
    QByteArray bytes = "id,name\n";
    for (int row = 1; row <= 20'000; ++row)
        bytes += QByteArray::number(row) + ",plain\n";
    const qsizetype before = bytes.size();
    write(bytes + "20001,caf\xE9\n20002,cr\xE8me\n");
    for (const qint64 step : {1000, 1024 * 1024})
        EXPECT_EQ(
            takeIn(step).fault,
            QStringLiteral("line 20,002, byte 228,912 of the file: this is not UTF-8; choose Windows-1252, or save "
                           "the file as UTF-8"));
    EXPECT_EQ(before + 10, 228'912);

    write(bytes + "20001,\x8ER\x93\x63\n");
    EXPECT_EQ(
        takeIn(1024 * 1024).fault,
        QStringLiteral("line 20,002, byte 228,909 of the file: this is not UTF-8; choose Shift-JIS, or save the file "
                       "as UTF-8"));
    write(bytes + "20001,\xE5\xB1");
    EXPECT_EQ(
        takeIn().fault,
        QStringLiteral("line 20,002, byte 228,909 of the file: the file ends within a character of UTF-8; it was cut "
                       "off, or is in another encoding"));
}

TEST_F(CsvIntakeTest, TakesTheFormatThatWasChosen)
{
    write("\xEF\xBB\xBFid;name\n1;K\xC3\xA4se\n");
    const TakenIn semicolon = takeIn(place("rows.csv"), CsvFormat{.delimiter = ','});
    EXPECT_EQ(semicolon.rows.front(), QStringList{QStringLiteral("id;name")});
    EXPECT_EQ(semicolon.input.format, (CsvFormat{.bomBytes = 3}));
    const TakenIn other = takeIn(
        place("rows.csv"), CsvFormat{.encoding = CsvFormat::Encoding::Windows1252, .bomBytes = 3, .delimiter = ';'});
    EXPECT_EQ(other.rows.back().back(), QString::fromUtf8("KÃ¤se"));
    EXPECT_EQ(other.input.format.bomBytes, 0);
}

TEST_F(CsvIntakeTest, RefusesWhatIsNoFileOfRows)
{
    EXPECT_EQ(takeIn(place("none.csv")).fault, QStringLiteral("there is no file ") + place("none.csv"));
    EXPECT_EQ(takeIn(folder.path()).fault, folder.path() + QStringLiteral(" is a folder; choose a file in it"));
    EXPECT_EQ(takeIn(QStringLiteral("/dev/zero")).fault, QStringLiteral("/dev/zero is not a file"));
    write("");
    EXPECT_EQ(takeIn().fault, place("rows.csv") + QStringLiteral(" is empty"));
    write("\xEF\xBB\xBF");
    EXPECT_EQ(takeIn().fault, place("rows.csv") + QStringLiteral(" is empty"));
    EXPECT_EQ(fileSha256(place("none.csv")).error().kind, Error::Kind::Storage);
    write("id\n");
    EXPECT_FALSE(CsvIntake::open(place("rows.csv"), place("no/folder/copy.csv")));
}

TEST_F(CsvIntakeTest, TakesAHeaderAlone)
{
    write("id,name");
    EXPECT_EQ(takeIn().rows, (std::vector<QStringList>{{QStringLiteral("id"), QStringLiteral("name")}}));
}

#ifdef Q_OS_UNIX
TEST_F(CsvIntakeTest, SaysThatAFileMayNotBeRead)
{
    write("id\n");
    ASSERT_TRUE(QFile::setPermissions(place("rows.csv"), QFileDevice::WriteOwner));
    ASSERT_TRUE(QFile::setPermissions(folder.path(),
                                      QFileDevice::ReadOwner | QFileDevice::ExeOwner | QFileDevice::ReadOther
                                          | QFileDevice::ExeOther | QFileDevice::WriteOwner));
    EXPECT_EXIT(hubwatch::testing::asNobody([&] {
                    const Result<std::unique_ptr<CsvIntake>> opened = CsvIntake::open(place("rows.csv"), {});
                    std::_Exit(!opened && opened.error().kind == Error::Kind::Storage ? 0 : 1);
                }),
                ::testing::ExitedWithCode(0), "");
}
#endif

TEST_F(CsvIntakeTest, SaysThatTheFileBecameShorterWhileItWasRead)
{
    write(QByteArray("id\n") + QByteArray(4000, '1'));
    const Result<std::unique_ptr<CsvIntake>> opened = CsvIntake::open(place("rows.csv"), place("copy.csv"));
    ASSERT_TRUE(opened);
    const auto seen = [](const CsvRow &) { return true; };
    ASSERT_TRUE((*opened)->step(1000, seen));
    ASSERT_TRUE(QFile::resize(place("rows.csv"), 1500));
    const Result<bool> second = (*opened)->step(1000, seen);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, Error::Kind::Storage);
    EXPECT_EQ(second.error().detail,
              QStringLiteral("rows.csv changed while it was read: it ended after 1,500 bytes of "
                             "4,003; choose it again"));
    EXPECT_FALSE(QFile::exists(place("copy.csv")));
}

TEST_F(CsvIntakeTest, SaysThatTheFileWasWrittenToWhileItWasRead)
{
    write("id\n1\n2\n");
    const Result<std::unique_ptr<CsvIntake>> opened = CsvIntake::open(place("rows.csv"), place("copy.csv"));
    ASSERT_TRUE(opened);
    QFile file(place("rows.csv"));
    ASSERT_TRUE(file.open(QIODevice::Append));
    file.write("3\n");
    file.close();
    const Result<bool> done = (*opened)->step(1000, [](const CsvRow &) { return true; });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().detail,
              QStringLiteral("rows.csv changed while it was read: it was written to; choose it again"));
    EXPECT_FALSE(QFile::exists(place("copy.csv")));
}

TEST_F(CsvIntakeTest, ReadsTheFilesOfOthers)
{
    const auto faultOf = [&](const char *name) {
        return takeIn(QStringLiteral(HUBWATCH_TEST_DATA "/batch/") + QString::fromUtf8(name)).fault;
    };
    EXPECT_EQ(faultOf("shift-jis.csv"), QString());
    EXPECT_EQ(faultOf("not-utf8.csv"), QString()); // Windows-1252 from its first bytes on
    const QString path = QStringLiteral(HUBWATCH_TEST_DATA "/batch/not-utf8.csv");
    EXPECT_EQ(takeIn(path, CsvFormat()).fault,
              QStringLiteral("line 3, byte 55 of the file: this is not UTF-8; choose Windows-1252, or save the file as "
                             "UTF-8"));
}

} // namespace
