#include "app/checklist/look_at.h"

#include "checklist/waiver.h"
#include "notify/outbox.h"

#include <QCryptographicHash>
#include <algorithm>

namespace hubwatch {

namespace {

using Words = QStringList;

Words testInstance(const ChecklistTarget &target)
{
    return {target.testUrl.toString(), target.testMetrics, target.testHealth, target.testReadiness};
}

Words repository(const ReadinessFacts &facts, const ChecklistTarget &target)
{
    return {placeOf(target.repository, facts.folder)};
}

Words webhook(const ChecklistTarget &target)
{
    return testInstance(target) << target.webhook << QString::number(target.webhooks) << target.webhookUrl.toString()
                                << target.webhookSecret << target.webhookVersions.join(u',') << target.webhookEffect;
}

Words account(const ReadinessFacts &facts, const QString &name)
{
    const auto found = std::ranges::find(facts.workspace.accounts, name, &AccountConfig::name);
    if (found == facts.workspace.accounts.end())
        return {name};
    return {name,
            found->credential,
            found->api.toString(),
            QString::number(found->portal),
            QString::number(int(found->kind)),
            found->burst,
            QString::number(found->concurrency)};
}

/// Whose scopes and limits are meant.
Words ownAccount(const ReadinessFacts &facts, const ChecklistTarget &target)
{
    const ServiceConfig *own = findService(facts.workspace, target.service);
    return account(facts, target.account.isEmpty() && own ? own->account : target.account);
}

Words service(const ReadinessFacts &facts, const QString &name)
{
    const ServiceConfig *found = findService(facts.workspace, name);
    return found ? Words{found->url.toString(), found->metrics, found->health, found->readiness, found->account}
                 : Words{};
}

Words proofs(const ReadinessFacts &facts, const QString &service, const QString &item)
{
    Words words;
    for (const Proof &proof : facts.workspace.proofs)
        if (proof.service == service && proof.item == item)
            words << placeOf(proof.file, facts.folder) << proof.text << QString::number(proof.portal)
                  << dayText(proof.day);
    return words;
}

Words receivers(const ReadinessFacts &facts, const QString &service)
{
    Words words;
    for (const Rule &rule : facts.rules)
        if (rule.enabled && (rule.services.isEmpty() || rule.services.contains(service)))
            words << rule.name << rule.signal << rule.routes.join(u',');
    for (const Route &route : facts.workspace.routes)
        words << testKey(route);
    for (const SourceConfig &source : facts.workspace.sources)
        words << source.url.toString();
    return words;
}

Words settings(const ChecklistItem &item, const ReadinessFacts &facts, const ChecklistTarget &target)
{
    const QString &probe = item.probe;
    if (probe == u"secrets")
        return repository(facts, target) + target.allow;
    if (probe == u"env")
        return repository(facts, target);
    if (probe == u"signatures" || probe == u"idempotence")
        return webhook(target);
    if (probe == u"scopes")
        return ownAccount(facts, target) + target.scopes;
    if (probe == u"bench" || probe == u"health")
        return testInstance(target) + service(facts, target.service) + ownAccount(facts, target)
            + Words{target.benchStart, target.benchForward};
    if (probe == u"logs")
        return Words{target.logs, target.logsSeen, target.datadog.toString()} + proofs(facts, target.service, item.id);
    if (probe == u"alerts")
        return receivers(facts, target.service);
    if (probe == u"tests" || probe == u"load" || probe == u"results")
        return account(facts, target.sandbox) + proofs(facts, target.service, item.id)
            + Words{QString::number(target.load.requests), QString::number(target.load.errorRate),
                    QString::number(target.load.p99.count())};
    return repository(facts, target) + testInstance(target) + service(facts, target.service)
        + proofs(facts, target.service, item.id);
}

} // namespace

QString lookAt(const ChecklistItem &item, const ReadinessFacts &facts, const ChecklistTarget &target)
{
    Words words = settings(item, facts, target);
    for (const auto &[name, value] : item.options)
        words << name << value;
    const QByteArray text = (Words{item.id, item.probe} + words).join(QChar(0x1f)).toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex().first(16));
}

} // namespace hubwatch
