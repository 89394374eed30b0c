#include "support/printers.h"
#include "vault/credential_record.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>
#include <thread>

namespace hubwatch::testing {

namespace {

class CredentialFileTest : public ::testing::Test
{
protected:
    Result<CredentialBook> add(const QString &reference)
    {
        return changeCredentialBook(folder, [&](CredentialBook &book) { book.put({.reference = reference}); });
    }
    void write(const QByteArray &text)
    {
        ASSERT_TRUE(QDir().mkpath(folder));
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    QTemporaryDir directory;
    QString folder = directory.filePath(QStringLiteral("data"));
    QString path = folder + QStringLiteral("/credentials.json");
};

TEST_F(CredentialFileTest, IsEmptyWithASaltOfItsOwnBeforeThereIsAFile)
{
    const LoadedBook first = loadCredentialBook(folder);
    EXPECT_EQ(first.notice, QString());
    EXPECT_TRUE(first.book.records.empty());
    EXPECT_EQ(first.book.salt.size(), 16);
    EXPECT_NE(first.book.salt, loadCredentialBook(folder).book.salt);
    EXPECT_FALSE(QFile::exists(folder)) << "reading makes nothing";
}

TEST_F(CredentialFileTest, KeepsWhatWasChangedForTheOwnerAlone)
{
    const Result<CredentialBook> written = add(QStringLiteral("keychain:prod"));
    ASSERT_TRUE(written) << written.error().detail.toStdString();
    EXPECT_EQ(loadCredentialBook(folder).book, *written);
#ifdef Q_OS_UNIX
    constexpr auto others
        = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    EXPECT_FALSE(QFile::permissions(path) & others);
#endif
    ASSERT_TRUE(add(QStringLiteral("keychain:box")));
    EXPECT_EQ(loadCredentialBook(folder).book.records.size(), 2U);
    EXPECT_EQ(loadCredentialBook(folder).book.salt, written->salt);
}

TEST_F(CredentialFileTest, LosesNoChangeOfTwoWritersAtOnce)
{
    const auto addTen = [this](const QString &prefix) {
        for (int i = 0; i < 10; ++i)
            EXPECT_TRUE(add(prefix + QString::number(i)));
    };
    std::thread other([&] { addTen(QStringLiteral("keychain:a")); });
    addTen(QStringLiteral("keychain:b"));
    other.join();
    EXPECT_EQ(loadCredentialBook(folder).book.records.size(), 20U);
}

TEST_F(CredentialFileTest, SetsABrokenFileAsideAndSaysSo)
{
    for (int round = 1; round <= 2; ++round) {
        write("{ broken");
        const LoadedBook loaded = loadCredentialBook(folder);
        EXPECT_TRUE(loaded.book.records.empty());
        const QString aside = path + QStringLiteral(".broken-%1").arg(round);
        EXPECT_TRUE(loaded.notice.contains(aside)) << loaded.notice.toStdString();
        EXPECT_TRUE(QFile::exists(aside));
        EXPECT_FALSE(QFile::exists(path));
    }
    EXPECT_TRUE(add(QStringLiteral("keychain:prod")));
}

TEST_F(CredentialFileTest, ChangesNothingThatItCannotRead)
{
    ASSERT_TRUE(QDir().mkpath(path)); // a folder where the file should be
    const Result<CredentialBook> refused = add(QStringLiteral("keychain:prod"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Error::Kind::Storage);
    EXPECT_TRUE(refused.error().detail.startsWith(path));
    EXPECT_TRUE(loadCredentialBook(folder).notice.startsWith(path));
}

TEST_F(CredentialFileTest, RefusesAFolderThatCannotBeOne)
{
    QFile file(folder);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.close();
    const Result<CredentialBook> refused = add(QStringLiteral("keychain:prod"));
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().detail.contains(u"--data-dir"));
}

TEST_F(CredentialFileTest, KeepsNothingWithoutAFolder)
{
    folder.clear();
    const Result<CredentialBook> book = add(QStringLiteral("keychain:prod"));
    ASSERT_TRUE(book);
    EXPECT_EQ(book->records.size(), 1U);
    EXPECT_TRUE(loadCredentialBook(folder).book.records.empty());
}

} // namespace

} // namespace hubwatch::testing
