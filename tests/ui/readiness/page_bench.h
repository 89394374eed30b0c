// PageBench: the readiness page over a fake console, for its tests.
#pragma once

#include "support/canned_readiness.h"
#include "support/fake_console.h"
#include "support/printers.h"
#include "ui/credentials/marked_sentence.h"
#include "ui/readiness/readiness_page.h"
#include "ui/rules/cell_table.h"

#include <QTest>
#include <gtest/gtest.h>

namespace hubwatch::ui {

class ReadinessBench : public ::testing::Test
{
protected:
    void open(const ServiceReadiness &service) { open(testing::readinessSnapshot(service)); }
    void open(const Snapshot &snapshot)
    {
        console.show(snapshot);
        page = std::make_unique<ReadinessPage>(console);
        page->resize(1196, 728);
        page->show();
        ASSERT_TRUE(QTest::qWaitForWindowActive(page.get()));
        page->setFocus();
    }
    template<class T = QWidget>
    T *child(const char *name)
    {
        return page->findChild<T *>(QString::fromLatin1(name));
    }
    CellTable *table() { return child<CellTable>("checklistTable"); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(table(), key, modifiers); }
    /// A cell of an item's row.
    QString cell(const char *item, int column)
    {
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            if (table()->model()->index(row, 0).data(CellModel::KeyRole).toString() == QLatin1StringView(item))
                return table()->model()->index(row, column).data().toString();
        return QStringLiteral("(no such row)");
    }
    bool strong(const char *item)
    {
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            if (table()->model()->index(row, 0).data(CellModel::KeyRole).toString() == QLatin1StringView(item))
                return table()->model()->index(row, 0).data(CellModel::StrongRole).toBool();
        return false;
    }
    void answer(ReadinessOutcome::Command command, const QString &problem = {}, const QString &item = {})
    {
        emit console.readinessDesk.done(
            {.command = command, .service = QStringLiteral("contacts-sync"), .item = item, .problem = problem});
    }

    testing::FakeConsole console;
    std::unique_ptr<ReadinessPage> page;
};

} // namespace hubwatch::ui
