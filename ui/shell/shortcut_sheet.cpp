#include "ui/shell/shortcut_sheet.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <vector>

namespace hubwatch::ui {

ShortcutSheet::ShortcutSheet(QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("shortcutSheet"));
    setWindowTitle(tr("Keys"));
    setAccessibleName(tr("Keys"));
    struct Key {
        const char *keys = nullptr; ///< nullptr: a heading
        QString what = {};
    };
    const std::vector<Key> left{{nullptr, tr("Everywhere")},
                                {"Ctrl+1", tr("Now")},
                                {"Ctrl+2", tr("Charts")},
                                {"Ctrl+3", tr("Incidents")},
                                {"Ctrl+4", tr("Rules")},
                                {"Ctrl+5", tr("Batch")},
                                {"Ctrl+6", tr("Readiness")},
                                {"Ctrl+7", tr("Sources")},
                                {"Ctrl+K", tr("Search or run")},
                                {"Ctrl+N", tr("Add services")},
                                {"F5", tr("Poll every service and account now")},
                                {"F11", tr("Wall: full screen; Esc goes back")},
                                {"Ctrl+Shift+L", tr("Light or dark")},
                                {"F1", tr("This sheet")},
                                {"Tab, Shift+Tab", tr("To the next or previous control")},
                                {nullptr, tr("Now")},
                                {"Enter", tr("Open the service or alert with the focus")},
                                {"A", tr("Acknowledge the alert with the focus, else the first")},
                                {"X", tr("Explain it")},
                                {"M", tr("Mute it")},
                                {"Right, Left", tr("Show or hide what it hides")},
                                {"Up, Down", tr("To the alert above or below")},
                                {"/", tr("Filter the alerts")},
                                {"S", tr("What happened while away is seen")},
                                {nullptr, tr("Charts")},
                                {"1 … 6", tr("Range, from 15 minutes to 30 days")},
                                {"Left, Right", tr("Earlier, later")},
                                {"+, -", tr("Shorter, longer")},
                                {"L", tr("Back to live")},
                                {"T", tr("Figures as tables")},
                                {"E", tr("Explore a metric")}};
    const std::vector<Key> middle{{nullptr, tr("Incidents")},
                                  {"Enter", tr("Look into the selected one")},
                                  {"A", tr("Acknowledge it")},
                                  {"N", tr("Write a note")},
                                  {"M", tr("Mute its alerts")},
                                  {"O", tr("Make it yours")},
                                  {"X", tr("Explain its alert")},
                                  {"P", tr("Probe HubSpot")},
                                  {"H", tr("Handover")},
                                  {"C", tr("Copy for HubSpot support")},
                                  {"/", tr("Filter the list")},
                                  {"Ctrl+Shift+N", tr("New incident")},
                                  {nullptr, tr("Rules")},
                                  {"Alt+1 … 4", tr("Rules, mutes, routes, deliveries")},
                                  {"N", tr("New rule or mute")},
                                  {"E", tr("Edit the rule; let the mute hold longer")},
                                  {"X", tr("Explain the rule")},
                                  {"B", tr("Backtest it")},
                                  {"O", tr("Switch the rule off or on")},
                                  {"R", tr("The same mute again")},
                                  {"U", tr("End an acknowledgement")},
                                  {"T", tr("Test fire the route")},
                                  {nullptr, tr("Batch")},
                                  {"N", tr("New batch")},
                                  {"Enter", tr("Open the job; show the rows of a reason")},
                                  {"Space", tr("Pause or resume the job")},
                                  {"R", tr("Send the rows of a reason again")},
                                  {"P", tr("Pin or unpin the job")},
                                  {"U", tr("To its undo, or the job it takes back")},
                                  {"Esc", tr("Back")}};
    const std::vector<Key> right{{nullptr, tr("Readiness")},
                                 {"R, G", tr("Run all, or the group of the item")},
                                 {"Shift+R", tr("Run the item again")},
                                 {"Esc", tr("Cancel the run")},
                                 {"W, E", tr("Waive the item, supply evidence")},
                                 {"H", tr("Its history")},
                                 {"B, S", tr("Set the baseline, set it up")},
                                 {nullptr, tr("Sources")},
                                 {"Alt+1, 2, 3", tr("Services, accounts, credentials")},
                                 {"P", tr("Poll the selected service or account now")},
                                 {"F2", tr("Edit it")},
                                 {"Del", tr("Remove it")},
                                 {nullptr, tr("Services")},
                                 {"D", tr("Show or hide the details of an error")},
                                 {"Ctrl+C", tr("Copy the error or the address")},
                                 {nullptr, tr("Accounts")},
                                 {"V", tr("Verify the token with HubSpot")},
                                 {"O", tr("Authorise an OAuth app")},
                                 {"A", tr("Add an account")},
                                 {nullptr, tr("Credentials")},
                                 {"V", tr("Read it, and ask HubSpot whose it is")},
                                 {"S", tr("Set the secret")},
                                 {"R", tr("Rotate it")},
                                 {"L", tr("Leak drill")},
                                 {"D", tr("Keychain doctor")},
                                 {"Del", tr("Remove the secret")}};
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(20, 16, 24, 20);
    row->setSpacing(36);
    for (const std::vector<Key> *keys : {&left, &middle, &right}) {
        auto *grid = new QGridLayout;
        grid->setHorizontalSpacing(20);
        grid->setVerticalSpacing(3);
        int at = 0;
        for (const Key &key : *keys) {
            if (!key.keys) {
                auto *heading = new QLabel(key.what, this);
                heading->setProperty("heading", true);
                heading->setContentsMargins(0, at > 0 ? 8 : 0, 0, 1);
                grid->addWidget(heading, at++, 0, 1, 2);
                continue;
            }
            auto *cap = new QLabel(QString::fromUtf8(key.keys), this);
            cap->setProperty("key", true);
            auto *what = new QLabel(key.what, this);
            what->setAccessibleDescription(cap->text());
            grid->addWidget(cap, at, 0, Qt::AlignLeft);
            grid->addWidget(what, at++, 1);
        }
        grid->setColumnStretch(1, 1);
        grid->setRowStretch(at, 1);
        row->addLayout(grid);
    }
}

} // namespace hubwatch::ui
