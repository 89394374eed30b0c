#include "support/canned_accounts.h"

#include <algorithm>

namespace hubwatch::testing {

namespace {

constexpr Duration day = 24h;

CredentialRecord recordOf(const QString &name, const QString &last, Duration age, TimePoint now)
{
    CredentialRecord record{.reference = QStringLiteral("keychain:") + name, .kind = CredentialKind::PrivateAppToken};
    record.fingerprint = {.shown = QStringLiteral("pat-na1-…") + last, .hash = QStringLiteral("a1b2c3d4e5f6")};
    record.portal = 4242;
    record.app = 88123;
    record.scopes = {QStringLiteral("account-info.security.read"), QStringLiteral("crm.objects.contacts.read"),
                     QStringLiteral("crm.objects.contacts.write"), QStringLiteral("crm.objects.deals.read"),
                     QStringLiteral("crm.schemas.contacts.read"),  QStringLiteral("oauth")};
    record.scopesKnown = true;
    record.region = QStringLiteral("na1");
    record.createdAt = now - age;
    record.verifiedAt = now - 2min;
    return record;
}

/// Beside the account stands what its calls look like, as a service has it.
ServiceState subjectOf(const AccountState &account, TimePoint now)
{
    ServiceState service{.kind = ServiceState::Kind::Account};
    service.config.name = account.subject;
    service.config.account = account.config.name;
    service.config.url = account.config.api;
    service.config.interval = 60s;
    service.config.health.clear();
    service.config.readiness.clear();
    service.metrics = {.reach = EndpointState::Reach::Good, .interval = 60s};
    service.metrics.lastTry = account.lastTry;
    service.metrics.lastGood = account.lastGood;
    service.metrics.next = account.next;
    service.metrics.seriesCount = 24;
    service.health.reach = EndpointState::Reach::Off;
    service.readiness.reach = EndpointState::Reach::Off;
    for (const char *signal : {"api.error_rate", "api.rate_limited"}) {
        Reading reading{.at = now, .service = account.subject, .signal = QString::fromLatin1(signal)};
        reading.validity = Reading::Validity::Known;
        reading.value = 0;
        reading.n = 60;
        service.readings.push_back(reading);
        Trace trace{.signal = reading.signal};
        for (int i = 0; i < 60; ++i)
            trace.points.push_back({.at = now - 1h + i * 1min, .value = 0});
        service.traces.push_back(trace);
    }
    return service;
}

void refuse(AccountState &account, TimePoint now)
{
    account.token = TokenState::Refused;
    account.tokenSince = now - 26min;
    account.tokenWords
        = QStringLiteral("HubSpot refuses the token: it was revoked or rotated. Set the present one, or restore it.");
    account.verifiedAt = now - 27min;
    account.lastGood = now - 27min;
    account.lastError = Error{.kind = Error::Kind::Unauthorized,
                              .detail = QStringLiteral("GET /account-info/2026-09/details: 401"),
                              .status = 401};
    FailedCall call{.at = now - 30s, .call = QStringLiteral("GET /account-info/2026-09/details")};
    call.error = {.cause = ApiError::Cause::TokenInvalid, .status = 401};
    call.error.correlationId = QStringLiteral("0196d0f2-5a3c-7d11-9f0e-5b1f6a2c8d33");
    account.tokenError = call.error;
    account.failures = {call};
    account.quota.reset();
}

StatusPage cannedPage(TimePoint now)
{
    using Level = StatusPage::Level;
    StatusPage page{.level = Level::Degraded, .description = QStringLiteral("Minor Service Outage")};
    page.updatedAt = now - 4min;
    for (const char *name : {"CRM API", "Webhooks", "Search", "OAuth", "Forms", "Email", "Workflows", "CMS"})
        page.components.push_back({QString::fromLatin1(name), Level::Operational});
    page.components.push_back({QStringLiteral("Reporting"), Level::Degraded});
    StatusPage::Incident incident{.id = QStringLiteral("i1"), .name = QStringLiteral("Reports load slowly")};
    incident.state = QStringLiteral("identified");
    incident.impact = QStringLiteral("minor");
    incident.startedAt = now - 34min;
    incident.lastWords = QStringLiteral("The cause was found; a fix is on its way.");
    page.incidents = {incident};
    return page;
}

void nameAccount(Snapshot &snapshot, AccountState account)
{
    const auto same = [&](const AccountConfig &config) { return config.name == account.config.name; };
    std::erase_if(snapshot.workspace.accounts, same);
    snapshot.workspace.accounts.push_back(account.config);
    snapshot.services.push_back(subjectOf(account, snapshot.at));
    CredentialState credential{.record = account.credential, .state = account.token, .words = account.tokenWords};
    credential.usedBy = {QStringLiteral("account ") + account.config.name};
    credential.readAt = snapshot.at - 3min;
    snapshot.credentials.push_back(std::move(credential));
    snapshot.accounts.push_back(std::move(account));
}

CredentialState serviceCredential(TimePoint now)
{
    CredentialState state{.state = TokenState::NotYet};
    state.record.reference = QStringLiteral("dotenv:.env#SYNC_PASSWORD");
    state.record.kind = CredentialKind::Basic;
    state.record.fingerprint = {.shown = QStringLiteral("…9f2e"), .hash = QStringLiteral("0f0f0f0f0f0f")};
    state.record.createdAt = now - 12 * day;
    state.usedBy = {QStringLiteral("service contacts-sync")};
    state.plaintext = true;
    state.words = QStringLiteral("A .env file holds it in plain text: move it into the keychain.");
    return state;
}

} // namespace

AccountState cannedAccount(const QString &name, TimePoint now)
{
    const bool production = name == u"prod";
    AccountState account{.subject = QStringLiteral("hubspot:") + name, .token = TokenState::Accepted};
    account.config.name = name;
    account.config.kind = production ? AccountConfig::Kind::Production : AccountConfig::Kind::Sandbox;
    account.config.credential = QStringLiteral("keychain:") + name;
    account.config.portal = production ? 4242 : 77;
    account.tokenWords = QStringLiteral("HubSpot accepts the token.");
    account.tokenSince = now - 6h;
    account.verifiedAt = now - 2min;
    account.credential = recordOf(name, production ? QStringLiteral("c0de") : QStringLiteral("77aa"),
                                  production ? 76 * day : 12 * day, now);
    account.credential.portal = account.config.portal;
    account.scopesNeeded = {QStringLiteral("account-info.security.read"), QStringLiteral("oauth")};
    account.details
        = AccountDetails{.portal = account.config.portal,
                         .type = production ? AccountDetails::Type::Standard : AccountDetails::Type::Sandbox,
                         .timeZone = QStringLiteral("Asia/Tokyo"),
                         .region = QStringLiteral("na1")};
    account.quota = QuotaForecast{.used = 443'750, .limit = 625'000, .perHour = 15'000, .at = now - 30s};
    account.quota->resetsAt = now + 14h + 18min + 53s;
    account.quota->runsOutAt = now + 11h + 58min + 53s;
    account.quota->from = QStringLiteral("usage API (CACHED 09:38)");
    account.limiter = {.accountLimit = 190, .used = 41, .inFlight = 2};
    account.cost = {.callsToday = production ? 37 : 4, .callsPerDay = 720, .budget = 1000};
    account.lastTry = now - 12s;
    account.lastGood = now - 12s;
    account.next = now + 48s;
    account.took = 140ms;
    account.audit.readAt = now - 5min;
    return account;
}

Snapshot withAccounts(Snapshot snapshot)
{
    const TimePoint now = snapshot.at;
    nameAccount(snapshot, cannedAccount(QStringLiteral("prod"), now));
    AccountState sandbox = cannedAccount(QStringLiteral("sandbox"), now);
    refuse(sandbox, now);
    nameAccount(snapshot, std::move(sandbox));
    snapshot.credentials.push_back(serviceCredential(now));
    snapshot.vault = {.mode = VaultState::Mode::Keychain, .backend = VaultState::Backend::Open};
    snapshot.vault.name = QStringLiteral("Secret Service (gnome-keyring)");
    snapshot.vault.words = QStringLiteral("Secrets are kept in the login keyring.");
    snapshot.vault.since = now - 6h;
    snapshot.hubspot = {.page = cannedPage(now), .readAt = now - 40s, .lastTry = now - 40s, .asked = true};
    return snapshot;
}

Snapshot accountsSnapshot()
{
    return withAccounts(cannedSnapshot());
}

Snapshot calmAccountsSnapshot()
{
    Snapshot snapshot = accountsSnapshot();
    snapshot.accounts.resize(1);
    snapshot.workspace.accounts.resize(1);
    snapshot.accounts.front().credential.createdAt = snapshot.at - 61 * day;
    snapshot.accounts.front().quota->runsOutAt.reset();
    snapshot.accounts.front().quota->atReset = 0.84;
    std::erase_if(snapshot.services, [](const ServiceState &service) {
        return service.config.name != u"webhook-receiver" && service.config.name != u"hubspot:prod";
    });
    snapshot.hubspot.page->level = StatusPage::Level::Operational;
    snapshot.hubspot.page->description = QStringLiteral("All Systems Operational");
    snapshot.hubspot.page->components.back().level = StatusPage::Level::Operational;
    snapshot.hubspot.page->incidents.clear();
    std::erase_if(snapshot.credentials,
                  [](const CredentialState &state) { return state.record.reference != u"keychain:prod"; });
    snapshot.credentials.front().record = snapshot.accounts.front().credential;
    return snapshot;
}

Snapshot freshAccountsSnapshot()
{
    Snapshot snapshot = accountsSnapshot();
    for (AccountState &account : snapshot.accounts) {
        const AccountConfig config = account.config;
        account = {.config = config, .subject = account.subject, .next = snapshot.at + 2s};
        account.credential.reference = config.credential;
    }
    for (CredentialState &credential : snapshot.credentials) {
        credential.record = {.reference = credential.record.reference};
        credential.state = TokenState::NotYet;
        credential.words.clear();
    }
    for (ServiceState &service : snapshot.services) {
        if (service.kind == ServiceState::Kind::Account)
            service.metrics = {.interval = 60s};
    }
    snapshot.vault = {};
    snapshot.hubspot = {.asked = true};
    return snapshot;
}

Snapshot troubledAccountsSnapshot()
{
    Snapshot snapshot = accountsSnapshot();
    AccountState &prod = snapshot.accounts[0];
    prod.token = TokenState::Unseen;
    prod.tokenWords = QStringLiteral("The account lives in eu1, and this host does not serve it.");
    prod.tokenSince = snapshot.at - 44min;
    prod.offeredHublet = QStringLiteral("eu1");
    prod.lastGood = snapshot.at - 44min;
    prod.quota->at = snapshot.at - 44min;
    AccountState moved = cannedAccount(QStringLiteral("staging"), snapshot.at);
    moved.token = TokenState::WrongPortal;
    moved.tokenWords = QStringLiteral("The token belongs to portal 9191, the workspace says 77: it is not used.");
    nameAccount(snapshot, std::move(moved));
    AccountState locked = cannedAccount(QStringLiteral("partner"), snapshot.at);
    locked.token = TokenState::Unreadable;
    locked.tokenWords = QStringLiteral("The keychain is locked, so the token cannot be read. Unlock it.");
    locked.quota.reset();
    nameAccount(snapshot, std::move(locked));
    AccountState scopes = cannedAccount(QStringLiteral("audit"), snapshot.at);
    scopes.token = TokenState::MissingScope;
    scopes.tokenWords = QStringLiteral("A call was refused: the app lacks crm.objects.deals.read.");
    scopes.scopesMissing = {QStringLiteral("crm.objects.deals.read")};
    scopes.quota->used = scopes.quota->limit;
    scopes.quota->runsOutAt.reset();
    scopes.limiter.parkedUntil = snapshot.at + 14h + 18min;
    scopes.limiter.parkedWhy = QStringLiteral("daily limit");
    nameAccount(snapshot, std::move(scopes));
    snapshot.hubspot = {.lastTry = snapshot.at - 20s, .asked = true};
    snapshot.hubspot.error = Error{.kind = Error::Kind::Offline,
                                   .detail = QStringLiteral("status.hubspot.com: no answer in 10 s"),
                                   .reach = Error::Reach::Timeout};
    return snapshot;
}

Snapshot rotatingSnapshot()
{
    Snapshot snapshot = accountsSnapshot();
    Rotation rotation{.stage = Rotation::Stage::Switched, .nextName = QStringLiteral("prod.previous")};
    rotation.fingerprint = {.shown = QStringLiteral("pat-na1-…0ld1"), .hash = QStringLiteral("b1b2c3d4e5f6")};
    rotation.startedAt = snapshot.at - 25min;
    rotation.switchedAt = snapshot.at - 11min;
    rotation.graceEndsAt = snapshot.at + 6 * day + 23h;
    snapshot.credentials[0].record.rotation = rotation;
    snapshot.accounts[0].credential.rotation = rotation;
    return snapshot;
}

Snapshot vaultSnapshot(VaultState::Mode mode, VaultState::Backend backend)
{
    Snapshot snapshot = accountsSnapshot();
    snapshot.vault.mode = mode;
    snapshot.vault.backend = backend;
    snapshot.vault.heldInSession = mode == VaultState::Mode::Session ? 2 : 0;
    snapshot.vault.words.clear();
    return snapshot;
}

Snapshot lockedVaultSnapshot()
{
    Snapshot snapshot = vaultSnapshot(VaultState::Mode::Keychain, VaultState::Backend::Locked);
    snapshot.vault.words = QStringLiteral("The login keyring waits for its password: unlock it, and polling goes on.");
    return snapshot;
}

Snapshot sessionVaultSnapshot()
{
    return vaultSnapshot(VaultState::Mode::Session, VaultState::Backend::Absent);
}

LeakReport cannedLeakReport()
{
    const TimePoint now = cannedNow();
    LeakReport report{.account = QStringLiteral("prod"), .at = now, .fingerprint = QStringLiteral("pat-na1-…c0de")};
    report.lastUses = {QStringLiteral("09:41:02: Hubwatch itself, GET /account-info/2026-09/details"),
                       QStringLiteral("09:40:58: contacts-sync, 2,451 calls in the last 5 min")};
    report.events
        = {{QStringLiteral("PRIVATE_APP_ACCESS_TOKEN_VIEW"), now - 3h, QStringLiteral("ana@example.test"),
            QStringLiteral("203.0.113.9"), QStringLiteral("Osaka, Japan"), QStringLiteral("88123")},
           {QStringLiteral("PRIVATE_APP_ACCESS_TOKEN_ROTATE"), now - 76 * day, QStringLiteral("ken@example.test"),
            QStringLiteral("203.0.113.4"), QStringLiteral("Tokyo, Japan"), QStringLiteral("88123")}};
    report.steps = {QStringLiteral("In HubSpot, open Development > Legacy apps, the app, Auth, and rotate with “expire "
                                   "now”."),
                    QStringLiteral("Put the new token here: Credentials > Set secret…, and verify it."),
                    QStringLiteral("Give the new token to every service that used the old one."),
                    QStringLiteral("Look through the security activity for sign-ins and exports nobody here made."),
                    QStringLiteral("Write down how it leaked, and take it out of there.")};
    report.path = QStringLiteral("/home/ops/.local/share/hubwatch/leaks/prod-2026-11-23-0941.md");
    return report;
}

DoctorReport cannedDoctorReport()
{
    using Outcome = DoctorStep::Outcome;
    DoctorReport report{.at = cannedNow()};
    report.vault = lockedVaultSnapshot().vault;
    report.steps = {
        {QStringLiteral("backend"), Outcome::Good, QStringLiteral("Secret Service (gnome-keyring)")},
        {QStringLiteral("unlocked"), Outcome::Bad, QStringLiteral("the collection is locked: unlock it, then again")},
        {QStringLiteral("write"), Outcome::Skipped, QStringLiteral("not tried while it is locked")},
        {QStringLiteral("read back"), Outcome::Skipped, {}},
        {QStringLiteral("delete"), Outcome::Skipped, {}},
        {QStringLiteral("size limit"), Outcome::Good, QStringLiteral("2,000 bytes are taken by every system")}};
    return report;
}

} // namespace hubwatch::testing
