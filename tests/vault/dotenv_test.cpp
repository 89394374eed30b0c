#include "vault/dotenv.h"

#include "support/printers.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

QByteArray dotenvData(const char *name)
{
    QFile file(QStringLiteral(HUBWATCH_TEST_DATA "/dotenv/") + QString::fromLatin1(name));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << name;
    return file.readAll();
}

class DotenvTest : public ::testing::TestWithParam<const char *>
{ };

// values.json is what the npm package makes of these files; tests/e2e/dotenv_parity.py asks it again.
TEST_P(DotenvTest, AgreesWithThePackage)
{
    const QJsonObject all = QJsonDocument::fromJson(dotenvData("values.json")).object();
    const QString name = QString::fromLatin1(GetParam()) + QStringLiteral(".env");
    ASSERT_TRUE(all.contains(name));
    const QJsonObject expected = all[name].toObject();
    const Result<std::map<QString, Secret>> values = parseDotenv(dotenvData(qPrintable(name)));
    ASSERT_TRUE(values);
    QJsonObject found;
    for (const auto &[key, value] : *values)
        found.insert(key, QString::fromUtf8(value.reveal()));
    EXPECT_EQ(found, expected) << QJsonDocument(found).toJson().toStdString();
}

INSTANTIATE_TEST_SUITE_P(Files, DotenvTest,
                         ::testing::Values("plain", "quotes", "comments", "multiline", "crlf", "bom", "spaces",
                                           "repeated", "tokens", "invalid_utf8", "empty", "no_line_end", "long", "odd"),
                         [](const auto &test) { return std::string(test.param); });

TEST(DotenvLong, ReadsALargeValueInQuotes)
{
    const QByteArray value = QByteArray("line of a key\n").repeated(40'000);
    const Result<std::map<QString, Secret>> values = parseDotenv("A=\"" + value + "\"\nB=2\n");
    ASSERT_TRUE(values);
    ASSERT_EQ(values->size(), 2U);
    EXPECT_EQ(values->at(QStringLiteral("A")).size(), value.size());
}

TEST(DotenvLong, NeverTakesAPartForTheWhole)
{
    // Escaped quotes need the expression's stack; beyond it the file is refused, and no value is silently skipped.
    const QByteArray value = QByteArray("x\\\"").repeated(300'000);
    const Result<std::map<QString, Secret>> values = parseDotenv("A=\"" + value + "\"\nB=2\n");
    if (!values) {
        EXPECT_EQ(values.error().detail, QStringLiteral("a value is too long to be read"));
        return;
    }
    EXPECT_EQ(values->at(QStringLiteral("A")).size(), value.size());
}

} // namespace

} // namespace hubwatch::testing
