#include "app/alerting/alert_facts.h"

#include "net/http_errors.h"

#include <algorithm>

namespace hubwatch {

namespace {

constexpr Duration pageStale = 15min;

bool namesOurs(const StatusPage::Incident &incident)
{
    const auto ours = [](const QString &text) {
        return text.contains(u"api", Qt::CaseInsensitive) || text.contains(u"crm", Qt::CaseInsensitive)
            || text.contains(u"webhook", Qt::CaseInsensitive);
    };
    return std::ranges::any_of(incident.components, ours);
}

bool quotaIsGone(const AccountState &account, TimePoint now)
{
    if (!account.quota || account.quota->limit <= 0 || account.quota->used < account.quota->limit)
        return false;
    return !account.quota->resetsAt || now < *account.quota->resetsAt;
}

const AccountState *accountOf(const QString &service, const CauseFacts &facts,
                              const std::vector<AccountState> &accounts)
{
    const auto known = std::ranges::find(facts.services, service, &CauseFacts::Service::name);
    const auto found = std::ranges::find_if(accounts, [&](const AccountState &account) {
        return account.subject == service || (known != facts.services.end() && account.config.name == known->account);
    });
    return found == accounts.end() ? nullptr : &*found;
}

} // namespace

const StatusPage::Incident *explainingIncident(const HubSpotStatus &hubspot, TimePoint now)
{
    if (!hubspot.page || !hubspot.readAt || now - *hubspot.readAt > pageStale)
        return nullptr;
    for (const StatusPage::Incident &incident : hubspot.page->incidents) {
        const bool bad = incident.impact == u"major" || incident.impact == u"critical";
        if (!incident.resolvedAt && (bad || namesOurs(incident)))
            return &incident;
    }
    return nullptr;
}

bool hubspotIsDown(const HubSpotStatus &hubspot, TimePoint now)
{
    if (explainingIncident(hubspot, now))
        return true;
    const bool fresh = hubspot.page && hubspot.readAt && now - *hubspot.readAt <= pageStale;
    return fresh && statusGauge(hubspot.page->level) == -1.0;
}

CauseFacts factsOf(const Workspace &workspace, const std::vector<AccountState> &accounts, const HubSpotStatus &hubspot,
                   const ConsoleState &console, TimePoint now)
{
    CauseFacts facts;
    for (const AccountState &account : accounts) {
        CauseFacts::Account known{.name = account.config.name, .subject = account.subject};
        if (account.config.portal > 0)
            known.portal = QString::number(account.config.portal);
        else if (account.details)
            known.portal = QString::number(account.details->portal);
        known.refused = account.token == TokenState::Refused || account.token == TokenState::WrongPortal;
        known.quotaGone = quotaIsGone(account, now);
        if (known.refused)
            known.since = account.tokenSince;
        facts.accounts.push_back(std::move(known));
    }
    for (const ServiceConfig &service : workspace.services)
        facts.services.push_back({.name = service.name, .account = service.account, .local = onLoopback(service.url)});
    for (const AccountState &account : accounts)
        facts.services.push_back(
            {.name = account.subject, .account = account.config.name, .local = onLoopback(account.config.api)});
    facts.networkLost = console.network == ConsoleState::Network::Lost;
    facts.networkLostSince = console.networkLostSince;
    facts.hubspotDown = hubspotIsDown(hubspot, now);
    if (const StatusPage::Incident *incident = explainingIncident(hubspot, now)) {
        facts.hubspotIncident = incident->name;
        facts.hubspotSince = incident->startedAt;
    } else if (facts.hubspotDown) {
        facts.hubspotIncident = hubspot.page->description;
    }
    return facts;
}

QString refusalText(const QString &service, const CauseFacts &facts, const std::vector<AccountState> &accounts)
{
    const AccountState *account = accountOf(service, facts, accounts);
    if (!account)
        return {};
    if (account->tokenError)
        return QStringLiteral("%1 %2: %3")
            .arg(account->tokenError->status)
            .arg(causeId(account->tokenError->cause), account->tokenError->message);
    if (account->token == TokenState::Accepted)
        return QStringLiteral("HubSpot takes the token of account %1: look at the one that %2 uses")
            .arg(account->config.name, service);
    return {};
}

} // namespace hubwatch
