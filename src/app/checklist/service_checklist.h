// ServiceChecklist: the checklist of one service: its items, its runs, and the run that goes on.
#pragma once

#include "app/checklist/check_plan.h"
#include "checklist/run_history.h"
#include "snapshot/readiness_commands.h"

#include <QObject>

namespace hubwatch {

struct ChecklistParts {
    QString dataDirectory = {}; ///< where runs are kept; empty: nowhere
    ProbeDoors doors;
    std::function<ReadinessFacts()> facts;
    /// As of now: HubSpot tells zone and portal later than the workspace is read.
    std::function<ReadinessFacts::Account(const QString &account)> account;
    /// The client of a sandbox account, for the bench to forward to; null where there is none.
    std::function<HttpClient *(const QString &account)> client = {};
    QString by = {}; ///< user@host
};

class ServiceChecklist : public QObject
{
    Q_OBJECT

public:
    ServiceChecklist(QString service, const ChecklistParts &parts, QObject *parent = nullptr);
    ~ServiceChecklist() override;

    /// The workspace is another: target, items and proofs are read again. A run goes on as it was planned.
    void apply();
    /// Answers what keeps the run from beginning; empty when it has begun. `quietly`: the watch asks, not a person.
    QString run(const CheckOrder &order, bool quietly = false);
    QString cancel();
    QString setBaseline();
    bool isRunning() const { return m_runner.isRunning(); }
    /// When the watch is to look next; nullopt where it is off, or nothing has run yet.
    std::optional<TimePoint> nextWatch() const;

    Readiness readiness() const;
    ServiceReadiness state() const;
    bool isConfigured() const { return m_configured; }
    /// Items that passed once and failed when they were last measured, without a waiver that holds. That the evidence
    /// has gone stale since, or could not be taken again, mends nothing.
    QStringList regressed() const { return regressedIn(readiness()); }

signals:
    void changed();
    void judged(const hubwatch::Verdict &verdict);
    void progressed(const QString &item, const QString &words);
    /// A run ended, or was cancelled. `problem`: why it could not be kept.
    void ended(bool cancelled, const QString &problem);

private:
    using Plan = std::deque<std::vector<PlannedCheck>>; ///< by stageOf()

    Result<Plan> plan(const CheckOrder &order, bool quietly);
    void beginStage();
    void take(const Verdict &verdict);
    void finish(bool cancelled);
    ItemProgress *progressOf(const QString &item);
    QStringList regressedIn(const Readiness &readiness) const;
    bool hasRegressed(const QString &item) const;
    std::map<QString, std::vector<PastVerdict>> history() const;
    void readRecords();

    QString m_service;
    const ChecklistParts &m_parts;
    std::optional<RunHistory> m_history = {};
    ChecklistTarget m_target = {};
    bool m_configured = false;
    std::vector<ChecklistItem> m_items = {};
    QString m_problem = {};
    ReadinessFacts m_facts = {};           ///< as of the newest apply()
    std::vector<RunRecord> m_records = {}; ///< newest first
    std::optional<RunRecord> m_baseline = {};
    CheckRunner m_runner;
    std::unique_ptr<BenchShare> m_bench = {};
    RunRecord m_run = {};                     ///< that goes on
    std::map<QString, QString> m_lookAt = {}; ///< of the run that goes on, by item
    Plan m_stages = {};                       ///< that have not begun
    std::vector<ItemProgress> m_progress = {};
    QString m_benchWords = {};
    int m_planned = 0;
};

} // namespace hubwatch
