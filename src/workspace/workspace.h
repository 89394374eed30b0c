// Workspace: what hubwatch.toml says, as a value. Holds references to secrets, never a secret.
#pragma once

#include "alerts/route.h"
#include "alerts/rule.h"
#include "checklist/proof.h"
#include "checklist/target.h"
#include "checklist/waiver.h"
#include "signals/metric_names.h"

#include <QUrl>
#include <optional>
#include <vector>

namespace hubwatch {

struct AccountConfig {
    enum class Kind { Production, Sandbox };

    QString name = {};
    Kind kind = Kind::Production;
    QString credential = {}; ///< a reference such as keychain:prod
    std::int64_t portal = 0; ///< 0: not given
    QUrl api = QUrl(QStringLiteral("https://api.hubapi.com"));
    QString burst = QStringLiteral("80/10s");
    int concurrency = 5;
    Duration interval = 60s;               ///< between probes of HubSpot
    std::int64_t dailyBudget = 2000;       ///< calls a day that watching the account may cost it
    bool readOnly = false;                 ///< no batch job may write to it
    std::int64_t batchCeiling = 1'000'000; ///< rows that one batch job may have; 0: as many as it likes
    std::int64_t batchReserve = 25'000;    ///< calls of the day that batch jobs leave to others
    QStringList trustedHosts = {};         ///< hosts besides HubSpot's own that the token may be sent to

    bool operator==(const AccountConfig &) const = default;
};

struct ServiceConfig {
    QString name = {};
    QString account = {};
    QUrl url = {};
    Duration interval = 15s;
    Duration readinessInterval = 60s;
    Duration timeout = 10s;
    QString metrics = QStringLiteral("/metrics"); ///< empty: none
    QString health = QStringLiteral("/health");
    QString readiness = QStringLiteral("/readiness");
    QString credential = {};
    MetricNames metricNames = {};
    QStringList remapped = {}; ///< the keys of metric_names that the file gives; the others are detected

    bool operator==(const ServiceConfig &) const = default;
};

struct SourceConfig {
    QString name = {};
    QString kind = QStringLiteral("prometheus");
    QUrl url = {};
    QString groupBy = {};

    bool operator==(const SourceConfig &) const = default;
};

struct StoreConfig {
    Duration keep = 30 * 24h;
    qint64 maxBytes = 2'000'000'000;

    bool operator==(const StoreConfig &) const = default;
};

/// What Hubwatch itself offers to others.
struct ConsoleConfig {
    int endpointPort = 0;   ///< of its own /metrics, /health and /readiness on loopback; 0: none
    QUrl statusPage = {};   ///< instead of HubSpot's own: a mirror, or a stand-in; empty: status.hubspot.com
    QString heartbeat = {}; ///< reference of a dead man's switch's URL
    QUrl heartbeatUrl = {}; ///< or the URL itself, where it is no secret
    Duration heartbeatInterval = 60s;
    QString peers = {}; ///< a folder that the consoles of one team share, so that one of them tells; empty: alone
    QString name = {};  ///< of this console among them; empty: the host's
    Duration batchKeep = 90 * 24h; ///< how long ended batch jobs are kept, unless they are pinned
    QString deploys = {};          ///< a file to which deploys are appended, a line each

    bool operator==(const ConsoleConfig &) const = default;
};

struct Workspace {
    int version = 1;
    std::vector<AccountConfig> accounts = {};
    std::vector<ServiceConfig> services = {};
    std::vector<SourceConfig> sources = {};
    std::vector<Rule> rules = {}; ///< those of the file; effectiveRules() adds the shipped ones
    std::vector<Route> routes = {};
    std::vector<ChecklistTarget> checklists = {}; ///< one a service at most
    std::vector<Waiver> waivers = {};             ///< one an item at most
    std::vector<Proof> proofs = {};
    StoreConfig store = {};
    ConsoleConfig console = {};

    bool operator==(const Workspace &) const = default;
};

/// The rules in force: the file's, and every shipped rule whose name the file does not redefine.
std::vector<Rule> effectiveRules(const Workspace &workspace);

/// The rules of the handbook and of the product table, with their defaults.
std::vector<Rule> shippedRules();

} // namespace hubwatch
