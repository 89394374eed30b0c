// Alerts, routes and a notifier for the tests of src/notify.
#pragma once

#include "fake_courier.h"
#include "notify/notifier.h"
#include "support/manual_clock.h"
#include "support/printers.h"

#include <QTemporaryDir>
#include <gtest/gtest.h>
#include <map>

namespace hubwatch::testing {

inline ToldAlert toldAlert(const QString &service, const QString &rule = QStringLiteral("api.error_rate"),
                           const QString &cause = QStringLiteral("error burst"))
{
    return {.id = {service, rule},
            .severity = Rule::Severity::Page,
            .title = service + QStringLiteral(": API error rate 7.2 %"),
            .details = QStringLiteral("above 5 % for 5 min, n 2451"),
            .cause = cause,
            .value = 0.072,
            .n = 2451,
            .startedAt = TimePoint(1'763'884'800s),
            .labels = {{QStringLiteral("service"), service}, {QStringLiteral("rule"), rule}}};
}

inline AlertNews firing(const QString &service, const QString &rule = QStringLiteral("api.error_rate"))
{
    return {.told = toldAlert(service, rule), .rule = {.name = rule, .severity = Rule::Severity::Page}};
}

inline AlertNews resolved(AlertNews news, TimePoint at = TimePoint(1'763'888'400s))
{
    news.told.firing = false;
    news.told.endedAt = at;
    return news;
}

inline AlertNews muted(AlertNews news, const QString &why = QStringLiteral("muted by anna until 04:00: deploy"))
{
    news.quiet = {Quiet::Kind::Muted, why};
    return news;
}

inline Route routeOf(Route::Kind kind, const QString &name)
{
    return {.name = name,
            .kind = kind,
            .severities = {Rule::Severity::Page, Rule::Severity::Notify, Rule::Severity::Ticket}};
}

inline Notice noticeTo(const QString &route, const QString &key)
{
    return {.route = route, .key = key, .group = key, .alerts = {toldAlert(key)}, .at = TimePoint(1'763'884'800s)};
}

/// A notifier whose couriers deliver when the test says so.
class NotifyFixture : public ::testing::Test
{
protected:
    void start(const std::vector<Route> &routes)
    {
        notifier.reset();
        deliveries.clear();
        entries.clear();
        notifier = std::make_unique<Notifier>(
            NotifierParts{.directory = folder.path(), .clock = clock, .makeCourier = [this](const Route &route) {
                              auto &shared = deliveries[route.name];
                              if (!shared)
                                  shared = std::make_shared<FakeDeliveries>();
                              return std::make_unique<FakeCourier>(shared);
                          }});
        QObject::connect(notifier.get(), &Notifier::attempted, notifier.get(),
                         [this](const LedgerEntry &entry) { entries.push_back(entry); });
        notifier->setRoutes(routes);
        clock.advance(0ms);
    }
    FakeDeliveries &at(const QString &route) { return *deliveries.at(route); }
    /// Lets everything through that the routes try, until they are still.
    void deliverAll()
    {
        bool any = true;
        while (any) {
            any = false;
            clock.advance(0ms);
            for (auto &[name, shared] : deliveries)
                any = shared->answerDone() || any;
        }
    }
    std::vector<LedgerEntry> ledger(LedgerEntry::Result result) const
    {
        return notifier->search({.result = result}).entries;
    }

    QTemporaryDir folder = {};
    ManualClock clock = ManualClock();
    std::map<QString, std::shared_ptr<FakeDeliveries>> deliveries = {};
    std::vector<LedgerEntry> entries = {};
    std::unique_ptr<Notifier> notifier = {};
};

} // namespace hubwatch::testing
