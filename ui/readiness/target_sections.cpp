// The sections of TargetFields: which keys there are, and what each is for.
#include "base/duration_text.h"
#include "ui/batch/wizard_parts.h"
#include "ui/readiness/readiness_words.h"
#include "ui/readiness/target_fields.h"

#include <QCheckBox>
#include <QLineEdit>

namespace hubwatch::ui {

namespace {

/// A share as people type it: "1 %", "0.5 %".
std::optional<double> shareOf(QString typed)
{
    typed = typed.trimmed();
    if (typed.endsWith(u'%'))
        typed.chop(1);
    bool good = false;
    const double percent = typed.trimmed().toDouble(&good);
    if (!good || percent < 0 || percent > 100)
        return {};
    return percent / 100;
}

} // namespace

void TargetFields::addService()
{
    begin(tr("Service"), tr("How much is asked of it, and who answers for it."));
    auto *level = new StillBox("targetLevel", tr("Level"), this);
    for (const ReadinessLevel one : {ReadinessLevel::A, ReadinessLevel::B, ReadinessLevel::C})
        level->addItem(QStringLiteral("%1, %2").arg(levelName(one), levelRange(one)), int(one));
    level->choose(int(m_before.level));
    row(tr("Level"), level, tr("The share of good requests that it promises; a lower level is asked for fewer items."));
    connect(level, &QComboBox::currentIndexChanged, this, &TargetFields::changed);
    addReader(level, [level](ChecklistTarget &target) {
        target.level = ReadinessLevel(level->currentData().toInt());
        return QString();
    });
    text("targetOwner", tr("Owner"), &ChecklistTarget::owner, tr("anna"), tr("Who mends what does not pass."));
    account("targetAccount", tr("Account"), &ChecklistTarget::account, tr("the service's own"),
            tr("Whose token's scopes are looked at."));
    list("targetScopes", tr("Scopes it needs"), &ChecklistTarget::scopes,
         QStringLiteral("crm.objects.contacts.read, crm.objects.contacts.write"),
         tr("By what it does; more than these, and what its metrics show, is too much."));
    span("targetWatch", tr("Look again every"), &ChecklistTarget::watch,
         tr("What needs no test instance is looked at again by itself; an item that passed and fails opens an "
            "incident. 0s: "
            "never."));
}

void TargetFields::addCode()
{
    begin(tr("Repository"), tr("Its code and history are scanned for credentials; nothing leaves this machine."));
    folder("targetRepository", tr("Repository"), &ChecklistTarget::repository,
           tr("A git working copy; a relative path begins beside the workspace file."));
    list("targetAllow", tr("No secrets"), &ChecklistTarget::allow, QStringLiteral("tests/fixtures/**, sha256:0f3a…"),
         tr("Paths and fingerprints of findings that are none, with commas between."));
    list("targetItems", tr("Items of your own"), &ChecklistTarget::items, QStringLiteral("checklist/team.toml"),
         tr("Files with more items to check; their groups appear beside the five."));
}

void TargetFields::addInstance()
{
    begin(tr("Test instance"),
          tr("A copy of the service with test data. Probes that send anything act on nothing else."));
    url("targetTestUrl", tr("Address"), &ChecklistTarget::testUrl, QStringLiteral("http://localhost:3000"), {});
    text("targetTestMetrics", tr("Path of metrics"), &ChecklistTarget::testMetrics, tr("none"), {});
    text("targetTestHealth", tr("Path of health"), &ChecklistTarget::testHealth, tr("none"), {});
    text("targetTestReadiness", tr("Path of readiness"), &ChecklistTarget::testReadiness, tr("none"), {});
}

void TargetFields::addWebhooks()
{
    begin(tr("Webhooks"), tr("Signed, unsigned, stale and changed events are sent to the test instance."));
    auto *takes = new QCheckBox(tr("The service takes webhooks"), this);
    takes->setObjectName(QStringLiteral("targetWebhooks"));
    takes->setChecked(m_before.webhooks);
    row({}, takes, tr("If not, the items on webhooks do not apply."));
    connect(takes, &QCheckBox::toggled, this, &TargetFields::changed);
    addReader(takes, [takes](ChecklistTarget &target) {
        target.webhooks = takes->isChecked();
        return QString();
    });
    text("targetWebhook", tr("Path"), &ChecklistTarget::webhook, QStringLiteral("/webhooks/hubspot"),
         tr("On the test instance."));
    url("targetWebhookUrl", tr("Signed address"), &ChecklistTarget::webhookUrl, tr("the test instance's"),
        tr("The address that signatures cover, where a proxy stands before it."));
    secret("targetWebhookSecret", tr("Client secret"), &ChecklistTarget::webhookSecret,
           tr("Where the test app's client secret lives; never the secret itself."));
    list("targetWebhookVersions", tr("Signature versions"), &ChecklistTarget::webhookVersions,
         QStringLiteral("v3, v2, v1"), tr("What it accepts."));
    text("targetWebhookEffect", tr("Effect counter"), &ChecklistTarget::webhookEffect,
         QStringLiteral("webhook_effects_total"),
         tr("A counter of the test instance's metrics that one event moves by one."));
}

void TargetFields::addBench()
{
    begin(tr("Resilience bench"),
          tr("A stand-in HubSpot on this machine that answers well and badly; the test instance must find HubSpot "
             "there."));
    QLineEdit *port = line("targetBenchPort", tr("Port"), QString::number(m_before.benchPort), QStringLiteral("0"),
                           tr("Fixed, where the service's settings name it; 0: any free one."));
    addReader(port, [port](ChecklistTarget &target) {
        bool good = false;
        const int read = port->text().trimmed().toInt(&good);
        if (!good || read < 0 || read > 65535)
            return tr("Port: “%1” is none; expected 0 to 65535.").arg(port->text().left(20));
        target.benchPort = read;
        return QString();
    });
    text("targetBenchHost", tr("Name of this machine"), &ChecklistTarget::benchHost,
         QStringLiteral("host.docker.internal"),
         tr("By which the service calls it from a container; empty: 127.0.0.1 and localhost."));
    text("targetBenchStart", tr("How a run starts"), &ChecklistTarget::benchStart,
         tr("POST /sync, or command:PROGRAM ARGS…"), tr("Empty: somebody starts it when asked to."));
    span("targetBenchPatience", tr("Wait for it"), &ChecklistTarget::benchPatience,
         tr("How long a run may take to begin."));
    account("targetBenchForward", tr("Calm answers from"), &ChecklistTarget::benchForward, tr("canned records"),
            tr("A sandbox account that answers while nothing is broken on purpose."));
}

void TargetFields::addLogs()
{
    begin(tr("Logs"),
          tr("A sample is read for its form and for secrets; where lines arrive is asked where it is known."));
    text("targetLogs", tr("Sample"), &ChecklistTarget::logs, tr("file:PATH, command:PROGRAM ARGS… or stdin"), {});
    text("targetLogsSeen", tr("Where they arrive"), &ChecklistTarget::logsSeen, tr("cloudwatch:GROUP or datadog:QUERY"),
         tr("Empty: a person's word must stand for it."));
    url("targetDatadog", tr("Datadog"), &ChecklistTarget::datadog, QStringLiteral("https://api.datadoghq.com"), {});
    secret("targetDatadogKey", tr("API key"), &ChecklistTarget::datadogKey,
           tr("Where it lives; never the key itself."));
    secret("targetDatadogApplicationKey", tr("Application key"), &ChecklistTarget::datadogApplicationKey,
           tr("Where it lives; never the key itself."));
}

void TargetFields::addTests()
{
    begin(tr("Tests and alerts"), tr("What results and alerts must show to count."));
    account("targetSandbox", tr("Sandbox"), &ChecklistTarget::sandbox, tr("none"),
            tr("The account that end-to-end and load tests run against."));
    QLineEdit *requests = line("targetLoadRequests", tr("Load: at least"), QString::number(m_before.load.requests),
                               QStringLiteral("1000"), tr("Requests or rows of a load test."));
    addReader(requests, [requests](ChecklistTarget &target) {
        bool good = false;
        const qlonglong number = requests->text().trimmed().toLongLong(&good);
        if (!good || number < 1)
            return tr("Load: “%1” is no number of requests; expected 1 or more.").arg(requests->text().left(40));
        target.load.requests = number;
        return QString();
    });
    QLineEdit *errors = line("targetLoadErrors", tr("Load: errors at most"),
                             QStringLiteral("%1 %").arg(m_before.load.errorRate * 100), QStringLiteral("1 %"), {});
    addReader(errors, [errors](ChecklistTarget &target) {
        const std::optional<double> share = shareOf(errors->text());
        if (!share)
            return tr("Load: “%1” is no share; expected something like 1 %.").arg(errors->text().left(40));
        target.load.errorRate = *share;
        return QString();
    });
    QLineEdit *slow
        = line("targetLoadP99", tr("Load: p99 at most"), durationText(m_before.load.p99), QStringLiteral("3s"), {});
    addReader(slow, [slow](ChecklistTarget &target) {
        const std::optional<Duration> p99 = parseDuration(slow->text().trimmed());
        if (!p99)
            return tr("Load: “%1” is no duration; expected something like 3s.").arg(slow->text().left(40));
        target.load.p99 = *p99;
        return QString();
    });
    span("targetTestFired", tr("Alerts test-fired"), &ChecklistTarget::testFired, tr("Each route within so long."));
}

} // namespace hubwatch::ui
