#include "workspace/checklist_blocks.h"

#include "base/duration_text.h"
#include "workspace/block_writer.h"

#include <QLocale>

namespace hubwatch {

namespace {

QString loadText(const LoadThresholds &load)
{
    return QStringLiteral("{ requests = %1, error_rate = %2, p99 = %3 }")
        .arg(load.requests)
        .arg(QString::number(load.errorRate, 'g', QLocale::FloatingPointShortest), quoted(durationText(load.p99)));
}

void writeDay(BlockWriter &block, const char *key, std::chrono::year_month_day day)
{
    if (day.ok())
        block.raw(key, quoted(dayText(day)));
}

} // namespace

WorkspaceBlock checklistBlock(const ChecklistTarget &target)
{
    const ChecklistTarget standard;
    BlockWriter block(QStringLiteral("checklist"), target.service);
    block.raw("service", quoted(target.service));
    block.text("level", levelName(target.level), levelName(standard.level));
    block.text("owner", target.owner);
    block.text("repository", target.repository);
    block.list("allow", target.allow);
    block.list("scopes", target.scopes);
    block.list("items", target.items);
    block.text("account", target.account);
    block.url("test_url", target.testUrl);
    block.text("test_metrics", target.testMetrics, standard.testMetrics);
    block.text("test_health", target.testHealth, standard.testHealth);
    block.text("test_readiness", target.testReadiness, standard.testReadiness);
    block.text("webhook", target.webhook);
    block.boolean("webhooks", target.webhooks, standard.webhooks);
    block.url("webhook_url", target.webhookUrl);
    block.text("webhook_secret", target.webhookSecret);
    if (target.webhookVersions != standard.webhookVersions)
        block.list("webhook_versions", target.webhookVersions);
    block.text("webhook_effect", target.webhookEffect);
    block.integer("bench_port", target.benchPort, 0);
    block.text("bench_host", target.benchHost);
    block.text("bench_start", target.benchStart);
    block.duration("bench_patience", target.benchPatience, standard.benchPatience);
    block.text("bench_forward", target.benchForward);
    block.text("logs", target.logs);
    block.text("logs_seen", target.logsSeen);
    block.url("datadog", target.datadog, standard.datadog);
    block.text("datadog_key", target.datadogKey);
    block.text("datadog_application_key", target.datadogApplicationKey);
    block.duration("test_fired", target.testFired, standard.testFired);
    block.text("sandbox", target.sandbox);
    if (target.load != standard.load)
        block.raw("load", loadText(target.load));
    block.duration("watch", target.watch, standard.watch);
    return block.block();
}

WorkspaceBlock waiverBlock(const Waiver &waiver)
{
    BlockWriter block(QStringLiteral("waivers"), waiver.service + u' ' + waiver.item);
    block.raw("service", quoted(waiver.service));
    block.raw("item", quoted(waiver.item));
    block.raw("reason", quoted(waiver.reason));
    block.raw("owner", quoted(waiver.owner));
    block.raw("approver", quoted(waiver.approver));
    writeDay(block, "granted", waiver.granted);
    writeDay(block, "until", waiver.until);
    return block.block();
}

WorkspaceBlock proofBlock(const Proof &proof)
{
    const QString what = proof.file.isEmpty() ? proof.text : proof.file;
    BlockWriter block(QStringLiteral("proofs"), proof.service + u' ' + proof.item + u' ' + what);
    block.raw("service", quoted(proof.service));
    block.raw("item", quoted(proof.item));
    block.text("file", proof.file);
    block.text("text", proof.text);
    block.text("link", proof.link);
    block.integer("portal", proof.portal, 0);
    block.text("by", proof.by);
    writeDay(block, "day", proof.day);
    writeDay(block, "until", proof.until);
    return block.block();
}

} // namespace hubwatch
