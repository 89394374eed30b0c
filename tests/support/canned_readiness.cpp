#include "support/canned_readiness.h"

#include "support/canned_accounts.h"

#include <QTimeZone>
#include <algorithm>

namespace hubwatch::testing {

namespace {

using Kind = Evidence::Kind;
using std::chrono::year_month_day;

struct ItemText {
    const char *id;
    const char *group;
    const char *title;
    const char *why;
    const char *remedy;
    const char *effort;
};

constexpr auto itemTexts = std::to_array<ItemText>({
    {"secrets.managed", "Security", "Secrets are kept in a manager",
     "A token in the code is in every clone of it, for good.", "Move it into a secret manager, then rotate it.",
     "about 1 h"},
    {"webhook.signatures", "Security", "Webhook signatures are verified",
     "Anyone who finds the address can write into your CRM.",
     "Refuse requests without X-HubSpot-Signature-v3 before the body is read.", "about 30 min"},
    {"env.ignored", "Security", ".env is ignored by git", "One careless commit publishes every key in it.",
     "Add .env to .gitignore, and take it out of the history.", "about 10 min"},
    {"scopes.minimal", "Security", "Private app has minimal scope", "A stolen token may do all that it is granted.",
     "Take away the scopes that nothing needs.", "about 15 min"},
    {"errors.caught", "Error handling", "Errors are caught on every call",
     "One answer that nobody expected ends the whole run.", "Catch errors where the call is made.", "about 2 h"},
    {"retry.backoff", "Error handling", "Retry with exponential backoff",
     "Retries at the same instant keep a service down that is coming back.",
     "Wait twice as long each time, add jitter, obey Retry-After.", "about 1 h"},
    {"webhook.idempotent", "Error handling", "Webhook handling is idempotent", "HubSpot sends an event again.",
     "Remember eventId and drop what was seen.", "about 2 h"},
    {"batch.first", "Performance", "Batch API first", "A hundred records cost one call instead of a hundred.",
     "Use the batch endpoints.", "about 3 h"},
    {"concurrency.limited", "Performance", "Concurrency is limited", "The account's limit is shared with others.",
     "Put a limiter before the client.", "about 1 h"},
    {"definitions.cached", "Performance", "Property definitions are cached",
     "The same list, read again and again, uses up the day's calls.", "Keep it for an hour.", "about 30 min"},
    {"logs.forwarded", "Monitoring", "Structured logs are forwarded", "What is not collected cannot be searched.",
     "Write JSON lines and ship them.", "about 2 h"},
    {"alerts.set", "Monitoring", "Alerts are set", "Else customers tell you.", "Add a route and fire a test.",
     "about 30 min"},
    {"health.endpoints", "Monitoring", "/health and /readiness answer",
     "A load balancer sends requests to what cannot serve them.", "Answer 503 while the token is refused.",
     "about 1 h"},
    {"test.sandbox", "Test", "End-to-end test in a sandbox", "Production is no place to find out.",
     "Run the suite against a sandbox and import its results.", "about 1 d"},
    {"test.load", "Test", "Load test done", "Limits show under load only.", "Run a load and import its results.",
     "about 1 d"},
});

year_month_day cannedDay(unsigned month, unsigned day)
{
    return {std::chrono::year(2026), std::chrono::month(month), std::chrono::day(day)};
}

QString wordsOf(const char *words)
{
    return QString::fromUtf8(words);
}

ItemStanding *itemOf(ServiceReadiness &service, const char *id)
{
    const auto found = std::ranges::find_if(service.readiness.items, [id](const ItemStanding &standing) {
        return standing.item.id == QLatin1StringView(id);
    });
    return &*found;
}

void judge(ServiceReadiness &service, const char *id, Outcome outcome, const char *words, Kind kind = Kind::Probe,
           Duration ago = 2min)
{
    ItemStanding &standing = *itemOf(service, id);
    const TimePoint at = cannedNow() - ago;
    standing.verdict = {.item = standing.item.id, .outcome = outcome, .words = wordsOf(words)};
    standing.verdict.evidence = {.kind = kind,
                                 .at = at,
                                 .staleAt = at + standing.item.fresh,
                                 .source = QStringLiteral("http://localhost:3000"),
                                 .hash = QStringLiteral("5b1f")};
}

void change(ServiceReadiness &service, const char *id, ItemChange::Kind kind, Outcome before)
{
    ItemStanding &standing = *itemOf(service, id);
    standing.change
        = ItemChange{.kind = kind, .item = standing.item.id, .before = before, .now = standing.verdict.outcome};
}

void waive(ServiceReadiness &service, const char *id, WaiverStanding stands, year_month_day until, const char *reason)
{
    ItemStanding &standing = *itemOf(service, id);
    standing.waived = stands;
    standing.waiver = Waiver{.service = service.readiness.service,
                             .item = standing.item.id,
                             .reason = wordsOf(reason),
                             .owner = QStringLiteral("anna"),
                             .approver = QStringLiteral("ben"),
                             .granted = cannedDay(10, 20),
                             .until = until};
}

Fact fact(const char *name, const char *expected, const char *got, std::optional<Outcome> outcome)
{
    return {.name = wordsOf(name), .expected = wordsOf(expected), .got = wordsOf(got), .outcome = outcome};
}

} // namespace

std::vector<ChecklistItem> cannedItems()
{
    std::vector<ChecklistItem> items;
    for (const ItemText &one : itemTexts) {
        ChecklistItem item{.id = wordsOf(one.id),
                           .group = wordsOf(one.group),
                           .title = wordsOf(one.title),
                           .why = wordsOf(one.why),
                           .how = QStringLiteral("By what the service does, not by what it says."),
                           .probe = wordsOf(one.id),
                           .remedy = wordsOf(one.remedy),
                           .effort = wordsOf(one.effort),
                           .shipped = true};
        item.meanings[Outcome::Fail] = QStringLiteral("it was measured, and it is not so.");
        item.imports = item.group == u"Test";
        item.byHand = item.id == u"logs.forwarded" || item.id == u"test.sandbox";
        items.push_back(item);
    }
    return items;
}

ServiceReadiness unconfiguredReadiness()
{
    ServiceReadiness service;
    service.readiness.service = QStringLiteral("contacts-sync");
    service.readiness.account = QStringLiteral("prod");
    service.readiness.portal = 4242;
    service.readiness.zone = QStringLiteral("Asia/Tokyo");
    service.readiness.at = cannedNow();
    for (const ChecklistItem &item : cannedItems()) {
        ItemStanding standing{.item = item, .owner = QStringLiteral("anna")};
        standing.verdict = {.item = item.id,
                            .outcome = Outcome::NotRun,
                            .words = QStringLiteral("not run yet: it needs a [[checklist]] of contacts-sync")};
        standing.verdict.evidence.at = cannedNow();
        service.readiness.items.push_back(standing);
    }
    service.target.service = service.readiness.service;
    return service;
}

ServiceReadiness neverRunReadiness()
{
    ServiceReadiness service = unconfiguredReadiness();
    service.configured = true;
    service.target.owner = QStringLiteral("anna");
    service.target.repository = QStringLiteral("../contacts-sync");
    service.target.testUrl = QUrl(QStringLiteral("http://localhost:3000"));
    for (ItemStanding &standing : service.readiness.items)
        standing.verdict.words = QStringLiteral("not run yet");
    itemOf(service, "webhook.signatures")->verdict.words
        = QStringLiteral("not run yet: add webhook_secret, a reference to the test app's client secret");
    return service;
}

ServiceReadiness finishedReadiness()
{
    ServiceReadiness service = neverRunReadiness();
    service.ranAt = cannedNow() - 2min;
    service.readiness.by = QStringLiteral("anna@ops-7");
    service.readiness.baselineAt = cannedNow() - 21 * 24h;
    judge(service, "secrets.managed", Outcome::Pass, "0 findings in 1,204 files and 3,882 commits");
    judge(service, "webhook.signatures", Outcome::Fail, "an unsigned request was accepted with 200");
    judge(service, "env.ignored", Outcome::Pass, "ignored, untracked, never in history");
    judge(service, "scopes.minimal", Outcome::Warn, "2 scopes more than needed: crm.lists.write, files");
    judge(service, "errors.caught", Outcome::Pass, "survived 500, reset, malformed, hang", Kind::Bench, 3h);
    judge(service, "retry.backoff", Outcome::Warn, "1.0, 2.0, 4.0 s; Retry-After obeyed; no jitter", Kind::Bench, 3h);
    judge(service, "webhook.idempotent", Outcome::Pass, "same event twice: effect counted once");
    judge(service, "batch.first", Outcome::Pass, "96 % of writes are batch calls", Kind::Metrics, 5min);
    judge(service, "concurrency.limited", Outcome::Pass, "peak 5 in flight, 78 per 10 s", Kind::Bench, 3h);
    judge(service, "definitions.cached", Outcome::Fail, "6,400 reads an hour of the same list", Kind::Metrics, 5min);
    judge(service, "logs.forwarded", Outcome::Pass, "seen in Datadog 40 s after writing");
    judge(service, "alerts.set", Outcome::Pass, "4 rules, 2 routes, test-fired 3 d ago");
    judge(service, "health.endpoints", Outcome::Pass, "readiness turns 503 on a bad token", Kind::Bench, 3h);
    judge(service, "test.sandbox", Outcome::Fail, "2 of 41 cases failed", Kind::Import, 14 * 24h);
    judge(service, "test.load", Outcome::Pass, "k6: 50,000 rows, 0 lost, 0 429s", Kind::Import, 14 * 24h);
    waive(service, "test.sandbox", WaiverStanding::Holds, cannedDay(12, 14), "sandbox being rebuilt");
    change(service, "webhook.signatures", ItemChange::Kind::Regressed, Outcome::Pass);
    change(service, "alerts.set", ItemChange::Kind::Mended, Outcome::Fail);
    change(service, "env.ignored", ItemChange::Kind::Mended, Outcome::Warn);
    itemOf(service, "webhook.signatures")->verdict.evidence.facts
        = {fact("right signature v3", "2xx", "200", Outcome::Pass),
           fact("no signature", "401 or 403", "200", Outcome::Fail),
           fact("wrong secret", "401 or 403", "401", Outcome::Pass),
           fact("6 minutes old", "401 or 403", "401", Outcome::Pass),
           fact("body changed", "401 or 403", "401", Outcome::Pass)};
    service.history[QStringLiteral("webhook.signatures")]
        = {{cannedNow() - 2min, Outcome::Fail, QStringLiteral("an unsigned request was accepted with 200"),
            QStringLiteral("anna@ops-7")},
           {cannedNow() - 20 * 24h, Outcome::Pass, QStringLiteral("5 of 5 requests as they should be"),
            QStringLiteral("watch")},
           {cannedNow() - 21 * 24h, Outcome::Error, QStringLiteral("nothing answered at localhost:3000"),
            QStringLiteral("anna@ops-7")}};
    service.proofs = {{.service = service.readiness.service,
                       .item = QStringLiteral("test.load"),
                       .file = QStringLiteral("results/k6-summary.json"),
                       .portal = 990'001}};
    return service;
}

ServiceReadiness runningReadiness()
{
    ServiceReadiness service = finishedReadiness();
    service.planned = 15;
    service.ended = 5;
    service.benchUrl = QStringLiteral("http://127.0.0.1:40123");
    service.benchWords = QStringLiteral("Start a run of contacts-sync now");
    service.progress.clear();
    for (size_t at = 5; at < service.readiness.items.size(); ++at)
        service.progress.push_back({.item = service.readiness.items[at].item.id, .waiting = true});
    service.progress[0] = {.item = QStringLiteral("retry.backoff"),
                           .words = QStringLiteral("answers 429 with Retry-After: 2"),
                           .share = 0.64};
    service.progress[1]
        = {.item = QStringLiteral("webhook.idempotent"), .words = QStringLiteral("sends the same event again")};
    return service;
}

ServiceReadiness passingReadiness()
{
    ServiceReadiness service = finishedReadiness();
    service.readiness.level = ReadinessLevel::A;
    judge(service, "webhook.signatures", Outcome::Pass, "5 of 5 requests as they should be");
    judge(service, "scopes.minimal", Outcome::Pass, "4 granted, 4 needed");
    judge(service, "retry.backoff", Outcome::Pass, "1.1, 1.8, 4.3 s; Retry-After obeyed; jitter", Kind::Bench, 3h);
    judge(service, "definitions.cached", Outcome::Pass, "1 read an hour", Kind::Metrics, 5min);
    judge(service, "test.sandbox", Outcome::Pass, "41 of 41 cases passed", Kind::Import, 24h);
    for (ItemStanding &standing : service.readiness.items) {
        standing.waiver.reset();
        standing.waived = WaiverStanding::None;
        standing.change.reset();
    }
    return service;
}

ServiceReadiness regressedReadiness()
{
    ServiceReadiness service = finishedReadiness();
    judge(service, "secrets.managed", Outcome::Fail, "1 token in src/config.js", Kind::Probe, 4min);
    change(service, "secrets.managed", ItemChange::Kind::Regressed, Outcome::Pass);
    itemOf(service, "secrets.managed")->verdict.evidence.findings
        = {{.rule = QStringLiteral("hubspot-private-app-token"),
            .file = QStringLiteral("src/config.js"),
            .line = 12,
            .column = 8,
            .endColumn = 52,
            .text = QStringLiteral("A private app's token"),
            .shown = QStringLiteral("pat-na1-…1a2b"),
            .fingerprint = QStringLiteral("0f3a9c5d1e2b4a68")}};
    service.regressed = {QStringLiteral("secrets.managed"), QStringLiteral("webhook.signatures")};
    return service;
}

ServiceReadiness waivedReadiness()
{
    ServiceReadiness service = finishedReadiness();
    waive(service, "definitions.cached", WaiverStanding::Expired, cannedDay(11, 1), "the cache comes with release 4");
    judge(service, "webhook.idempotent", Outcome::NotApplicable, "the service takes no webhooks: webhooks = false");
    waive(service, "webhook.signatures", WaiverStanding::Holds, cannedDay(11, 30),
          "the gateway checks them until the service does");
    return service;
}

ServiceReadiness blindReadiness()
{
    ServiceReadiness service = finishedReadiness();
    for (const char *id : {"webhook.signatures", "webhook.idempotent", "health.endpoints"})
        judge(service, id, Outcome::Error, "nothing answers at localhost:3000: connection refused");
    for (const char *id : {"errors.caught", "retry.backoff", "concurrency.limited"}) {
        judge(service, id, Outcome::NotRun, "measured 9 d ago, which proves nothing any more", Kind::Bench, 9 * 24h);
    }
    judge(service, "scopes.minimal", Outcome::Error, "HubSpot answered 503 when asked for the scopes");
    service.readiness.baselineAt.reset();
    service.problem
        = QStringLiteral("checklist/team.toml, line 4: \"probe\" expected one of http, file, command, metric, "
                         "hand, results; found \"curl\". Its items are left out.");
    return service;
}

ServiceReadiness longReadiness()
{
    ServiceReadiness service = finishedReadiness();
    service.readiness.service = QStringLiteral("contacts-and-companies-synchronisation-of-the-eastern-region");
    ItemStanding &secrets = *itemOf(service, "secrets.managed");
    judge(service, "secrets.managed", Outcome::Fail,
          "61 credentials in 214 files and 12,003 commits, of which 3 private app tokens, 2 developer keys, 1 client "
          "secret and 55 strings of high entropy; the first stands in services/eastern/config/production/settings.js");
    for (int at = 0; at < 24; ++at)
        secrets.verdict.evidence.findings.push_back(
            {.rule = QStringLiteral("hubspot-private-app-token"),
             .file = QStringLiteral("services/eastern/config/production/settings-%1.js").arg(at),
             .line = 100 + at,
             .column = 17,
             .commit = at % 3 == 0 ? QStringLiteral("3f2a1c9b77d0e1f2a3b4c5d6e7f8091a2b3c4d5e") : QString(),
             .text = QStringLiteral("A private app's token of the production portal"),
             .shown = QStringLiteral("pat-na1-…1a2b")});
    secrets.verdict.evidence.findingsLeftOut = 37;
    secrets.verdict.evidence.notes
        = {QStringLiteral("The clone is shallow: only the newest 50 commits of its history could be looked at, so that "
                          "older ones may hold more."),
           QStringLiteral("2 files of more than 5 MB were left out.")};
    ChecklistItem own{
        .id = QStringLiteral("team.version"),
        .group = QStringLiteral("House rules of the integrations guild"),
        .title = QStringLiteral("The version endpoint tells commit, branch, build number and the date of release"),
        .why = QStringLiteral("Else nobody knows what runs."),
        .probe = QStringLiteral("http"),
        .from = ReadinessLevel::A};
    ItemStanding standing{.item = own, .asked = false};
    standing.verdict = {.item = own.id, .outcome = Outcome::NotRun, .words = QStringLiteral("add test_url")};
    service.readiness.items.push_back(standing);
    return service;
}

Snapshot readinessSnapshot(const ServiceReadiness &service)
{
    return readinessSnapshot(std::vector{service});
}

Snapshot readinessSnapshot(std::vector<ServiceReadiness> services)
{
    Snapshot snapshot = accountsSnapshot();
    snapshot.readiness.services = std::move(services);
    return snapshot;
}

} // namespace hubwatch::testing
