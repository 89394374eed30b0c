#include "ui/incidents/handover_writer.h"

#include "ui/incidents/page_bench.h"
#include "ui/incidents/triage_feed.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>

namespace hubwatch::ui {

namespace {

class HandoverWriterTest : public testing::IncidentsBench, public ::testing::Test
{
protected:
    /// Chooses `format` in the menu and a name in the dialog.
    void write(const char *format, const QString &path)
    {
        page.findChild<QAction *>(QStringLiteral("handover-") + QLatin1StringView(format))->trigger();
        auto *dialog = page.findChild<QFileDialog *>(QStringLiteral("handoverDialog"));
        ASSERT_NE(dialog, nullptr);
        EXPECT_FALSE(dialog->isModal());
        emit dialog->fileSelected(path);
        dialog->close();
    }

    void answerLedger()
    {
        ASSERT_FALSE(desk().ledgerQueries.empty());
        emit desk().ledgerFound(testing::cannedLedger(desk().ledgerQueries.back()));
    }

    QByteArray read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QString told() { return part<QWidget>("incidentOutcome")->accessibleName(); }
    QString path(const char *name) { return home.filePath(QString::fromLatin1(name)); }
};

} // namespace

TEST_F(HandoverWriterTest, WritesChartsAndDeliveriesOfItsOwnAlerts)
{
    open();
    write("html", path("a.html"));
    answerLedger();
    answerAll();
    const QByteArray html = read(path("a.html"));
    EXPECT_TRUE(html.contains("data:image/png;base64,"));
    EXPECT_TRUE(html.contains("Event processed"));
    EXPECT_FALSE(html.contains("429 frequency")) << "another alert's delivery";
    EXPECT_TRUE(told().startsWith(u"Written to"));
}

TEST_F(HandoverWriterTest, WritesAPdfWithPages)
{
    open();
    write("pdf", path("a.pdf"));
    answerLedger();
    answerAll();
    const QByteArray pdf = read(path("a.pdf"));
    EXPECT_TRUE(pdf.startsWith("%PDF-"));
    EXPECT_TRUE(pdf.contains("/Image"));
    EXPECT_GT(pdf.size(), 10'000);
}

TEST_F(HandoverWriterTest, NeedsNoAnswerOfTheEngine)
{
    open();
    console.answersAtOnce = false;
    answersAtOnce = false;
    write("md", path("a.md"));
    EXPECT_FALSE(QFileInfo::exists(path("a.md")));
    ASSERT_TRUE(QTest::qWaitFor([&] { return QFileInfo::exists(path("a.md")); }, 3 * HandoverWriter::patienceMs));
    EXPECT_TRUE(read(path("a.md")).contains("The engine did not answer"));
}

TEST_F(HandoverWriterTest, SaysWhenTheFileCannotBeWritten)
{
    open();
    write("md", path("missing/folder/a.md"));
    answerLedger();
    answerAll();
    EXPECT_TRUE(told().startsWith(u"The handover was not written.")) << told().toStdString();
    EXPECT_TRUE(told().contains(u"Choose another folder"));
}

} // namespace hubwatch::ui
