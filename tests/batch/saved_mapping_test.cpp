#include "batch/mapping.h"

#include "support/printers.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

using namespace hubwatch;

namespace {

SavedMapping someSavedMapping(const QString &name = QStringLiteral("Lifecycle fix"))
{
    return {.name = name,
            .object = QStringLiteral("contacts"),
            .idColumn = QStringLiteral("Record ID"),
            .idProperty = QString(),
            .columns = {{QStringLiteral("Stage"), QStringLiteral("lifecyclestage")},
                        {QStringLiteral("会社名"), QStringLiteral("company")}},
            .constants = {{QStringLiteral("source"), QString()}}};
}

void writeMappingFile(const QTemporaryDir &folder, const char *name, const QByteArray &bytes)
{
    QFile file(folder.filePath(QString::fromUtf8(name)));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

TEST(SavedMapping, IsReadAsItWasWritten)
{
    const auto read = parseMapping(mappingJson(someSavedMapping()));
    ASSERT_TRUE(read) << read.error().detail.toStdString();
    EXPECT_EQ(*read, someSavedMapping());
}

TEST(SavedMapping, IsMadeToBeReviewed)
{
    const QByteArray json = mappingJson(someSavedMapping());
    EXPECT_TRUE(json.contains("    \"version\": 1")) << json.toStdString();
    EXPECT_TRUE(json.contains("会社名")) << json.toStdString();
    EXPECT_EQ(json, mappingJson(someSavedMapping()));
}

struct MappingFault {
    const char *json;
    const char *detail;
};

class MappingFaultTest : public ::testing::TestWithParam<MappingFault>
{ };

TEST_P(MappingFaultTest, NamesThePlace)
{
    const auto read = parseMapping(GetParam().json);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, Error::Kind::Malformed);
    EXPECT_EQ(read.error().detail, QString::fromUtf8(GetParam().detail));
}

INSTANTIATE_TEST_SUITE_P(
    Files, MappingFaultTest,
    ::testing::Values(
        MappingFault{"[]", "mapping: byte 0: expected an object, found an array"},
        MappingFault{"{}", "mapping: version: expected 1, found nothing"},
        MappingFault{R"({"version": 2})", "mapping: version: expected 1, found 2; a newer Hubwatch wrote it"},
        MappingFault{R"({"version": 1})", "mapping: name: expected text, found nothing"},
        MappingFault{R"({"version": 1, "name": " ", "object": "deals"})", "mapping: name: expected text, found \"\""},
        MappingFault{R"({"version": 1, "name": "a", "object": 7})", "mapping: object: expected text, found a number"},
        MappingFault{R"({"version": 1, "name": "a", "object": "deals", "columns": {}})",
                     "mapping: columns: expected an array, found an object"},
        MappingFault{R"({"version": 1, "name": "a", "object": "deals", "columns": [{"column": "A"}]})",
                     "mapping: columns[0].property: expected text, found nothing"},
        MappingFault{R"({"version": 1, "name": "a", "object": "deals", "constants": ["x"]})",
                     "mapping: constants[0]: expected an object, found text"}));

TEST(SavedMapping, TakesWhatALaterVersionAdds)
{
    const auto read = parseMapping(R"({"version": 1, "name": "a", "object": "deals", "colour": "red"})");
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, (SavedMapping{.name = QStringLiteral("a"), .object = QStringLiteral("deals")}));
}

class SavedMappingFolderTest : public ::testing::TestWithParam<const char *>
{
protected:
    QTemporaryDir folder;
};

TEST_P(SavedMappingFolderTest, KeepsAnyName)
{
    const SavedMapping mapping = someSavedMapping(QString::fromUtf8(GetParam()));
    const QString place = folder.filePath(QStringLiteral("mappings"));
    const auto saved = saveMapping(place, mapping);
    ASSERT_TRUE(saved) << saved.error().detail.toStdString();
    EXPECT_EQ(savedMappings(place), std::vector{mapping});
    EXPECT_EQ(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden),
              QStringList{QStringLiteral("mappings")})
        << "nothing lands elsewhere";
    const auto files = QDir(place).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden);
    ASSERT_EQ(files.size(), 1);
    EXPECT_FALSE(files[0].startsWith(u'.'));
    EXPECT_FALSE(files[0].contains(QLatin1StringView("con.json"), Qt::CaseInsensitive)) << "a device on Windows";
    ASSERT_TRUE(removeMapping(place, mapping.name));
    EXPECT_TRUE(savedMappings(place).empty());
}

INSTANTIATE_TEST_SUITE_P(Names, SavedMappingFolderTest,
                         ::testing::Values("Lifecycle fix", "../../etc/passwd", "a/b\\c:d*?\"<>|", "会社 2026", "CON",
                                           ".hidden", "trailing. ", "100%"));

TEST(SavedMappings, LeaveBrokenOnesOutAndNameThem)
{
    QTemporaryDir folder;
    ASSERT_TRUE(saveMapping(folder.path(), someSavedMapping(QStringLiteral("b"))));
    ASSERT_TRUE(saveMapping(folder.path(), someSavedMapping(QStringLiteral("a"))));
    writeMappingFile(folder, "broken.json", "{");
    writeMappingFile(folder, "copy of b.json", mappingJson(someSavedMapping(QStringLiteral("b"))));
    writeMappingFile(folder, "notes.txt", "not one");
    QStringList problems;
    const auto mappings = savedMappings(folder.path(), &problems);
    EXPECT_EQ(mappings, (std::vector{someSavedMapping(QStringLiteral("a")), someSavedMapping(QStringLiteral("b"))}));
    ASSERT_EQ(problems.size(), 2);
    EXPECT_TRUE(problems[0].startsWith(QStringLiteral("broken.json: mapping: byte "))) << problems[0].toStdString();
    EXPECT_EQ(problems[1], QStringLiteral("copy of b.json: another file holds a mapping named \"b\"; rename one"));
}

TEST(SavedMappings, AreReplacedByTheSameName)
{
    QTemporaryDir folder;
    ASSERT_TRUE(saveMapping(folder.path(), someSavedMapping()));
    SavedMapping changed = someSavedMapping();
    changed.columns.clear();
    ASSERT_TRUE(saveMapping(folder.path(), changed));
    EXPECT_EQ(savedMappings(folder.path()), std::vector{changed});
}

TEST(SavedMappings, SayWhatCannotBe)
{
    QTemporaryDir folder;
    EXPECT_FALSE(saveMapping(folder.path(), someSavedMapping(QStringLiteral("  "))));
    EXPECT_FALSE(saveMapping(folder.path(), someSavedMapping(QString(300, u'x'))));
    const auto removed = removeMapping(folder.path(), QStringLiteral("none"));
    ASSERT_FALSE(removed);
    EXPECT_EQ(removed.error().detail, QStringLiteral("there is no mapping named \"none\""));
    EXPECT_TRUE(savedMappings(folder.filePath(QStringLiteral("nowhere"))).empty());
    writeMappingFile(folder, "file", "x");
    const auto saved = saveMapping(folder.filePath(QStringLiteral("file")), someSavedMapping());
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().kind, Error::Kind::Storage);
}
