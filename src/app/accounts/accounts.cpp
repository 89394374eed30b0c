#include "app/accounts/accounts.h"

#include "app/accounts/account_judgement.h"
#include "app/accounts/account_metrics.h"
#include "app/accounts/credential_list.h"

#include "net/http_errors.h"

#include <algorithm>
#include <utility>

namespace hubwatch {

namespace {

const QString incidentsKey = QStringLiteral("hubspot.incidents");

/// Retries and HubSpot's own delays included.
constexpr Duration longestCommand = 10min;

} // namespace

Accounts::Accounts(AccountsSetup setup, SecretStore &vault, HttpClient &wire, Clock &clock, Recorder &recorder,
                   QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
    , m_wire(wire)
    , m_clock(clock)
    , m_recorder(recorder)
    , m_secrets(vault, wire, clock, m_setup.workspaceFolder, m_setup.dataDirectory)
    , m_log(callLogPath(m_setup.dataDirectory))
    , m_incidents(knownIncidentsOf(recorder.store().get(incidentsKey).value_or(QByteArray())))
    , m_work(tools(), m_setup.dataDirectory)
{
    connect(&m_secrets, &Secrets::bookChanged, this, &Accounts::changed);
    connect(&m_work, &CredentialWork::credentialChanged, this, [this](const QString &reference) {
        if (const auto ref = parseCredentialRef(reference))
            m_secrets.drop(*ref);
        for (const auto &watch : m_watches)
            if (watch->config().credential == reference)
                watch->credentialChanged();
    });
}

CredentialTools Accounts::tools()
{
    return {.secrets = m_secrets,
            .clock = m_clock,
            .wire = m_wire,
            .workspace = [this]() -> const Workspace & { return m_workspace; },
            .http = [this](const QString &account) -> HttpClient * {
                AccountWatch *watch = find(account);
                return watch ? &watch->client().http() : nullptr;
            },
            .refusedServices = [this] { return refusedServices ? refusedServices() : QStringList(); }};
}

AccountWatch *Accounts::find(const QString &account) const
{
    const auto found
        = std::ranges::find_if(m_watches, [&](const auto &watch) { return watch->config().name == account; });
    return found == m_watches.end() ? nullptr : found->get();
}

std::optional<BatchAccount> Accounts::batchAccount(const QString &account) const
{
    AccountWatch *watch = find(account);
    return watch ? std::optional(watch->batchAccount()) : std::nullopt;
}

std::unique_ptr<AccountWatch> Accounts::watch(const AccountConfig &config)
{
    auto watch = std::make_unique<AccountWatch>(config,
                                                WatchTools{.wire = m_wire,
                                                           .clock = m_clock,
                                                           .secrets = m_secrets,
                                                           .recorder = m_recorder,
                                                           .metrics = m_metrics,
                                                           .log = m_setup.dataDirectory.isEmpty() ? nullptr : &m_log});
    connect(watch.get(), &AccountWatch::polled, this, &Accounts::polled);
    connect(watch.get(), &AccountWatch::happened, this, &Accounts::happened);
    connect(watch.get(), &AccountWatch::tokenJudged, this, &Accounts::tokenJudged);
    connect(watch.get(), &AccountWatch::changed, this, &Accounts::changed);
    watch->takeStatus(m_hubspot);
    if (!m_paused || onLoopback(config.api))
        watch->start();
    return watch;
}

void Accounts::apply(const Workspace &workspace)
{
    m_workspace = workspace;
    std::vector<std::unique_ptr<AccountWatch>> before = std::exchange(m_watches, {});
    for (const AccountConfig &config : workspace.accounts) {
        const auto same
            = std::ranges::find_if(before, [&](const auto &watch) { return watch && watch->config() == config; });
        m_watches.push_back(same == before.end() ? watch(config) : std::move(*same));
    }
    for (auto &gone : before)
        if (gone)
            retire(std::move(gone));
    applyStatusPage();
    emit changed();
}

/// Commands on credentials may be out through its client, and each of them is owed an answer; and it may be what called
/// us.
void Accounts::retire(std::unique_ptr<AccountWatch> gone)
{
    gone->disconnect(this);
    gone->pause();
    const AccountWatch *which = gone.get();
    m_gone.push_back(std::move(gone));
    m_clock.after(longestCommand, m_calls.context(), [this, which] {
        std::erase_if(m_gone, [which](const auto &watch) { return watch.get() == which; });
    });
}

void Accounts::applyStatusPage()
{
    const QUrl &own = m_workspace.console.statusPage;
    const QUrl page = own.isEmpty() ? hubSpotStatusPage() : own;
    if (!m_statusPage || page != m_statusUrl) {
        m_statusUrl = page;
        m_statusPage = std::make_unique<StatusPagePoller>(page, m_wire, m_clock);
        connect(m_statusPage.get(), &StatusPagePoller::polled, this, &Accounts::takeStatus);
        showStatus({});
    }
    if (!talksToHubSpot())
        showStatus({});
    m_hubspot.asked = talksToHubSpot();
    if (m_hubspot.asked && !m_paused)
        m_statusPage->start();
    else
        m_statusPage->stop();
}

void Accounts::showStatus(const HubSpotStatus &status)
{
    m_hubspot = status;
    for (const auto &watch : m_watches)
        watch->takeStatus(m_hubspot);
}

bool Accounts::talksToHubSpot() const
{
    if (!m_workspace.console.statusPage.isEmpty())
        return true;
    return std::ranges::any_of(m_watches, [](const auto &watch) {
        return watch->config().api.host().endsWith(QStringLiteral(".hubapi.com"), Qt::CaseInsensitive);
    });
}

void Accounts::pause()
{
    m_paused = true;
    if (m_statusPage)
        m_statusPage->stop();
    for (const auto &watch : m_watches)
        if (!onLoopback(watch->config().api))
            watch->pause();
    if (!m_hubspot.asked)
        return;
    // What the page said holds no longer than somebody looks.
    HubSpotStatus unseen = m_hubspot;
    unseen.error = Error{.kind = Error::Kind::Offline,
                         .detail = QStringLiteral("not asked: this machine has no network"),
                         .reach = Error::Reach::NoNetwork};
    showStatus(unseen);
    emit changed();
}

void Accounts::resume()
{
    if (!std::exchange(m_paused, false))
        return;
    for (const auto &watch : m_watches)
        if (!onLoopback(watch->config().api))
            watch->start();
    if (m_statusPage && m_hubspot.asked)
        m_statusPage->start();
}

void Accounts::vaultChanged()
{
    m_secrets.forgetAll();
    for (const auto &watch : m_watches) {
        const auto ref = parseCredentialRef(watch->config().credential);
        if (ref && ref->source == CredentialRef::Source::Keychain && watch->state().token == TokenState::Unreadable)
            watch->credentialChanged();
    }
    emit changed();
}

void Accounts::age()
{
    m_secrets.reload();
    for (const auto &watch : m_watches)
        watch->age();
}

void Accounts::poll(const QString &account)
{
    if (AccountWatch *watch = find(account))
        watch->pollNow();
}

void Accounts::drillLeak(const QString &account)
{
    AccountWatch *watch = find(account);
    if (!watch)
        return m_work.drillLeak({.config = {.name = account}}, {});
    QStringList services;
    for (const ServiceConfig &service : m_workspace.services)
        if (service.account == account)
            services << service.name;
    m_work.drillLeak(watch->state(), services);
}

void Accounts::takeStatus(const Result<StatusPage> &page, TimePoint at)
{
    HubSpotStatus status = m_hubspot;
    status.lastTry = at;
    status.error.reset();
    if (!page)
        status.error = page.error();
    if (page) {
        status.page = *page;
        status.readAt = at;
    }
    showStatus(status);
    if (page) {
        StatusNews news = statusNews(m_incidents, *page, at);
        m_incidents = std::move(news.known);
        m_recorder.remember(incidentsKey, toBytes(m_incidents));
        for (const Event &event : news.events)
            emit happened(event);
    }
    emit changed();
}

std::vector<AccountState> Accounts::states() const
{
    std::vector<AccountState> states;
    for (const auto &watch : m_watches)
        states.push_back(watch->state());
    return states;
}

std::vector<CredentialState> Accounts::credentials() const
{
    return credentialList(m_workspace, m_secrets.book(), states());
}

Duration Accounts::intervalOf(const QString &subject) const
{
    for (const auto &watch : m_watches)
        if (accountSubject(watch->config().name) == subject)
            return watch->interval();
    return {};
}

std::optional<QString> Accounts::hindrance() const
{
    for (const AccountState &account : states())
        if (account.token != TokenState::Accepted)
            return QStringLiteral("%1: %2").arg(account.config.name, account.tokenWords);
    return std::nullopt;
}

std::string Accounts::metricsText() const
{
    return m_metrics.text().toStdString() + accountGauges(states(), m_hubspot);
}

} // namespace hubwatch
