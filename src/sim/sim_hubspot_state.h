// SimState: all that the simulated HubSpot knows.
#pragma once

#include "sim/chance.h"
#include "sim/sim_hubspot_associations.h"
#include "sim/sim_hubspot_limits.h"
#include "sim/sim_hubspot_oauth.h"
#include "sim/sim_hubspot_records.h"
#include "sim/sim_hubspot_script.h"
#include "sim/sim_hubspot_status.h"

namespace hubwatch {

struct SimSecurityEvent {
    QString type = {}; ///< "PRIVATE_APP_ACCESS_TOKEN_ROTATE" ...
    TimePoint at = {};
    std::int64_t app = 0;
    std::int64_t user = 0;

    bool operator==(const SimSecurityEvent &) const = default;
};

/// One call as it is remembered. Nothing of a query or a body, and of a token only its ends.
struct SimLogEntry {
    TimePoint at = {};
    QByteArray method = {};
    QByteArray path = {};
    int status = 0; ///< 0: no answer
    QString token = {};

    bool operator==(const SimLogEntry &) const = default;
};

/// How the portal goes about its records.
struct SimRules {
    bool wholeBatch = false; ///< one wrong input fails its batch, with trace ids too

    bool operator==(const SimRules &) const = default;
};

struct SimState {
    SimState(std::uint64_t seed, std::int64_t ownPortal, TimePoint now);

    std::uint64_t seed;
    std::int64_t portal;
    QString hublet = QStringLiteral("na1"); ///< whose host this is
    SimTokens tokens;
    SimOAuth oauth;
    SimLimits limits = {};
    SimScript script = {};
    SimRules rules = {};
    SimAssociations associations = {};
    SimStatus status = {};
    std::vector<SimSecurityEvent> security = {}; ///< oldest first
    std::vector<SimLogEntry> log = {};
    Duration leastLatency = {};
    Duration mostLatency = {};
    Chance chance;
    std::uint64_t serial = 0;

    /// The records of a type, made up where nobody has asked before.
    SimRecords &records(std::int64_t ofPortal, const QString &type, TimePoint now);
    /// A UUID that differs from call to call, the same for the same seed.
    QString freshId();

private:
    std::map<std::pair<std::int64_t, QString>, SimRecords> m_records = {};
};

} // namespace hubwatch
