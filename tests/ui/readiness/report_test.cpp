// Reports from the menu to the file, the PDF among them.
#include "ui/readiness/page_bench.h"

#include "ui/readiness/report_pdf.h"
#include "ui/readiness/report_saver.h"
#include "ui/readiness/saved_line.h"

#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QMenu>
#include <QRegularExpression>
#include <QTemporaryDir>

namespace hubwatch::ui {

namespace {

using Command = ReadinessOutcome::Command;
using ReadinessReportTest = ReadinessBench;

ReportSaver::Kind kindNamed(const char *name)
{
    for (const ReportSaver::Kind &kind : ReportSaver::kinds())
        if (kind.name == QLatin1StringView(name))
            return kind;
    return {};
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

qsizetype pagesIn(const QByteArray &pdf)
{
    static const QRegularExpression page(QStringLiteral("/Type\\s*/Page\\b(?!s)"));
    qsizetype pages = 0;
    auto found = page.globalMatch(QString::fromLatin1(pdf));
    for (; found.hasNext(); found.next())
        ++pages;
    return pages;
}

QByteArray reportOf(const ServiceReadiness &service)
{
    return reportText(service.readiness, ReportFormat::Html);
}

} // namespace

TEST_F(ReadinessReportTest, OffersEveryFormat)
{
    open(testing::finishedReadiness());
    QStringList names;
    for (const QAction *action : page->reports().menu()->actions())
        if (!action->isSeparator())
            names << action->objectName();
    EXPECT_EQ(names,
              (QStringList{QStringLiteral("report/html"), QStringLiteral("report/pdf"), QStringLiteral("report/md"),
                           QStringLiteral("report/csv"), QStringLiteral("report/json"), QStringLiteral("report/junit"),
                           QStringLiteral("report/sarif")}));
    page->reports().menu()->findChild<QAction *>(QStringLiteral("report/junit"));
    page->reports().offer(kindNamed("junit"));
    auto *dialog = page->findChild<QFileDialog *>();
    ASSERT_NE(dialog, nullptr);
    EXPECT_FALSE(dialog->isModal());
    EXPECT_EQ(dialog->defaultSuffix(), QStringLiteral("xml"));
    emit dialog->fileSelected(QStringLiteral("/tmp/report.xml"));
    ASSERT_EQ(console.readinessDesk.reports.size(), 1u);
    EXPECT_EQ(console.readinessDesk.reports[0],
              (ReportOrder{.service = QStringLiteral("contacts-sync"),
                           .format = ReportFormat::Junit,
                           .path = QStringLiteral("/tmp/report.xml")}));
    emit console.readinessDesk.done({.command = Command::Report,
                                     .service = QStringLiteral("contacts-sync"),
                                     .path = QStringLiteral("/tmp/report.xml")});
    EXPECT_TRUE(child("savedLine")->isVisible());
    EXPECT_TRUE(child("openReport")->isVisible());
    EXPECT_TRUE(child("showReport")->isVisible());
}

TEST_F(ReadinessReportTest, WritesThePdfFromTheReportsText)
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("readiness.pdf"));
    open(testing::finishedReadiness());
    page->reports().save(kindNamed("pdf"), path);
    ASSERT_EQ(console.readinessDesk.reports.size(), 1u);
    EXPECT_TRUE(console.readinessDesk.reports[0].path.isEmpty()) << "the text is asked for";
    emit console.readinessDesk.done({.command = Command::Report,
                                     .service = QStringLiteral("contacts-sync"),
                                     .report = reportOf(testing::finishedReadiness())});
    const QByteArray pdf = bytesOf(path);
    EXPECT_TRUE(pdf.startsWith("%PDF"));
    EXPECT_GT(pdf.size(), 5'000);
    EXPECT_EQ(pagesIn(pdf), 2) << "fifteen items fit one page; what does not pass is told behind it";
    const QString good = folder.filePath(QStringLiteral("good.pdf"));
    ASSERT_TRUE(writeReportPdf(good, reportOf(testing::passingReadiness()), QStringLiteral("contacts-sync")));
    EXPECT_EQ(pagesIn(bytesOf(good)), 1);
    EXPECT_EQ(child<SavedLine>("savedLine")->path(), path);
    QFile::copy(path, QStringLiteral(HUBWATCH_BINARY_DIR "/screenshots/readiness.pdf"));
}

TEST_F(ReadinessReportTest, SaysWhyThePdfWasNotWritten)
{
    QTemporaryDir folder;
    open(testing::finishedReadiness());
    page->reports().save(kindNamed("pdf"), folder.filePath(QStringLiteral("nowhere/readiness.pdf")));
    emit console.readinessDesk.done({.command = Command::Report,
                                     .service = QStringLiteral("contacts-sync"),
                                     .report = reportOf(testing::finishedReadiness())});
    EXPECT_TRUE(child<MarkedSentence>("readinessOutcome")->sentence().word.contains(u"was not written"));
    EXPECT_FALSE(child("savedLine")->isVisible());
    page->reports().save(kindNamed("html"), folder.filePath(QStringLiteral("readiness.html")));
    emit console.readinessDesk.done({.command = Command::Report,
                                     .service = QStringLiteral("contacts-sync"),
                                     .problem = QStringLiteral("The disk is full."),
                                     .path = folder.filePath(QStringLiteral("readiness.html"))});
    EXPECT_EQ(child<MarkedSentence>("readinessOutcome")->sentence().word, QStringLiteral("The disk is full."));
}

TEST(ReportPdf, TakesMorePagesForMoreAndLoadsNothingFromOutside)
{
    QTemporaryDir folder;
    QByteArray html = "<html><head><link rel=stylesheet href=\"file:///etc/passwd\"></head><body><img "
                      "src=\"file:///etc/passwd\">";
    for (int at = 0; at < 400; ++at)
        html += "<p>An item of the team's own, with what was measured of it</p>";
    const QString path = folder.filePath(QStringLiteral("long.pdf"));
    ASSERT_TRUE(writeReportPdf(path, html, QStringLiteral("long")));
    EXPECT_GT(pagesIn(bytesOf(path)), 2);
    const QString kept = folder.filePath(QStringLiteral("kept.pdf"));
    ASSERT_TRUE(writeReportPdf(kept, "<p>short</p>", QStringLiteral("short")));
    EXPECT_EQ(pagesIn(bytesOf(kept)), 1);
    EXPECT_FALSE(writeReportPdf(folder.filePath(QStringLiteral("nowhere/kept.pdf")), "<p>short</p>", {}));
}

} // namespace hubwatch::ui
