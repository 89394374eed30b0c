#include "ui/shell/shortcut_sheet.h"

#include <QGridLayout>
#include <QLabel>

namespace hubwatch::ui {

ShortcutSheet::ShortcutSheet(QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("shortcutSheet"));
    setWindowTitle(tr("Keys"));
    setAccessibleName(tr("Keys"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(20, 16, 24, 20);
    grid->setHorizontalSpacing(20);
    grid->setVerticalSpacing(7);
    struct Key {
        const char *keys; ///< nullptr: a heading
        QString what;
    };
    int row = 0;
    for (const Key &key :
         {Key{nullptr, tr("Everywhere")}, Key{"Ctrl+1", tr("Now")}, Key{"Ctrl+2", tr("Charts")},
          Key{"Ctrl+7", tr("Sources")}, Key{"Ctrl+K", tr("Search or run")}, Key{"Ctrl+Shift+L", tr("Light or dark")},
          Key{"F5", tr("Poll every service now")}, Key{"F1", tr("This sheet")},
          Key{"Tab, Shift+Tab", tr("To the next or previous control")}, Key{nullptr, tr("Now")},
          Key{"Enter", tr("Open the service or alert with the focus")},
          Key{"X", tr("Explain the alert with the focus")}, Key{nullptr, tr("Sources")},
          Key{"P", tr("Poll the selected service now")}, Key{"D", tr("Show or hide the details of an error")},
          Key{"F2", tr("Edit the selected service")}, Key{"Del", tr("Remove the selected service")},
          Key{"Ctrl+C", tr("Copy the error or the address")}, Key{"Ctrl+N", tr("Add services")}}) {
        if (!key.keys) {
            auto *heading = new QLabel(key.what, this);
            heading->setProperty("heading", true);
            heading->setContentsMargins(0, row > 0 ? 10 : 0, 0, 2);
            grid->addWidget(heading, row++, 0, 1, 2);
            continue;
        }
        auto *cap = new QLabel(QString::fromLatin1(key.keys), this);
        cap->setProperty("key", true);
        auto *what = new QLabel(key.what, this);
        what->setAccessibleDescription(cap->text());
        grid->addWidget(cap, row, 0, Qt::AlignLeft);
        grid->addWidget(what, row++, 1);
    }
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(row, 1);
}

} // namespace hubwatch::ui
