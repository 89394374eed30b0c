// SourcesPage: services, accounts and credentials, one part at a time.
#pragma once

#include "snapshot/console.h"
#include "ui/shell/verdicts.h"

#include <QWidget>

class QStackedWidget;

namespace hubwatch::ui {

class AccountsPart;
class CredentialsPart;
class PartTabs;
class ServicesPart;

class SourcesPage : public QWidget
{
    Q_OBJECT

public:
    explicit SourcesPage(Console &console, QWidget *parent = nullptr);

    void showPart(SourcesPart part);
    CredentialsPart &credentials() { return *m_credentials; }
    SourcesPart part() const { return m_part; }
    /// A service, or an account by its name or subject; goes to its part.
    void select(const QString &name);
    void addServices();
    void addAccount();

private:
    void showSnapshot(const SnapshotPtr &snapshot);

    Console &m_console;
    QStackedWidget *m_stack = nullptr;
    ServicesPart *m_services = nullptr;
    AccountsPart *m_accounts = nullptr;
    CredentialsPart *m_credentials = nullptr;
    PartTabs *m_tabs = nullptr;
    SourcesPart m_part = SourcesPart::Services;
};

} // namespace hubwatch::ui
