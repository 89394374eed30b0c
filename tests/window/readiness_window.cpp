// The production checklist in the real window, beside services that somebody else has started: runs all of it by its
// button, and prints what the rows say. tests/e2e/readiness_check.py sets the stage and reads that.
#include "ui/rules/cell_model.h"
#include "window_bench.h"

#include <QApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTableView>
#include <QTextStream>
#include <gtest/gtest.h>

namespace hubwatch::testing {

namespace {

constexpr int runPatience = 300'000; // a bench takes its time

const QAbstractItemModel *rowsShown(const WindowBench &bench)
{
    const auto *table = qobject_cast<const QTableView *>(bench.find("checklistTable"));
    return table ? table->model() : nullptr;
}

/// By item: the word that its row begins with.
QJsonObject wordsShown(const WindowBench &bench)
{
    QJsonObject words;
    const QAbstractItemModel *rows = rowsShown(bench);
    for (int row = 0; rows && row < rows->rowCount(); ++row) {
        const QModelIndex first = rows->index(row, 0);
        if (!first.data(ui::CellModel::HeadingRole).toBool())
            words.insert(first.data(ui::CellModel::KeyRole).toString(), first.data().toString());
    }
    return words;
}

TEST(ReadinessWindow, RunsAllAndShowsWhatItCameTo)
{
    const QString folder = qEnvironmentVariable("HUBWATCH_WINDOW_FOLDER");
    ASSERT_FALSE(folder.isEmpty()) << "run by tests/e2e/readiness_check.py";
    WindowBench bench(folder);
    ASSERT_TRUE(bench.begins());
    bench.press(Qt::Key_6, Qt::ControlModifier);
    ASSERT_TRUE(bench.waits([&] { return wordsShown(bench).size() == 15; }));
    ASSERT_TRUE(bench.click("runAllButton"));
    ASSERT_TRUE(bench.waits([&] { return bench.find("benchBanner") != nullptr; })) << "the stand-in opens";
    bench.keep(QStringLiteral("readiness-running"));
    ASSERT_TRUE(bench.waits(
        [&] {
            return bench.find("benchBanner") == nullptr && bench.find("runAllButton")
                && bench.find("runAllButton")->isEnabled();
        },
        runPatience));
    bench.keep(QStringLiteral("readiness-finished"));
    const QJsonObject told{{QStringLiteral("figure"), bench.text("readinessFigure")},
                           {QStringLiteral("rows"), wordsShown(bench)}};
    QTextStream(stdout) << "told " << QJsonDocument(told).toJson(QJsonDocument::Compact) << Qt::endl;
}

} // namespace

} // namespace hubwatch::testing
