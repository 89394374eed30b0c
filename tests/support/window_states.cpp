#include "support/window_states.h"

namespace hubwatch::testing {

Snapshot freshSnapshot()
{
    Snapshot snapshot = cannedSnapshot();
    for (ServiceState &service : snapshot.services) {
        service.readings.clear();
        service.traces.clear();
        service.alerts.clear();
        for (EndpointState *endpoint : {&service.metrics, &service.health, &service.readiness})
            *endpoint = {.url = endpoint->url, .interval = endpoint->interval, .next = snapshot.at + 2s};
    }
    snapshot.events.clear();
    snapshot.console.scrapesStored = 0;
    return snapshot;
}

Snapshot quietSnapshot()
{
    Snapshot snapshot = cannedSnapshot();
    std::erase_if(snapshot.services, [](const ServiceState &service) {
        return service.config.name != u"webhook-receiver" && service.config.name != u"quota-proxy";
    });
    for (ServiceState &service : snapshot.services) {
        for (Reading &reading : service.readings) {
            if (reading.signal == u"api.error_rate" && reading.value)
                reading.value = 0.0002;
        }
    }
    return snapshot;
}

Snapshot firstRunSnapshot()
{
    return {.at = cannedNow(),
            .loading = false,
            .workspacePath = QStringLiteral("/home/ops/hubwatch.toml"),
            .workspaceMissing = true};
}

Snapshot brokenWorkspaceSnapshot()
{
    Snapshot snapshot = cannedSnapshot();
    snapshot.workspaceProblems
        = {{14, QStringLiteral("services[1].metrics"), QStringLiteral("expected a path such as \"/metrics\", found 3")},
           {31, QStringLiteral("rules[0].for"),
            QStringLiteral("expected a duration such as \"5m\", found \"5 minutes\"")}};
    return snapshot;
}

Snapshot storeFaultSnapshot()
{
    Snapshot snapshot = cannedSnapshot();
    snapshot.console.storeFault = QStringLiteral("store.db: no space left on the disk");
    return snapshot;
}

Snapshot networkLostSnapshot()
{
    Snapshot snapshot = cannedSnapshot();
    snapshot.console.network = ConsoleState::Network::Lost;
    snapshot.console.networkLostSince = snapshot.at - 4min;
    return snapshot;
}

Discovery cannedDiscovery(const QString &asked)
{
    Discovery discovery{.asked = asked};
    discovery.proposal.url = QUrl(asked);
    discovery.proposal.name = discovery.proposal.url.host().section(u'.', 0, 0);
    if (asked.contains(u"dead")) {
        discovery.missing
            = {QStringLiteral("Nothing listens at that address: start the service, or correct the port.")};
        return discovery;
    }
    discovery.usable = true;
    discovery.families = 42;
    discovery.series = 512;
    discovery.found = {QStringLiteral("/metrics: 42 families, 512 series, OpenMetrics"),
                       QStringLiteral("/health: healthy"), QStringLiteral("/readiness: ready")};
    discovery.missing = {QStringLiteral(
        "no hubspot_webhook_processing_delay_seconds: webhook delay stays unknown; export it, or map the "
        "name you use under metric_names")};
    return discovery;
}

} // namespace hubwatch::testing
