#include "ui/credentials/auth_watch.h"

#include <algorithm>
#include <cmath>

namespace hubwatch::ui {

namespace {

const QString authSignal = QStringLiteral("api.auth_failures");

AuthCount fromTrace(const ServiceState &service, TimePoint since)
{
    AuthCount count{.service = service.config.name, .last = since};
    const auto trace = std::ranges::find(service.traces, authSignal, &Trace::signal);
    if (trace == service.traces.end())
        return count;
    for (const Trace::Point &point : trace->points) {
        if (point.at <= since || !point.value)
            continue;
        count.seen = true;
        count.refused += std::llround(*point.value);
        count.last = std::max(count.last, point.at);
    }
    return count;
}

void addReading(AuthCount &count, const ServiceState &service)
{
    count.polled = service.metrics.lastGood;
    const auto reading = std::ranges::find(service.readings, authSignal, &Reading::signal);
    if (reading == service.readings.end() || reading->validity != Reading::Validity::Known || !reading->value)
        return;
    const TimePoint at = reading->observedAt == TimePoint() ? reading->at : reading->observedAt;
    if (at <= count.last)
        return;
    count.seen = true;
    count.refused += std::llround(*reading->value);
    count.last = at;
}

} // namespace

std::vector<AuthCount> countedOn(std::vector<AuthCount> counts, const Snapshot &snapshot, const QString &account,
                                 TimePoint since)
{
    std::vector<AuthCount> counted;
    for (const ServiceState &service : snapshot.services) {
        if (service.kind != ServiceState::Kind::Service || (!account.isEmpty() && service.config.account != account))
            continue;
        const auto known = std::ranges::find(counts, service.config.name, &AuthCount::service);
        AuthCount count = known == counts.end() ? fromTrace(service, since) : *known;
        addReading(count, service);
        counted.push_back(std::move(count));
    }
    return counted;
}

} // namespace hubwatch::ui
