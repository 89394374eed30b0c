#include "workspace/checklist_reader.h"

#include <QRegularExpression>
#include <algorithm>

namespace hubwatch {

namespace {

/// The name of a service that stands for one process, which must be there.
QString readService(TableReader &reader, const NameBooks &names)
{
    const QString key = QStringLiteral("service");
    const QString name = reader.text(key, QStringLiteral("the name of a service")).value_or(QString());
    if (!reader.has(key))
        reader.wrong(key, QStringLiteral("missing; add service = \"...\""));
    if (name.isEmpty())
        return name;
    if (const QStringList members = names.groups.value(name); !members.isEmpty())
        reader.wrong(key,
                     QStringLiteral("%1 stands for several services; name one: %2").arg(shown(name), listed(members)));
    else if (!names.services.has(name)
             && !std::ranges::any_of(names.groups, [&name](const QStringList &group) { return group.contains(name); }))
        reader.wrong(key, names.services.unknown(name));
    return name;
}

QString readRequired(TableReader &reader, const char *name, const QString &expected)
{
    const QString key = QString::fromLatin1(name);
    if (!reader.has(key))
        reader.wrong(key, QStringLiteral("missing; add %1 = \"...\"").arg(key));
    return reader.text(key, expected).value_or(QString());
}

std::chrono::year_month_day readDay(TableReader &reader, const char *name, bool required)
{
    const QString key = QString::fromLatin1(name);
    const QString expected = QStringLiteral("a day such as \"2026-12-14\"");
    const auto check = [](const QString &text) -> Complaint {
        if (parseDay(text))
            return std::nullopt;
        return QStringLiteral("expected a day such as \"2026-12-14\", found %1").arg(shown(text));
    };
    if (required && !reader.has(key))
        reader.wrong(key, QStringLiteral("missing; add %1 = \"2026-12-14\"").arg(key));
    const auto text = reader.text(key, expected, check);
    return text ? parseDay(*text).value_or(std::chrono::year_month_day()) : std::chrono::year_month_day();
}

QString readAccount(TableReader &reader, const char *name, const NameBooks &names)
{
    const QString key = QString::fromLatin1(name);
    const QString account = reader.text(key, QStringLiteral("the name of an account")).value_or(QString());
    if (!account.isEmpty() && !names.accounts.has(account))
        reader.wrong(key, names.accounts.unknown(account));
    return account;
}

/// An account that may be written to by tests.
QString readSandbox(TableReader &reader, const char *name, const NameBooks &names, const Workspace &workspace)
{
    const QString account = readAccount(reader, name, names);
    const auto at = std::ranges::find(workspace.accounts, account, &AccountConfig::name);
    if (at != workspace.accounts.end() && at->kind != AccountConfig::Kind::Sandbox)
        reader.wrong(
            QString::fromLatin1(name),
            QStringLiteral("%1 is a production account; name one with kind = \"sandbox\"").arg(shown(account)));
    return account;
}

void readUrl(TableReader &reader, const char *name, const QString &example, QUrl &url)
{
    const auto check = [&example](const QString &text) { return urlComplaint(text, example); };
    if (const auto text = reader.text(QString::fromLatin1(name), QStringLiteral("a URL in quotes"), check))
        url = QUrl(*text);
}

void readPath(TableReader &reader, const char *name, QString &path)
{
    path = reader.text(QString::fromLatin1(name), QStringLiteral("a path such as \"/health\""), pathComplaint)
               .value_or(path);
}

/// "file:PATH", "command:PROGRAM ARGS": one of `forms` with something behind the colon, or one of `words`.
Complaint formComplaint(const QString &text, const QStringList &forms, const QStringList &words, const QString &valid)
{
    if (text.isEmpty() || words.contains(text))
        return std::nullopt;
    for (const QString &form : forms)
        if (text.startsWith(form) && !QStringView(text).mid(form.size()).trimmed().isEmpty())
            return std::nullopt;
    return QStringLiteral("expected %1, found %2").arg(valid, shown(text));
}

void readForm(TableReader &reader, const char *name, const QStringList &forms, const QStringList &words,
              const QString &valid, QString &member)
{
    const auto check = [&](const QString &text) { return formComplaint(text, forms, words, valid); };
    member = reader.text(QString::fromLatin1(name), valid, check).value_or(member);
}

Complaint allowComplaint(const QString &text)
{
    static const QRegularExpression fingerprint(QStringLiteral("^sha256:[0-9a-f]{16,64}$"));
    if (text.startsWith(QStringLiteral("sha256:")))
        return fingerprint.match(text).hasMatch()
            ? Complaint()
            : QStringLiteral("expected a finding's fingerprint such as \"sha256:0f3a5b7c9d1e2f40\"");
    return looksLikeSecret(text) ? Complaint(QStringLiteral("this is itself a secret (it is not shown); write the "
                                                            "finding's fingerprint, \"sha256:...\""))
                                 : placeComplaint(text);
}

Complaint startComplaint(const QString &text)
{
    static const QRegularExpression request(QStringLiteral("^(GET|POST|PUT|PATCH|DELETE) /\\S*$"));
    if (text.isEmpty() || request.match(text).hasMatch())
        return std::nullopt;
    return formComplaint(text, {QStringLiteral("command:")}, {},
                         QStringLiteral("a request such as \"POST /sync\", \"command:PROGRAM ARGS\" or \"\""));
}

Complaint hostComplaint(const QString &text)
{
    static const QRegularExpression name(QStringLiteral("^[A-Za-z0-9_]([A-Za-z0-9._-]{0,252})$"));
    if (text.isEmpty() || name.match(text).hasMatch())
        return std::nullopt;
    return QStringLiteral("expected a machine's name such as \"host.docker.internal\", without scheme and port, "
                          "found %1")
        .arg(shown(text));
}

void readTestInstance(TableReader &reader, ChecklistTarget &target)
{
    readUrl(reader, "test_url", QStringLiteral("http://127.0.0.1:3000"), target.testUrl);
    readPath(reader, "test_metrics", target.testMetrics);
    readPath(reader, "test_health", target.testHealth);
    readPath(reader, "test_readiness", target.testReadiness);
}

void readWebhooks(TableReader &reader, ChecklistTarget &target)
{
    readPath(reader, "webhook", target.webhook);
    target.webhooks = reader.boolean(QStringLiteral("webhooks")).value_or(target.webhooks);
    readUrl(reader, "webhook_url", QStringLiteral("https://hooks.example.test/hubspot"), target.webhookUrl);
    target.webhookSecret = reader.reference(QStringLiteral("webhook_secret")).value_or(QString());
    const QStringList versions{QStringLiteral("v1"), QStringLiteral("v2"), QStringLiteral("v3")};
    const auto check = [&versions](const QString &text) -> Complaint {
        if (versions.contains(text))
            return std::nullopt;
        return QStringLiteral("expected %1, found %2").arg(listed(versions), shown(text));
    };
    const QString key = QStringLiteral("webhook_versions");
    target.webhookVersions = reader.texts(key, QStringLiteral("v3"), check).value_or(target.webhookVersions);
    if (target.webhookVersions.isEmpty())
        reader.wrong(key, QStringLiteral("expected at least one of %1").arg(listed(versions)));
    static const QRegularExpression metric(QStringLiteral("^[a-zA-Z_:][a-zA-Z0-9_:]*$"));
    const auto name = [](const QString &text) -> Complaint {
        if (text.isEmpty() || metric.match(text).hasMatch())
            return std::nullopt;
        return QStringLiteral("expected a counter's name such as \"events_applied_total\", found %1").arg(shown(text));
    };
    target.webhookEffect
        = reader.text(QStringLiteral("webhook_effect"), QStringLiteral("a counter's name"), name).value_or(QString());
}

void readBench(TableReader &reader, const NameBooks &names, const Workspace &workspace, ChecklistTarget &target)
{
    target.benchPort = int(reader.integer(QStringLiteral("bench_port"), 0, 65'535).value_or(0));
    target.benchHost
        = reader.text(QStringLiteral("bench_host"), QStringLiteral("a machine's name in quotes"), hostComplaint)
              .value_or(QString());
    target.benchStart = reader
                            .text(QStringLiteral("bench_start"),
                                  QStringLiteral("a request such as \"POST /sync\" in quotes"), startComplaint)
                            .value_or(QString());
    target.benchPatience = reader.duration(QStringLiteral("bench_patience"), QStringLiteral("60s"), 1s, 1h)
                               .value_or(target.benchPatience);
    target.benchForward = readSandbox(reader, "bench_forward", names, workspace);
}

void readLogs(TableReader &reader, ChecklistTarget &target)
{
    readForm(reader, "logs", {QStringLiteral("file:"), QStringLiteral("command:")}, {QStringLiteral("stdin")},
             QStringLiteral("\"file:PATH\", \"command:PROGRAM ARGS\" or \"stdin\""), target.logs);
    readForm(reader, "logs_seen", {QStringLiteral("cloudwatch:"), QStringLiteral("datadog:")}, {},
             QStringLiteral("\"cloudwatch:GROUP\" or \"datadog:QUERY\""), target.logsSeen);
    readUrl(reader, "datadog", QStringLiteral("https://api.datadoghq.eu"), target.datadog);
    target.datadogKey = reader.reference(QStringLiteral("datadog_key")).value_or(QString());
    target.datadogApplicationKey = reader.reference(QStringLiteral("datadog_application_key")).value_or(QString());
    if (target.logsSeen.startsWith(QStringLiteral("datadog:"))
        && (target.datadogKey.isEmpty() || target.datadogApplicationKey.isEmpty()))
        reader.wrong(QStringLiteral("logs_seen"),
                     QStringLiteral("Datadog's search needs datadog_key and datadog_application_key"));
}

void readLoad(TableReader &reader, LoadThresholds &load)
{
    const QString key = QStringLiteral("load");
    const TomlValue *table = reader.value(key);
    if (!table)
        return;
    if (table->kind != TomlValue::Kind::Table)
        return reader.wrong(
            key,
            QStringLiteral("expected a table such as { requests = 1000, error_rate = 0.01, p99 = \"3s\" "
                           "}, found %1")
                .arg(foundText(*table)));
    TableReader inner = reader.inner(*table, key);
    load.requests = inner.integer(QStringLiteral("requests"), 1, 1'000'000'000).value_or(load.requests);
    const QString rate = QStringLiteral("error_rate");
    load.errorRate = inner.number(rate, QStringLiteral("0.01")).value_or(load.errorRate);
    if (load.errorRate < 0 || load.errorRate > 1)
        inner.wrong(rate, QStringLiteral("expected a share from 0 to 1"));
    load.p99 = inner.duration(QStringLiteral("p99"), QStringLiteral("3s"), 1ms, 1h).value_or(load.p99);
    inner.finish();
}

} // namespace

ChecklistTarget readChecklist(TableReader &reader, const NameBooks &names, const Workspace &workspace)
{
    ChecklistTarget target;
    target.service = readService(reader, names);
    const auto same = std::ranges::find(workspace.checklists, target.service, &ChecklistTarget::service);
    if (!target.service.isEmpty() && same != workspace.checklists.end())
        reader.wrong(QStringLiteral("service"),
                     QStringLiteral("%1 has a [[checklist]] already; remove one").arg(shown(target.service)));
    if (const auto level
        = reader.word(QStringLiteral("level"), {QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C")}))
        target.level = levelNamed(*level).value_or(target.level);
    target.owner = reader.text(QStringLiteral("owner"), QStringLiteral("a name in quotes")).value_or(QString());
    target.repository = reader.text(QStringLiteral("repository"), QStringLiteral("a folder in quotes"), placeComplaint)
                            .value_or(QString());
    target.allow = reader.texts(QStringLiteral("allow"), QStringLiteral("tests/fixtures/**"), allowComplaint)
                       .value_or(QStringList());
    target.scopes = reader.texts(QStringLiteral("scopes"), QStringLiteral("crm.objects.contacts.read"), nameComplaint)
                        .value_or(QStringList());
    target.items
        = reader.texts(QStringLiteral("items"), QStringLiteral("checks.toml"), placeComplaint).value_or(QStringList());
    target.account = readAccount(reader, "account", names);
    readTestInstance(reader, target);
    readWebhooks(reader, target);
    readBench(reader, names, workspace, target);
    readLogs(reader, target);
    target.testFired = reader.duration(QStringLiteral("test_fired"), QStringLiteral("90d"), 1h, 366 * 24h)
                           .value_or(target.testFired);
    target.sandbox = readSandbox(reader, "sandbox", names, workspace);
    readLoad(reader, target.load);
    target.watch = reader.duration(QStringLiteral("watch"), QStringLiteral("6h"), 0s, 30 * 24h).value_or(target.watch);
    return target;
}

Waiver readWaiver(TableReader &reader, const NameBooks &names, const Workspace &workspace)
{
    Waiver waiver;
    waiver.service = readService(reader, names);
    waiver.item = readRequired(reader, "item", QStringLiteral("an item's id such as \"test.load\""));
    waiver.reason = readRequired(reader, "reason", QStringLiteral("a sentence in quotes"));
    waiver.owner = readRequired(reader, "owner", QStringLiteral("a name in quotes"));
    waiver.approver = readRequired(reader, "approver", QStringLiteral("a name in quotes"));
    waiver.granted = readDay(reader, "granted", true);
    waiver.until = readDay(reader, "until", true);
    const bool whole = reader.has(QStringLiteral("item")) && reader.has(QStringLiteral("reason"))
        && reader.has(QStringLiteral("owner")) && reader.has(QStringLiteral("approver")) && waiver.granted.ok()
        && waiver.until.ok();
    if (const QString complaint = whole ? waiverComplaint(waiver) : QString(); !complaint.isEmpty())
        reader.wrongTable(complaint);
    if (std::ranges::any_of(workspace.waivers, [&waiver](const Waiver &other) {
            return other.service == waiver.service && other.item == waiver.item;
        }))
        reader.wrong(QStringLiteral("item"),
                     QStringLiteral("%1 of %2 has a waiver already; remove one").arg(waiver.item, waiver.service));
    return waiver;
}

Proof readProof(TableReader &reader, const NameBooks &names)
{
    Proof proof;
    proof.service = readService(reader, names);
    proof.item = readRequired(reader, "item", QStringLiteral("an item's id such as \"test.load\""));
    proof.file = reader.text(QStringLiteral("file"), QStringLiteral("a file of results in quotes"), placeComplaint)
                     .value_or(QString());
    proof.text = reader.text(QStringLiteral("text"), QStringLiteral("a sentence in quotes")).value_or(QString());
    proof.link = reader.text(QStringLiteral("link"), QStringLiteral("a URL in quotes")).value_or(QString());
    proof.portal = reader.integer(QStringLiteral("portal"), 1, 1'000'000'000'000).value_or(0);
    proof.by = reader.text(QStringLiteral("by"), QStringLiteral("a name in quotes")).value_or(QString());
    proof.day = readDay(reader, "day", false);
    proof.until = readDay(reader, "until", false);
    if (const QString complaint = proofComplaint(proof); !complaint.isEmpty())
        reader.wrongTable(complaint);
    return proof;
}

} // namespace hubwatch
