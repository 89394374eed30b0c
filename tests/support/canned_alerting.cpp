#include "support/canned_alerting.h"

#include <cmath>

namespace hubwatch::testing {

namespace {

using Reason = Notice::Reason;

const QString contactsSync = QStringLiteral("contacts-sync");
const QString dealsSync = QStringLiteral("deals-sync");
const AlertId errorRate{contactsSync, QStringLiteral("api.error_rate")};
const AlertId rateLimited{dealsSync, QStringLiteral("api.rate_limited")};

Route routeOf(const char *name, Route::Kind kind, const QString &key, const QUrl &url = {})
{
    return {.name = QString::fromLatin1(name), .kind = kind, .key = key, .url = url};
}

LedgerEntry entryOf(qint64 id, TimePoint at, const char *route, Route::Kind kind, Reason reason,
                    LedgerEntry::Result result)
{
    LedgerEntry entry{.id = id, .notice = id, .at = at, .route = QString::fromLatin1(route)};
    entry.kind = routeKindText(kind);
    entry.reason = reason;
    entry.event = reason == Reason::AllResolved ? Notice::Event::Resolve : Notice::Event::Trigger;
    if (reason == Reason::Test)
        entry.event = Notice::Event::Test;
    entry.key = dedupKey(errorRate);
    entry.subject = QStringLiteral("contacts-sync: API error rate 7.2 %");
    entry.alerts = 1;
    entry.attempt = 1;
    entry.result = result;
    entry.status = kind == Route::Kind::PagerDuty ? 202 : 200;
    entry.took = 180ms;
    entry.words = kind == Route::Kind::PagerDuty ? QStringLiteral("Event processed") : QStringLiteral("ok");
    entry.bodyHash = QStringLiteral("9f2c41d0a7be");
    return entry;
}

std::vector<LedgerEntry> ledgerEntries(TimePoint now)
{
    using Result = LedgerEntry::Result;
    LedgerEntry held = entryOf(9, now - 2min, "team", Route::Kind::Slack, Reason::NewAlerts, Result::Later);
    held.status = 429;
    held.words = QStringLiteral("Slack asks to wait 30 s");
    held.nextTry = now + 12s;
    LedgerEntry refused
        = entryOf(8, now - 4min, "hook", Route::Kind::Webhook, Reason::FirstNotification, Result::Refused);
    refused.status = 403;
    refused.words = QStringLiteral("403 Forbidden: the receiver does not take the signature; check the route's key");
    LedgerEntry muted
        = entryOf(6, now - 40min, "team", Route::Kind::Slack, Reason::FirstNotification, Result::Withheld);
    muted.notice = 0;
    muted.attempt = 0;
    muted.status = 0;
    muted.subject = QStringLiteral("nightly-export: not ready");
    muted.words = QStringLiteral("muted by anna until 10:00: planned export");
    LedgerEntry unknown
        = entryOf(5, now - 5h, "oncall", Route::Kind::PagerDuty, Reason::FirstNotification, Result::Unknown);
    unknown.words = QStringLiteral("Hubwatch ended before the answer; sent again");
    unknown.status = 0;
    LedgerEntry storm = entryOf(4, now - 5h + 2s, "team", Route::Kind::Slack, Reason::AllResolved, Result::Delivered);
    storm.subject = QStringLiteral("deals-sync: 429 frequency 38, resolved");
    storm.key = dedupKey(rateLimited);
    return {held,
            refused,
            entryOf(7, now - 3min - 5s, "oncall", Route::Kind::PagerDuty, Reason::FirstNotification, Result::Delivered),
            muted,
            storm,
            unknown,
            entryOf(3, now - 26h, "oncall", Route::Kind::PagerDuty, Reason::Test, Result::Delivered)};
}

std::vector<RouteState> routesNow(TimePoint now)
{
    const std::vector<LedgerEntry> entries = ledgerEntries(now);
    RouteState oncall{.route = routeOf("oncall", Route::Kind::PagerDuty, QStringLiteral("keychain:pagerduty"))};
    oncall.last = oncall.lastGood = entries[2];
    oncall.proof = entries.back();
    RouteState team{.route = routeOf("team", Route::Kind::Slack, QStringLiteral("keychain:slack"))};
    team.waiting = 1;
    team.oldest = now - 2min;
    team.nextTry = now + 12s;
    team.last = entries[0];
    team.fault = QStringLiteral("Slack asks to wait 30 s");
    RouteState hook{.route = routeOf("hook", Route::Kind::Webhook, QStringLiteral("keychain:hook"),
                                     QUrl(QStringLiteral("https://hooks.example.test/hubwatch")))};
    hook.refused = 1;
    hook.last = entries[1];
    hook.fault = entries[1].words;
    RouteState desk{.route = routeOf("desk", Route::Kind::Desktop, {})};
    return {oncall, team, hook, desk};
}

Incident liveIncident(TimePoint now)
{
    Incident incident{.id = 18, .key = QStringLiteral("us/contacts-sync/errors")};
    incident.title = QStringLiteral("contacts-sync: error burst");
    incident.cause = {.kind = Cause::Kind::Us, .scope = contactsSync, .words = QStringLiteral("error burst")};
    incident.severity = Rule::Severity::Page;
    incident.openedAt = now - 3min - 10s;
    incident.parts = {{.alert = errorRate,
                       .severity = Rule::Severity::Page,
                       .signal = QStringLiteral("api.error_rate"),
                       .firing = true,
                       .firedAt = now - 3min - 10s,
                       .value = 0.072,
                       .worst = 0.074}};
    incident.notes
        = {{.at = now - 1min, .author = QStringLiteral("anna"), .text = QStringLiteral("rolling back 1.42")}};
    incident.services = {contactsSync};
    return incident;
}

Incident pastIncident(qint64 id, const QString &title, Cause cause, TimePoint opened, Duration length)
{
    Incident incident{.id = id, .title = title, .cause = std::move(cause), .severity = Rule::Severity::Notify};
    incident.state = Incident::State::Resolved;
    incident.owner = QStringLiteral("kenji");
    incident.openedAt = opened;
    incident.acknowledgedAt = opened + 2min;
    incident.resolvedAt = opened + length;
    incident.parts = {{.alert = rateLimited,
                       .severity = Rule::Severity::Notify,
                       .signal = QStringLiteral("api.rate_limited"),
                       .firedAt = opened,
                       .resolvedAt = opened + length,
                       .value = 12,
                       .worst = 94}};
    incident.services = {dealsSync};
    return incident;
}

} // namespace

Snapshot withAlerting(Snapshot snapshot)
{
    const TimePoint now = snapshot.at;
    AlertingState &alerting = snapshot.alerting;
    alerting.operatorName = QStringLiteral("anna");
    alerting.incidents
        = {liveIncident(now),
           pastIncident(17, QStringLiteral("deals-sync: 429 storm"),
                        {.kind = Cause::Kind::Quota, .scope = dealsSync, .words = QStringLiteral("429 storm")},
                        now - 5h, 41min),
           pastIncident(
               16, QStringLiteral("prod: token refused"),
               {.kind = Cause::Kind::Token, .scope = QStringLiteral("prod"), .words = QStringLiteral("token refused")},
               now - 48h, 18min)};
    Mute mute{.id = QStringLiteral("m1"),
              .matchers = {{.label = QStringLiteral("service"), .value = QStringLiteral("nightly-export")}},
              .startsAt = now - 1h,
              .endsAt = now + 18min,
              .author = QStringLiteral("anna"),
              .reason = QStringLiteral("planned export"),
              .createdAt = now - 1h};
    Mute night{.id = QStringLiteral("m2"),
               .matchers = {{.label = QStringLiteral("severity"), .value = QStringLiteral("ticket")}},
               .startsAt = now - 30 * 24h,
               .recurs
               = Recurrence{.days = {1, 2, 3, 4, 5}, .from = 22h, .to = 6h, .zone = QStringLiteral("Asia/Tokyo")},
               .author = QStringLiteral("kenji"),
               .reason = QStringLiteral("tickets can wait for the morning"),
               .createdAt = now - 30 * 24h};
    alerting.mutes
        = {{.mute = mute, .active = true, .span = MuteSpan{now - 1h, now + 18min}, .matching = 4, .quieted = 1},
           {.mute = night, .span = MuteSpan{now + 12h, now + 20h}, .matching = 9}};
    alerting.silences = {{.route = QStringLiteral("fleet"),
                          .id = QStringLiteral("0b1c"),
                          .matchers = {{.label = QStringLiteral("rule"), .value = QStringLiteral("source.fresh")}},
                          .startsAt = now - 2h,
                          .endsAt = now + 2h,
                          .author = QStringLiteral("mei"),
                          .comment = QStringLiteral("migration"),
                          .active = true}};
    alerting.routes = routesNow(now);
    for (const RouteState &route : alerting.routes)
        if (route.route.name != u"team")
            snapshot.workspace.routes.push_back(route.route);
    alerting.heartbeat = {.on = true, .interval = 60s, .lastGood = now - 22s, .lastTry = now - 22s};
    for (const ServiceConfig &service : snapshot.workspace.services)
        alerting.facts.services.push_back({.name = service.name, .account = service.account});
    alerting.facts.accounts = {
        {.name = QStringLiteral("prod"), .subject = QStringLiteral("hubspot:prod"), .portal = QStringLiteral("4242")}};
    alerting.waiting = 1;
    return snapshot;
}

Snapshot alertingSnapshot()
{
    return withAlerting(cannedSnapshot());
}

LedgerAnswer cannedLedger(const LedgerQuery &query)
{
    LedgerAnswer answer{.id = query.id};
    for (const LedgerEntry &entry : ledgerEntries(cannedNow())) {
        const QString all = entry.subject + entry.key + entry.words + entry.route;
        if (all.contains(query.text, Qt::CaseInsensitive) && (query.route.isEmpty() || query.route == entry.route)
            && (!query.result || *query.result == entry.result))
            answer.entries.push_back(entry);
    }
    answer.all = qint64(answer.entries.size());
    return answer;
}

TriageAnswer cannedTriage(const TriageQuestion &question)
{
    const TimePoint now = cannedNow();
    const auto row = [](const char *endpoint, double ok, double limited, double failed, const char *advice) {
        EndpointCalls calls{.service = contactsSync, .endpoint = QString::fromLatin1(endpoint)};
        calls.byStatus = {{QStringLiteral("success"), {.now = ok, .before = ok + failed}},
                          {QStringLiteral("429"), {.now = limited, .before = limited}},
                          {QStringLiteral("5xx"), {.now = failed, .before = 1, .changed = failed > 10}}};
        calls.all = {.now = ok + limited + failed, .before = ok + limited + 1};
        calls.advice = QString::fromUtf8(advice);
        return calls;
    };
    TriageAnswer answer{.id = question.id, .question = question};
    answer.endpoints
        = {row("contacts.batchUpdate", 430, 4, 167, "retry with backoff; check the payload of 1.42"),
           row("contacts.getById", 909, 2, 0, "-"), row("deals.search", 398, 3, 0, "search allows 5/s per account"),
           row("properties.getAll", 537, 0, 0, "not cached: 6,400 an hour")};
    answer.auth = {{.cause = ApiError::Cause::TokenExpired,
                    .status = 401,
                    .count = 3,
                    .words = QStringLiteral("expired: the refresh did not run"),
                    .newest = now - 40s}};
    answer.rate = {{.cause = ApiError::Cause::RateTenSecondly,
                    .status = 429,
                    .count = 7,
                    .words = QStringLiteral("ten-second window: waiting 10 s helps"),
                    .waitUntil = now + 8s}};
    answer.playbook
        = {{.status = QStringLiteral("500 / 502 / 503"),
            .count = 167,
            .before = 1,
            .cause = QStringLiteral("A temporary fault on the HubSpot side, as a rule"),
            .here = QStringLiteral(
                "HubSpot is good and one endpoint of one service fails since a deploy: suspect the payload"),
            .action = QStringLiteral("Retry with exponential backoff"),
            .owner = QStringLiteral("integration")},
           {.status = QStringLiteral("429"),
            .count = 9,
            .before = 9,
            .cause = QStringLiteral("Rate limit reached"),
            .action = QStringLiteral("Wait for Retry-After, then retry"),
            .owner = QStringLiteral("integration")}};
    ApiError error{.cause = ApiError::Cause::ServerFault,
                   .status = 500,
                   .message = QStringLiteral("internal error"),
                   .correlationId = QStringLiteral("2f8e1c6a-7d54-4f1b-9a0e-6b1a2c3d4e5f")};
    answer.failures = {
        {.at = now - 55s, .call = QStringLiteral("POST /crm/objects/2026-09/contacts/batch/update"), .error = error}};
    const auto event = [&](Duration ago, Event::Kind kind, const char *to, const char *text) {
        answer.timeline.push_back({.at = now - ago,
                                   .kind = kind,
                                   .service = contactsSync,
                                   .to = QString::fromLatin1(to),
                                   .text = QString::fromUtf8(text)});
    };
    event(16min, Event::Kind::Mark, "", "Deploy 1.42 of contacts-sync");
    event(9min + 23s, Event::Kind::Source, "unreachable", "nightly-export unreachable: connection refused");
    event(8min, Event::Kind::Alert, "pending", "API error rate pending at 5.4 %");
    event(3min + 10s, Event::Kind::Alert, "firing", "API error rate firing at 6.1 %, n 2451");
    event(3min + 10s, Event::Kind::Incident, "opened", "#18 opened: contacts-sync: error burst");
    event(3min + 5s, Event::Kind::Delivery, "delivered", "oncall: trigger accepted, 202 in 180 ms");
    return answer;
}

MovedAnswer cannedMoved(const MovedQuestion &question)
{
    MovedAnswer answer{.id = question.id, .ranked = 97'350, .took = 412ms};
    answer.series
        = {{.service = contactsSync,
            .series = QStringLiteral("nodejs_eventloop_lag_p99_seconds"),
            .before = 0.011,
            .after = 0.94,
            .score = 41},
           {.service = contactsSync,
            .series = QStringLiteral("process_resident_memory_bytes"),
            .before = 142e6,
            .after = 611e6,
            .score = 33},
           {.service = contactsSync,
            .series = QStringLiteral("hubspot_api_calls_total{endpoint=\"contacts.batchUpdate\",status=\"500\"}"),
            .rate = true,
            .before = 0,
            .after = 0.55,
            .score = 30}};
    return answer;
}

HubSpotProbe cannedProbe(const QString &account)
{
    return {.account = account,
            .host = QStringLiteral("api.hubapi.com"),
            .at = cannedNow(),
            .dns = 12ms,
            .connect = 9ms,
            .tls = 21ms,
            .firstByte = 94ms,
            .address = QStringLiteral("104.16.1.1"),
            .fingerprint = account.isEmpty() ? QString() : QStringLiteral("private app, na1, …7f3a"),
            .region = QStringLiteral("na1"),
            .status = 200,
            .words = QStringLiteral("HubSpot answers and takes the token"),
            .good = true};
}

BacktestAnswer cannedBacktest(const BacktestQuestion &question)
{
    BacktestAnswer answer{.id = question.id, .done = 1, .from = question.from, .to = question.to};
    ChartLine line{.name = contactsSync, .service = contactsSync, .runs = {{}}};
    const Duration step = std::max<Duration>((question.to - question.from) / 300, 1s);
    int i = 0;
    for (TimePoint at = question.from; at <= question.to; at += step, ++i)
        line.runs[0].push_back({.at = at, .value = i % 100 > 80 ? 0.07 : 0.004 + 0.002 * std::sin(i / 9.0), .n = 2400});
    answer.lines = {line};
    answer.candidate.rule = question.candidate;
    const TimePoint begun = question.to - (question.to - question.from) / 5;
    answer.candidate.pages = {{.service = contactsSync,
                               .breachedAt = begun,
                               .firedAt = begun + 2min,
                               .resolvedAt = begun + 22min,
                               .worst = 0.074,
                               .lead = 3min}};
    answer.candidate.nearMisses = 2;
    answer.candidate.brief = 0;
    answer.candidate.firing = 20min;
    answer.candidate.seen = question.to - question.from;
    if (question.present) {
        answer.present = answer.candidate;
        answer.present->rule = *question.present;
        answer.present->pages[0].firedAt += 3min;
        answer.present->pages[0].lead = -3min;
    }
    return answer;
}

} // namespace hubwatch::testing
