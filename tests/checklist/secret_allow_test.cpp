#include "checklist/repository/secret_allow.h"

#include "checklist/repository/dotenv_name.h"
#include "support/printers.h"

#include <gtest/gtest.h>

namespace hubwatch {
namespace {

TEST(SecretAllowTest, TakesPathsAsGitIgnoreDoes)
{
    struct Row {
        const char *pattern;
        const char *path;
        bool matches;
    };
    for (const Row &row : {
             Row{"tests/fixtures/**", "tests/fixtures/a/b.txt", true},
             Row{"tests/fixtures/**", "tests/other/b.txt", false},
             Row{"tests/fixtures/", "tests/fixtures/a.txt", true},
             Row{"tests/fixtures", "tests/fixtures/a.txt", true},
             Row{"tests/fix", "tests/fixtures/a.txt", false},
             Row{"**/fixtures/*.txt", "fixtures/a.txt", true},
             Row{"**/fixtures/*.txt", "x/y/fixtures/a.txt", true},
             Row{"**/fixtures/*.txt", "x/fixtures/a/b.txt", false},
             Row{"src/*.js", "src/a.js", true},
             Row{"src/*.js", "src/a/b.js", false},
             Row{"src/**/b.js", "src/b.js", true},
             Row{"src/**/b.js", "src/a/c/b.js", true},
             Row{"*.md", "docs/a.md", true},
             Row{"/a.md", "docs/a.md", false},
             Row{"./docs/a.md", "docs/a.md", true},
             Row{"a?.md", "ab.md", true},
             Row{"a.md", "abmd", false},
         })
        EXPECT_EQ(PathGlob(QString::fromLatin1(row.pattern)).matches(QString::fromLatin1(row.path)), row.matches)
            << row.pattern << ' ' << row.path;
}

TEST(SecretAllowTest, TakesFingerprintsShortAndWhole)
{
    const QString hash = QStringLiteral("0123456789abcdef").repeated(4);
    EXPECT_TRUE(SecretAllow({QStringLiteral("sha256:0123456789abcdef")}).allowsSecret(hash));
    EXPECT_TRUE(SecretAllow({QStringLiteral("sha256:") + hash.toUpper()}).allowsSecret(hash));
    EXPECT_FALSE(SecretAllow({QStringLiteral("sha256:1123456789abcdef")}).allowsSecret(hash));
}

TEST(SecretAllowTest, AllowsNothingByAnEntryThatMeansNothingOrEverything)
{
    const QStringList entries{
        QStringLiteral("**"),      QStringLiteral("*"),           QStringLiteral("/"),     QString(),
        QStringLiteral("sha256:"), QStringLiteral("sha256:0123"), QStringLiteral("./**/*")};
    const SecretAllow allow(entries);
    EXPECT_EQ(allow.ignored(), entries);
    EXPECT_FALSE(allow.allowsPath(QStringLiteral("a/b")));
    EXPECT_FALSE(allow.allowsSecret(QStringLiteral("0123456789abcdef")));
}

TEST(SecretAllowTest, TellsDotenvFilesFromTheirExamples)
{
    for (const char *name : {".env", "a/.env", ".env.local", ".ENV", ".env.production.local", "x/.env.test"})
        EXPECT_TRUE(isDotenvPath(QString::fromLatin1(name))) << name;
    for (const char *name : {".env.example", ".env.sample", "a/.env.template", ".envrc", "env", "a.env", ".env/x",
                             ".env.production.example"})
        EXPECT_FALSE(isDotenvPath(QString::fromLatin1(name))) << name;
}

} // namespace
} // namespace hubwatch
