// BatchRun: one run of hubwatchctl batch.
#pragma once

#include "app/batch/batch_work.h"
#include "app/batch/lone_account.h"
#include "app/commands/batch_options.h"
#include "app/commands/command.h"
#include "base/system_clock.h"
#include "vault/system_vault.h"

#include <QObject>

namespace hubwatch {

/// Owned by the command's context. Ends the command when the job has ended or stands; a request to end pauses it first.
class BatchRun : public QObject
{
public:
    BatchRun(const CommandCall &call, BatchOptions options);

    void start();

private:
    void status();
    void exportOf(const QString &job);
    void useAccount(const QString &account);
    void plan();
    void planned(const PlanAnswer &answer);
    void showPlan(const JobRecord &job);
    void run(const QString &job);
    void undo(const QString &job);
    void answered(const BatchOutcome &outcome);
    void refused(const BatchOutcome &outcome);
    void happened(const Event &event);
    void showProgress();
    void finish(const JobRecord &job);
    void endWith(const JobRecord &job);
    void end(Exit code, const QString &complaint = {});
    void print(const QByteArray &line);
    std::optional<QString> chosenJob();
    std::optional<BatchJob> ownJob() const; ///< that this run is about
    std::optional<BatchJob> running() const;
    bool hasBegun() const;

    CommandCall m_call;
    BatchOptions m_options;
    JobFolder m_folder;
    SystemClock m_clock = {};
    std::unique_ptr<SystemVault> m_vault = {};
    std::unique_ptr<LoneCredentials> m_credentials = {};
    std::unique_ptr<LoneAccount> m_account = {};
    std::unique_ptr<BatchWork> m_work = {};
    QString m_job = {};
    TimePoint m_shown = {};
    bool m_terminal = false;
    bool m_ended = false;
    CallScope m_calls; // the last member: its calls end first
};

} // namespace hubwatch
