// CheckRun: one run of hubwatchctl check.
#pragma once

#include "app/accounts/lone_credentials.h"
#include "app/batch/lone_account.h"
#include "app/checklist/readiness_work.h"
#include "app/commands/check_options.h"
#include "app/commands/command.h"
#include "app/commands/standard_input.h"
#include "base/qt_process_runner.h"
#include "base/system_clock.h"
#include "net/credential_http.h"
#include "vault/system_vault.h"

#include <QObject>

namespace hubwatch {

/// Owned by the command's context.
class CheckRun : public QObject
{
public:
    CheckRun(const CommandCall &call, CheckOptions options);

    void start();

private:
    bool openWorkspace();
    QStringList accountsConcerned() const;
    void askAccounts();
    void readTests();
    ReadinessFacts facts() const;
    std::map<QString, ReadinessFacts::Account> accountsKnown() const;
    void begin();
    bool wantsStandardInput() const;
    void finish(bool cancelled, const QString &problem);
    bool writeReports(const Readiness &readiness);
    void say(const QString &item, const QString &words);
    void end(Exit code, const QString &complaint = {});

    CommandCall m_call;
    CheckOptions m_options;
    SystemClock m_clock = {};
    QtHttp m_wire = {};
    QtProcessRunner m_processes = {};
    Workspace m_workspace = {};
    std::unique_ptr<SystemVault> m_vault = {};
    std::unique_ptr<LoneCredentials> m_credentials = {};
    std::unique_ptr<CredentialHttp> m_http = {};
    std::map<QString, std::unique_ptr<LoneAccount>> m_accounts = {};
    ReadinessFacts m_facts = {}; ///< what does not change while it runs
    std::unique_ptr<ReadinessWork> m_work = {};
    int m_asking = 0;
    std::unique_ptr<StandardInput> m_input = {};
    bool m_terminal = false;
    QString m_said = {};
    bool m_ended = false;
    CallScope m_calls; // the last member: its calls end first
};

} // namespace hubwatch
