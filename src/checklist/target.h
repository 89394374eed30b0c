// ChecklistTarget: where a service's checklist finds what it looks at.
#pragma once

#include "base/clock.h"
#include "checklist/outcome.h"

#include <QStringList>
#include <QUrl>

namespace hubwatch {

/// What a load test must show to count.
struct LoadThresholds {
    std::int64_t requests = 1000; ///< at least so many requests or rows
    double errorRate = 0.01;      ///< at most
    Duration p99 = 3s;            ///< at most, where the file tells it

    bool operator==(const LoadThresholds &) const = default;
};

/// One [[checklist]] table of the workspace file. Everything but `service` may be left out: then what needs it is not
/// run, and says which key to add.
struct ChecklistTarget {
    QString service = {};
    ReadinessLevel level = ReadinessLevel::B;
    QString owner = {};
    QString repository = {}; ///< a git working copy; relative paths begin beside the workspace file
    QStringList allow = {};  ///< what is no secret: "tests/fixtures/**", or a finding's fingerprint "sha256:0f3a..."
    QStringList scopes = {}; ///< that the service needs by what it does
    QStringList items = {};  ///< files with items of the team's own
    QString account = {};    ///< whose token's scopes are looked at; empty: the service's

    QUrl testUrl = {};                                    ///< of a test instance: probes act on nothing else
    QString testMetrics = QStringLiteral("/metrics");     ///< empty: none
    QString testHealth = QStringLiteral("/health");       ///< empty: none
    QString testReadiness = QStringLiteral("/readiness"); ///< empty: none

    QString webhook = {};       ///< its path on the test instance: "/webhooks/hubspot"; empty: it takes none
    bool webhooks = true;       ///< false: the service takes no webhooks, those items do not apply
    QUrl webhookUrl = {};       ///< the URL that signatures cover, where it is not the test instance's
    QString webhookSecret = {}; ///< reference of the test instance's client secret
    QStringList webhookVersions = {QStringLiteral("v3")};
    QString webhookEffect = {}; ///< a counter of the test instance's metrics that an event moves by one

    int benchPort = 0;       ///< of the stand-in HubSpot on loopback; 0: any free one
    QString benchHost = {};  ///< by which a service in a container reaches this machine: "host.docker.internal"
    QString benchStart = {}; ///< "POST /sync" at the test instance, "command:PROGRAM ARGS...", or empty: somebody does
    Duration benchPatience = 60s; ///< how long a run may take to begin
    QString benchForward = {};    ///< a sandbox account that answers in calm phases, instead of canned records

    QString logs = {};     ///< "file:PATH", "command:PROGRAM ARGS...", "stdin"
    QString logsSeen = {}; ///< "cloudwatch:GROUP" or "datadog:QUERY": where lines arrive
    QUrl datadog = QUrl(QStringLiteral("https://api.datadoghq.com"));
    QString datadogKey = {};            ///< reference of the API key
    QString datadogApplicationKey = {}; ///< reference of the application key

    Duration testFired = 90 * 24h; ///< each route within so long
    QString sandbox = {};          ///< the account that tests run against; its kind must be sandbox
    LoadThresholds load = {};
    Duration watch = 6h; ///< how often what needs no test instance is looked at again; 0: never

    bool operator==(const ChecklistTarget &) const = default;
};

} // namespace hubwatch
