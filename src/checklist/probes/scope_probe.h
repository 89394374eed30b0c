// The probe of "Private app has minimal scope".
#pragma once

#include "checklist/probe.h"
#include "hubspot/account_facts.h"

#include <map>

namespace hubwatch {

struct ScopeOrder {
    QString item = {};
    QString account = {};    ///< its name; empty: the service has none
    QString credential = {}; ///< reference of its token
    QUrl api = {};
    QStringList trustedHosts = {};
    std::int64_t portal = 0;                      ///< as the workspace says; 0: not given
    QStringList declared = {};                    ///< scopes that the service needs by what it does
    std::map<QString, double> endpointsSeen = {}; ///< calls by the endpoint label of the service's metrics
    Duration seenOver = {};                       ///< in how long
    Duration fresh = {};
};

/// Granted scopes less those needed by the declared use and by the endpoints seen. None too many: pass; too many: warn,
/// and fail where one of them writes or deletes; missing ones fail. Neither declared nor seen: NotRun. A credential
/// that does not tell its scopes (a service key): NotRun, with what to do.
Probe scopeProbe(ProbeDoors doors, ScopeOrder order);

} // namespace hubwatch
