#include "readiness_sample.h"

#include <array>

namespace hubwatch::testing {

namespace {

struct SampleRow {
    const char *id;
    const char *group;
    const char *title;
    Outcome outcome;
    const char *words;
    Evidence::Kind kind;
};

constexpr std::array sampleRows{
    SampleRow{"secrets.managed", "Security", "Secrets are kept in a manager", Outcome::Fail,
              "2 credentials of HubSpot in 1,204 files and 3,882 commits", Evidence::Kind::Probe},
    SampleRow{"webhook.signatures", "Security", "Webhook signatures are verified", Outcome::Fail,
              "an unsigned request was accepted with 200", Evidence::Kind::Probe},
    SampleRow{"env.ignored", "Security", ".env is ignored by git", Outcome::Pass,
              "ignored, untracked, never in history", Evidence::Kind::Probe},
    SampleRow{"scopes.minimal", "Security", "Private app has minimal scope", Outcome::Warn,
              "2 scopes more than needed: crm.lists.write, files", Evidence::Kind::Probe},
    SampleRow{"errors.caught", "Error handling", "Errors are caught on every call", Outcome::Pass,
              "survived 500, reset, malformed, hang", Evidence::Kind::Bench},
    SampleRow{"retry.backoff", "Error handling", "Retry with exponential backoff", Outcome::Warn,
              "1.0, 2.0, 4.0 s; Retry-After obeyed; no jitter", Evidence::Kind::Bench},
    SampleRow{"webhook.idempotent", "Error handling", "Webhook handling is idempotent", Outcome::NotApplicable,
              "the service takes no webhooks", Evidence::Kind::Probe},
    SampleRow{"batch.first", "Performance", "Batch API first", Outcome::Pass, "96 % of writes are batch calls",
              Evidence::Kind::Metrics},
    SampleRow{"concurrency.limited", "Performance", "Concurrency is limited", Outcome::Error,
              "the stand-in could not listen: address in use", Evidence::Kind::Bench},
    SampleRow{"definitions.cached", "Performance", "Property definitions are cached", Outcome::Fail,
              "6,400 reads an hour of the same list", Evidence::Kind::Metrics},
    SampleRow{"logs.forwarded", "Monitoring", "Structured logs are forwarded", Outcome::Pass,
              "seen in Datadog 40 s after writing", Evidence::Kind::Probe},
    SampleRow{"alerts.set", "Monitoring", "Alerts are set", Outcome::Pass, "4 rules, 2 routes, test-fired 3 d ago",
              Evidence::Kind::Hand},
    SampleRow{"health.endpoints", "Monitoring", "/health and /readiness answer", Outcome::NotRun,
              "no test instance: add test_url to [[checklist]]", Evidence::Kind::Probe},
    SampleRow{"test.sandbox", "Test", "End-to-end test in a sandbox", Outcome::NotRun,
              "no results: add a [[proofs]] table with file", Evidence::Kind::Import},
    SampleRow{"test.load", "Test", "Load test done", Outcome::Warn, "k6: 50,000 requests, p99 2.9 s of 3 s",
              Evidence::Kind::Import},
};

QString sampleText(const char *text)
{
    return QString::fromUtf8(text);
}

Evidence sampleEvidence(const SampleRow &row)
{
    Evidence evidence{.kind = row.kind, .at = sampleNow - 2min, .source = sampleText("http://127.0.0.1:8080")};
    if (row.outcome == Outcome::Pass || row.outcome == Outcome::Warn || row.outcome == Outcome::Fail)
        evidence.staleAt = sampleNow + 24h;
    if (sampleText(row.id) == u"secrets.managed") {
        evidence.source = sampleText("/srv/contacts-sync");
        evidence.findings = {{.rule = sampleText("hubspot-private-app-token"),
                              .file = sampleText("src/über config.js"),
                              .line = 12,
                              .column = 9,
                              .endColumn = 53,
                              .text = sampleText("A token of a private app stands in the tree."),
                              .shown = sampleText("pat-na1-…1a2b"),
                              .fingerprint = sampleText("0f3a5c7e9b1d2f40")},
                             {.rule = sampleText("hubspot-private-app-token"),
                              .file = sampleText("old/.env"),
                              .line = 1,
                              .column = 7,
                              .endColumn = 51,
                              .commit = sampleText("3f2a9c0d1e"),
                              .text = sampleText("A token of a private app stands in history."),
                              .shown = sampleText("pat-eu1-…77aa"),
                              .fingerprint = sampleText("1f3a5c7e9b1d2f41")}};
        evidence.findingsLeftOut = 3;
        evidence.notes = {sampleText("Rotate what was found: who has the history has the token.")};
    }
    if (sampleText(row.id) == u"webhook.signatures")
        evidence.facts = {{sampleText("right signature v3"), sampleText("2xx"), sampleText("200"), Outcome::Pass},
                          {sampleText("no signature"), sampleText("401 or 403"), sampleText("200"), Outcome::Fail},
                          {sampleText("answer <script>alert(1)</script> | `x`"), {}, sampleText("=1+1"), {}}};
    return sealed(evidence);
}

Waiver sampleWaiver(const char *item, std::chrono::year_month_day granted, std::chrono::year_month_day until)
{
    return {.service = sampleText("contacts-sync"),
            .item = sampleText(item),
            .reason = sampleText("sandbox being rebuilt"),
            .owner = sampleText("mari"),
            .approver = sampleText("kenji"),
            .granted = granted,
            .until = until};
}

} // namespace

ReadinessParts sampleParts()
{
    ReadinessParts parts{.service = sampleText("contacts-sync"),
                         .level = ReadinessLevel::B,
                         .account = sampleText("production"),
                         .portal = 4242,
                         .zone = sampleText("Asia/Tokyo"),
                         .owner = sampleText("team crm"),
                         .by = sampleText("mari@desk")};
    RunRecord baseline{.service = parts.service, .at = sampleNow - 24 * 24h};
    for (const SampleRow &row : sampleRows) {
        parts.items.push_back(
            {.id = sampleText(row.id),
             .group = sampleText(row.group),
             .title = sampleText(row.title),
             .why = sampleText("Anyone who finds the address can write into your CRM."),
             .how = sampleText("Requests to the test instance."),
             .probe = sampleText("test"),
             .meanings = {{row.outcome, sampleText("what this outcome means")}},
             .remedy = sampleText("Refuse requests without X-HubSpot-Signature-v3."),
             .effort = sampleText("about 30 min"),
             .from = sampleText(row.id) == u"definitions.cached" ? ReadinessLevel::A : ReadinessLevel::C,
             .shipped = true});
        parts.verdicts.push_back({.item = sampleText(row.id),
                                  .outcome = row.outcome,
                                  .words = sampleText(row.words),
                                  .evidence = sampleEvidence(row)});
        baseline.verdicts.push_back(parts.verdicts.back());
    }
    baseline.verdicts[1].outcome = Outcome::Pass;
    baseline.verdicts[4].outcome = Outcome::Fail;
    baseline.verdicts[7].outcome = Outcome::Warn;
    parts.baseline = baseline;
    using namespace std::chrono;
    parts.waivers = {sampleWaiver("test.sandbox", 2026y / 11 / 1, 2026y / 12 / 14),
                     sampleWaiver("test.load", 2026y / 9 / 1, 2026y / 11 / 25),
                     sampleWaiver("concurrency.limited", 2026y / 11 / 30, 2026y / 12 / 30)};
    return parts;
}

Readiness sampleReadiness()
{
    return readinessOf(sampleParts(), sampleNow);
}

} // namespace hubwatch::testing
