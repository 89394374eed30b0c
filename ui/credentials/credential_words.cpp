#include "ui/credentials/credential_words.h"

#include "ui/format.h"

#include <QCoreApplication>

namespace hubwatch::ui {

namespace {

constexpr Duration day = 24h;
constexpr int remindDays = 75;

QString credentialWord(const char *text)
{
    return QCoreApplication::translate("credential", text);
}

QString daysText(Duration span)
{
    return span < day ? ageText(span) : credentialWord("%1 d").arg(span / day);
}

MarkedWord backendWord(VaultState::Backend backend)
{
    using Backend = VaultState::Backend;
    switch (backend) {
    case Backend::Unknown: return {Mark::NotYet, credentialWord("not asked yet")};
    case Backend::Open: return {Mark::Good, credentialWord("open")};
    case Backend::Locked: return {Mark::Warn, credentialWord("locked")};
    case Backend::Absent: return {Mark::Bad, credentialWord("absent")};
    case Backend::Slow: return {Mark::Blind, credentialWord("does not answer")};
    case Backend::Replaced: return {Mark::Warn, credentialWord("replaced")};
    case Backend::Faulty: return {Mark::Bad, credentialWord("faulty")};
    }
    Q_UNREACHABLE();
}

} // namespace

std::optional<Duration> ageOf(const CredentialRecord &record, TimePoint now)
{
    if (!record.createdAt)
        return std::nullopt;
    return std::max(now - *record.createdAt, Duration::zero());
}

std::optional<TimePoint> rotationDue(const CredentialRecord &record)
{
    return record.createdAt ? std::optional(*record.createdAt + rotationDays * day) : std::nullopt;
}

MarkedWord ageWords(const CredentialRecord &record, TimePoint now)
{
    const auto age = ageOf(record, now);
    if (!age)
        return {Mark::NotYet, credentialWord("age not known")};
    const Duration left = rotationDays * day - *age;
    if (left < Duration::zero())
        return {Mark::Bad, credentialWord("%1 old, rotation overdue by %2").arg(daysText(*age), daysText(-left))};
    return {*age >= remindDays * day ? Mark::Warn : Mark::Good,
            credentialWord("%1 old, rotate in %2").arg(daysText(*age), daysText(left))};
}

QString adviceWords(const CredentialRecord &record, TimePoint now)
{
    const auto age = ageOf(record, now);
    if (!age)
        return {};
    const Duration left = hubspotRotationDays * day - *age;
    return left < Duration::zero()
        ? credentialWord("HubSpot advises %1 d: passed %2 ago").arg(hubspotRotationDays).arg(daysText(-left))
        : credentialWord("HubSpot advises %1 d: in %2").arg(hubspotRotationDays).arg(daysText(left));
}

MarkedWord tokenWord(TokenState state)
{
    switch (state) {
    case TokenState::None: return {Mark::None, credentialWord("no credential")};
    case TokenState::NotYet: return {Mark::NotYet, credentialWord("not asked yet")};
    case TokenState::Accepted: return {Mark::Good, credentialWord("accepted")};
    case TokenState::MissingScope: return {Mark::Warn, credentialWord("missing scope")};
    case TokenState::Refused: return {Mark::Bad, credentialWord("refused")};
    case TokenState::WrongPortal: return {Mark::Bad, credentialWord("wrong portal")};
    case TokenState::Unreadable: return {Mark::Blind, credentialWord("unreadable")};
    case TokenState::Unseen: return {Mark::Blind, credentialWord("unseen")};
    }
    Q_UNREACHABLE();
}

QString graceWords(const Rotation &rotation, TimePoint now)
{
    if (!rotation.graceEndsAt)
        return {};
    if (*rotation.graceEndsAt <= now)
        return credentialWord("HubSpot has ended the old one: there is no way back any more");
    return credentialWord("the old one works until %1, %2 left")
        .arg(dateTimeOf(*rotation.graceEndsAt, Zone::Local).toString(QStringLiteral("d MMM HH:mm")),
             daysText(*rotation.graceEndsAt - now));
}

QString rotationWords(const CredentialRecord &record, TimePoint now)
{
    if (!record.rotation)
        return {};
    switch (record.rotation->stage) {
    case Rotation::Stage::Stored: return credentialWord("rotating: new one stored, not verified yet");
    case Rotation::Stage::Verified: return credentialWord("rotating: both verified, the old one is in use");
    case Rotation::Stage::Switched: {
        const QString grace = graceWords(*record.rotation, now);
        return grace.isEmpty() ? credentialWord("rotating: the new one is in use, the old one is kept")
                               : credentialWord("rotating: the new one is in use; %1").arg(grace);
    }
    }
    Q_UNREACHABLE();
}

MarkedWord vaultWord(const VaultState &vault)
{
    switch (vault.mode) {
    case VaultState::Mode::Keychain: return backendWord(vault.backend);
    case VaultState::Mode::Session: return {Mark::Warn, credentialWord("memory only, for this session")};
    case VaultState::Mode::Refuse: return {Mark::None, credentialWord("off: nothing is stored")};
    }
    Q_UNREACHABLE();
}

QString vaultStanding(const VaultState &vault)
{
    if (vault.heldInSession == 1)
        return credentialWord("1 secret is in memory only and ends with this program");
    if (vault.heldInSession > 1)
        return credentialWord("%1 secrets are in memory only and end with this program").arg(vault.heldInSession);
    return vault.mode == VaultState::Mode::Session
        ? credentialWord("what is stored now is in memory only and ends with this program")
        : QString();
}

QString vaultProblem(const VaultState &vault)
{
    using Backend = VaultState::Backend;
    if (vault.mode == VaultState::Mode::Refuse)
        return credentialWord("Hubwatch is told to store nothing. Choose the keychain or memory first.");
    if (vault.mode == VaultState::Mode::Session)
        return {};
    switch (vault.backend) {
    case Backend::Unknown:
    case Backend::Open:
    case Backend::Replaced: return {};
    case Backend::Locked: return credentialWord("The keychain is locked. Unlock it, or keep secrets in memory.");
    case Backend::Absent: return credentialWord("There is no keychain here. Keep secrets in memory for this session.");
    case Backend::Slow: return credentialWord("The keychain does not answer. Look for its prompt, or run the doctor.");
    case Backend::Faulty: return credentialWord("The keychain fails. The doctor says where.");
    }
    Q_UNREACHABLE();
}

QString kindWord(CredentialKind kind)
{
    switch (kind) {
    case CredentialKind::Unknown: return credentialWord("not known");
    case CredentialKind::PrivateAppToken: return credentialWord("private app token");
    case CredentialKind::ServiceKey: return credentialWord("service key");
    case CredentialKind::OAuthRefresh: return credentialWord("OAuth");
    case CredentialKind::OAuthAccess: return credentialWord("OAuth access token");
    case CredentialKind::DeveloperKey: return credentialWord("developer key");
    case CredentialKind::PersonalAccessKey: return credentialWord("personal access key");
    case CredentialKind::Bearer: return credentialWord("bearer");
    case CredentialKind::Basic: return credentialWord("user and password");
    }
    Q_UNREACHABLE();
}

QString scopesWord(const CredentialRecord &record)
{
    if (!record.scopesKnown)
        return credentialWord("not told");
    return record.scopes.size() == 1 ? credentialWord("1 scope")
                                     : credentialWord("%1 scopes").arg(record.scopes.size());
}

} // namespace hubwatch::ui
