// Snapshot: everything the window shows at one instant, as an immutable value.
#pragma once

#include "alerts/alert.h"
#include "signals/reading.h"
#include "signals/signal.h"
#include "snapshot/account_state.h"
#include "snapshot/alerting_state.h"
#include "snapshot/batch_state.h"
#include "snapshot/readiness_state.h"
#include "sources/poll_result.h"
#include "store/event.h"
#include "store/store.h"
#include "workspace/workspace.h"
#include "workspace/workspace_file.h"

#include <QList>
#include <memory>
#include <vector>

namespace hubwatch {

/// What is known of one endpoint of a service.
struct EndpointState {
    enum class Reach {
        Off,         ///< the service has no such endpoint
        NotYet,      ///< not polled yet
        Good,        ///< scraped, or ready
        NotReady,    ///< answered, and said no
        Unreachable, ///< no answer, or none that can be read
    };

    Reach reach = Reach::NotYet;
    QUrl url = {};
    Duration interval = {};
    std::optional<TimePoint> lastTry = {};
    std::optional<TimePoint> lastGood = {};
    std::optional<TimePoint> next = {};
    std::optional<TimePoint> since = {}; ///< when the present `reach` began
    Duration took = {};
    int failures = 0; ///< in a row
    std::int64_t polls = 0;
    std::optional<Error> error = {};
    QString words = {}; ///< a probe's own words
    int status = 0;
    size_t seriesCount = 0; ///< metrics only
    qint64 wireBytes = 0;

    bool operator==(const EndpointState &) const = default;
};

/// A short history for a sparkline: the last hour, at most 120 points; a gap is a point without a value.
struct Trace {
    struct Point {
        TimePoint at = {};
        std::optional<double> value = {};

        bool operator==(const Point &) const = default;
    };

    QString signal = {};
    QList<Point> points = {}; ///< shared, so that a snapshot does not copy every service's hour

    bool operator==(const Trace &) const = default;
};

/// One of the team's services, or an account of HubSpot seen the same way: its metrics are those of our own calls.
struct ServiceState {
    enum class Kind { Service, Account };

    Kind kind = Kind::Service;
    ServiceConfig config = {}; ///< an account's name is its subject, "hubspot:prod"
    EndpointState metrics = {};
    EndpointState health = {};
    EndpointState readiness = {};
    std::vector<Reading> readings = {}; ///< newest of each signal, in the order of signalDefinitions()
    std::vector<Trace> traces = {};
    std::vector<Alert> alerts = {}; ///< every rule that applies, inactive ones too
    QStringList detected = {};      ///< which metric names were found under another name: "calls: my_calls_total"

    bool operator==(const ServiceState &) const = default;
};

/// What the console knows of itself.
struct ConsoleState {
    enum class Network { Unknown, Online, Lost };

    bool demo = false;
    TimePoint startedAt = {};
    Network network = Network::Unknown;
    std::optional<TimePoint> networkLostSince = {};
    std::optional<TimePoint> sleptUntil = {}; ///< the end of the last sleep seen
    Duration slept = {};
    QString storeNotice = {}; ///< what was damaged, set aside and kept; empty when all is well
    QString storeFault = {};  ///< why samples are not being stored at this moment; empty when they are
    StoreStats store = {};
    QString dataDirectory = {};
    std::int64_t scrapesStored = 0;
};

struct Snapshot {
    TimePoint at = {};
    bool loading = true; ///< nothing is known yet: the workspace has not been read
    QString workspacePath = {};
    bool workspaceMissing = false;                        ///< first run: there is no file yet
    std::vector<WorkspaceProblem> workspaceProblems = {}; ///< of the file as it is now; the last good one is in force
    Workspace workspace = {};                             ///< in force
    std::vector<Rule> rules = {};                         ///< in force
    std::vector<ServiceState> services = {};              ///< services in the workspace's order, then accounts
    std::vector<AccountState> accounts = {};
    std::vector<CredentialState> credentials = {};
    VaultState vault = {};
    HubSpotStatus hubspot = {};
    AlertingState alerting = {};
    BatchState batch = {};
    ReadinessState readiness = {};
    std::vector<Event> events = {}; ///< the newest 200 of the last 24 h, newest first
    ConsoleState console = {};
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

} // namespace hubwatch
