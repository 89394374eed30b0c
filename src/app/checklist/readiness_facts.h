// ReadinessFacts: what the checklist must know of accounts, rules, routes and jobs, as of now.
#pragma once

#include "checklist/item.h"
#include "checklist/results/results_probe.h"
#include "hubspot/account_facts.h"
#include "snapshot/batch_state.h"
#include "workspace/workspace.h"

#include <map>

namespace hubwatch {

struct ReadinessFacts {
    struct Account {
        std::int64_t portal = 0;            ///< as HubSpot says, else as the workspace does; 0: neither
        QString zone = {};                  ///< IANA; empty: not known
        std::optional<bool> isSandbox = {}; ///< as HubSpot says

        bool operator==(const Account &) const = default;
    };

    Workspace workspace = {};
    QString folder = {}; ///< where the workspace's relative paths begin
    std::vector<Rule> rules = {};
    std::map<QString, Account> accounts = {};
    std::map<QString, TimePoint> testFired = {}; ///< by route: the newest test that arrived
    QString testsProblem = {};                   ///< why nobody knows when routes were test-fired; empty: it is known
    std::vector<LoadJob> jobs = {};              ///< batch jobs that ended, of any account
    std::optional<double> pace = {};             ///< of the bench; tests make it shorter
    QByteArray standardInput = {};               ///< a sample of logs that came there
};

/// Nothing is known of an account that is not among them.
ReadinessFacts::Account accountOf(const std::map<QString, ReadinessFacts::Account> &accounts, const QString &account);
/// As HubSpot tells it, where it has, beside what the workspace says.
ReadinessFacts::Account accountFacts(const AccountConfig &config, const std::optional<AccountDetails> &details);

/// Jobs that ended and wrote, as load tests.
std::vector<LoadJob> loadJobs(const std::vector<BatchJob> &jobs);

/// All items of the target: the fifteen, then those of its own files. An error names file and line.
Result<std::vector<ChecklistItem>> itemsOf(const ChecklistTarget &target, const QString &folder);

const ChecklistTarget *findTarget(const Workspace &workspace, const QString &service);
const ServiceConfig *findService(const Workspace &workspace, const QString &service);
/// `path` as the workspace file means it.
QString placeOf(const QString &path, const QString &folder);

} // namespace hubwatch
