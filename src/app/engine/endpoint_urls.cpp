#include "app/engine/endpoint_urls.h"

namespace hubwatch {

namespace {

QUrl endpointUrl(const QUrl &base, const QString &path)
{
    if (path.isEmpty())
        return {};
    QString before = base.path();
    while (before.endsWith(u'/'))
        before.chop(1);
    // A path may carry a query of its own ("/metrics?format=prometheus").
    const QUrl relative(path);
    QUrl url = base;
    url.setPath(before + relative.path());
    url.setQuery(relative.hasQuery() ? relative.query() : base.query());
    return url;
}

} // namespace

ServiceTarget targetOf(const ServiceConfig &service)
{
    return {.name = service.name,
            .metrics = endpointUrl(service.url, service.metrics),
            .health = endpointUrl(service.url, service.health),
            .readiness = endpointUrl(service.url, service.readiness),
            .interval = service.interval,
            .readinessInterval = service.readinessInterval,
            .credential = service.credential,
            .timeout = service.timeout};
}

} // namespace hubwatch
