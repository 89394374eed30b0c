#include "support/canned_history.h"
#include "support/printers.h"
#include "ui/charts/page_export.h"

#include <QFileDialog>
#include <QLabel>
#include <QMessageBox>
#include <QTemporaryDir>
#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {
namespace {

const ExportStamp pageStamp{
    .from = testing::cannedNow() - 1h, .to = testing::cannedNow(), .madeAt = testing::cannedNow()};

struct Kind {
    const char *name;
    QByteArray begin;
};

class PageExportTest : public ::testing::TestWithParam<Kind>
{ };

TEST_P(PageExportTest, MakesTheKindThatWasAskedFor)
{
    QLabel widget(QStringLiteral("chart"));
    widget.resize(100, 40);
    const QByteArray bytes
        = exportBytes(widget, {}, pageStamp, QStringLiteral("charts"), QString::fromLatin1(GetParam().name));
    EXPECT_TRUE(bytes.startsWith(GetParam().begin)) << bytes.left(20).toStdString();
}

INSTANTIATE_TEST_SUITE_P(Kinds, PageExportTest,
                         ::testing::Values(Kind{"png", "\x89PNG"}, Kind{"svg", "<?xml"}, Kind{"csv", "# 2026-11-23"}),
                         [](const auto &test) { return test.param.name; });

TEST(PageExportDialogTest, WritesWhatWasOnTheScreenOrSaysWhyNot)
{
    const QTemporaryDir folder;
    QWidget parent;
    exportWithDialog(parent, parent, {}, pageStamp, QStringLiteral("charts"), QStringLiteral("csv"));
    auto *dialog = parent.findChild<QFileDialog *>();
    ASSERT_TRUE(dialog);
    emit dialog->fileSelected(folder.filePath(QStringLiteral("a.csv")));
    EXPECT_TRUE(QFile::exists(folder.filePath(QStringLiteral("a.csv"))));
    EXPECT_FALSE(parent.findChild<QMessageBox *>());
    emit dialog->fileSelected(folder.filePath(QStringLiteral("no/such/a.csv")));
    const auto *box = parent.findChild<QMessageBox *>();
    ASSERT_TRUE(box);
    EXPECT_FALSE(box->isModal());
    EXPECT_TRUE(box->text().startsWith(QStringLiteral("The export was not written. ")));
}

} // namespace
} // namespace hubwatch::ui
