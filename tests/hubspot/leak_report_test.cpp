#include "hubspot/leak_report.h"

#include "support/printers.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace hubwatch {
namespace {

using namespace std::chrono;

const TimePoint reportNoon = sys_days(2026y / November / 25) + 12h + 5min;

LeakFindings findings()
{
    return {.account = QStringLiteral("prod/eu"),
            .at = reportNoon,
            .fingerprint = QStringLiteral("pat-na1-...c0de"),
            .lastUses = {QStringLiteral("11:59 UTC: Hubwatch")},
            .events = {{.type = QStringLiteral("SERVICE_KEY_REVEAL"),
                        .at = reportNoon - 1h,
                        .user = QStringLiteral("a|b@example.test"),
                        .ip = QStringLiteral("203.0.113.9"),
                        .location = QStringLiteral("Osaka\n<script>"),
                        .object = QStringLiteral("7")}},
            .steps = {QStringLiteral("First."), QStringLiteral("Second.")}};
}

QString textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

TEST(LeakReportTest, IsReadByPeopleAndByItsOwnerAlone)
{
    const QTemporaryDir folder;
    const auto path = writeLeakReport(folder.path() + QStringLiteral("/drills"), findings());
    ASSERT_TRUE(path) << path.error().detail.toStdString();
    EXPECT_EQ(QFileInfo(*path).fileName(), QStringLiteral("leak-drill-prod_eu-20261125T120500Z.md"));
    const QString text = textOf(*path);
    EXPECT_TRUE(text.contains(u"1. First.\n2. Second.\n"));
    EXPECT_TRUE(text.contains(u"- 11:59 UTC: Hubwatch\n"));
    EXPECT_TRUE(text.contains(u"| 2026-11-25 11:05 UTC | SERVICE_KEY_REVEAL | a\\|b@example.test | 203.0.113.9 Osaka "
                              "&lt;script> | 7 |\n"))
        << text.toStdString();
#ifdef Q_OS_UNIX
    const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther
        | QFileDevice::WriteOther | QFileDevice::ExeOwner;
    EXPECT_EQ(QFileInfo(*path).permissions() & others, QFileDevice::Permissions());
#endif
}

TEST(LeakReportTest, IsNeverOverwritten)
{
    const QTemporaryDir folder;
    const auto first = writeLeakReport(folder.path(), findings());
    const auto second = writeLeakReport(folder.path(), findings());
    ASSERT_TRUE(first && second);
    EXPECT_TRUE(second->endsWith(u"Z-2.md"));
}

TEST(LeakReportTest, SaysWhyThereAreNoEvents)
{
    LeakFindings none = findings();
    none.events.clear();
    EXPECT_TRUE(leakMarkdown(none).contains(u"HubSpot tells of none."));
    none.eventsProblem = QStringLiteral("The scope is missing.");
    EXPECT_TRUE(leakMarkdown(none).contains(u"The scope is missing."));
    EXPECT_FALSE(leakMarkdown(none).contains(u"HubSpot tells of none."));
}

TEST(LeakNoteTest, IsAddedWithItsTimeAndWithoutTokens)
{
    const QTemporaryDir folder;
    const QString path = *writeLeakReport(folder.path(), findings());
    ASSERT_TRUE(appendLeakNote(path, QStringLiteral("rotated in HubSpot"), reportNoon + 1min));
    ASSERT_TRUE(appendLeakNote(path,
                               QStringLiteral("two\nlines with pat-na1-01234567-89ab-cdef-0123-456789abcdef and "
                                              "01234567-89ab-cdef-0123-456789abcdef"),
                               reportNoon + 2min));
    EXPECT_TRUE(textOf(path).endsWith(u"## Notes\n\n- 2026-11-25 12:06 UTC: rotated in HubSpot\n"
                                      "- 2026-11-25 12:07 UTC: two lines with [redacted] and [redacted]\n"))
        << textOf(path).toStdString();
}

TEST(LeakNoteTest, GoesIntoReportsAlone)
{
    const QTemporaryDir folder;
    EXPECT_FALSE(
        appendLeakNote(folder.filePath(QStringLiteral("leak-drill-gone.md")), QStringLiteral("x"), reportNoon));
    const QString other = folder.filePath(QStringLiteral("other.md"));
    QFile file(other);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.close();
    EXPECT_EQ(appendLeakNote(other, QStringLiteral("x"), reportNoon).error().kind, Error::Kind::Storage);
    EXPECT_EQ(textOf(other), QString());
}

} // namespace
} // namespace hubwatch
