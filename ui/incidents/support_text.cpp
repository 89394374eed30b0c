#include "ui/incidents/support_text.h"

#include "base/time_text.h"
#include "ui/incidents/without_secrets.h"

#include <algorithm>

namespace hubwatch::ui {

namespace {

QString failureLines(const FailedCall &failure)
{
    const ApiError &error = failure.error;
    QStringList lines{QStringLiteral("%1  %2").arg(utcText(failure.at), failure.call),
                      QStringLiteral("  status: %1")
                          .arg(error.status > 0 ? QString::number(error.status) : QStringLiteral("no answer"))};
    const auto add = [&](const char *name, const QString &value) {
        if (!value.isEmpty())
            lines << QStringLiteral("  %1: %2").arg(QLatin1StringView(name), value);
    };
    add("correlation id", error.correlationId);
    add("category", error.category);
    add("policy", error.policy);
    add("message", error.message);
    if (failure.attempt > 1)
        add("attempt", QString::number(failure.attempt));
    return lines.join(u'\n');
}

} // namespace

QStringList accountsOf(const Incident &incident, const Snapshot &snapshot)
{
    QStringList accounts;
    const auto add = [&](const QString &account) {
        if (!account.isEmpty() && !accounts.contains(account))
            accounts << account;
    };
    const CauseFacts &facts = snapshot.alerting.facts;
    for (const QString &service : incident.services) {
        for (const CauseFacts::Service &known : facts.services) {
            if (known.name == service)
                add(known.account);
        }
        for (const CauseFacts::Account &known : facts.accounts) {
            if (known.subject == service)
                add(known.name);
        }
    }
    if (accounts.isEmpty()) {
        for (const CauseFacts::Account &known : facts.accounts)
            add(known.name);
    }
    return accounts;
}

QStringList portalsOf(const Incident &incident, const Snapshot &snapshot)
{
    QStringList portals;
    for (const QString &account : accountsOf(incident, snapshot)) {
        const auto &known = snapshot.alerting.facts.accounts;
        const auto found = std::ranges::find(known, account, &CauseFacts::Account::name);
        if (found != known.end() && !found->portal.isEmpty())
            portals << QStringLiteral("%1 (%2)").arg(found->portal, account);
    }
    return portals;
}

QString supportText(const Incident &incident, const std::vector<FailedCall> &failures, const Snapshot &snapshot)
{
    const QStringList portals = portalsOf(incident, snapshot);
    // English, whatever the window speaks: HubSpot's support reads it.
    QStringList lines{
        QStringLiteral("HubSpot portal: %1")
            .arg(portals.isEmpty() ? QStringLiteral("not known") : portals.join(QStringLiteral(", "))),
        QStringLiteral("Since: %1").arg(utcText(incident.openedAt)),
        QStringLiteral("Failed calls: %1, newest first, times in UTC").arg(failures.size()),
    };
    for (const FailedCall &failure : failures)
        lines << QString() << failureLines(failure);
    if (failures.empty())
        lines << QString() << QStringLiteral("No failed call with a correlation id is known.");
    return withoutSecrets(lines.join(u'\n')) + u'\n';
}

} // namespace hubwatch::ui
