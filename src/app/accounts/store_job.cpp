#include "app/accounts/store_job.h"

#include "vault/store_token.h"

namespace hubwatch {

StoreJob::StoreJob(StoreCredential command, const CredentialTools &tools)
    : CredentialJob(
        {.command = CredentialOutcome::Command::Store, .reference = QStringLiteral("keychain:") + command.name}, tools)
    , m_command(std::move(command))
{ }

void StoreJob::start()
{
    if (const QString complaint = tokenNameComplaint(m_command.name); !complaint.isEmpty())
        return end(false, complaint);
    const QByteArrayView bytes = m_command.secret.reveal();
    Result<Secret> cleaned = cleanedSecret(QByteArray(bytes.data(), bytes.size()));
    if (!cleaned)
        return failWith(cleaned.error());
    m_command.secret = std::move(*cleaned);
    if (m_command.kind == CredentialKind::Unknown)
        m_command.kind = kindOfSecret(m_command.secret);
    const AccountConfig *account = accountOf(m_outcome.reference, m_command.account);
    if (!account && !m_command.account.isEmpty())
        return end(false, QStringLiteral("The workspace has no account %1; add it first.").arg(m_command.account));
    if (!account)
        return write(m_command.secret, std::nullopt);
    check(*account, m_command.secret, m_command.kind,
          [this, account = *account](const TokenAnswer &answer) { judge(account, answer); });
}

void StoreJob::judge(const AccountConfig &account, const TokenAnswer &answer)
{
    if (!answer) {
        if (!couldNotAsk(answer.error()))
            return endRefused(refusalText(answer.error()) + QStringLiteral(" Nothing was stored."));
        if (m_command.unverified)
            return write(m_command.secret, std::nullopt);
        return endUnreached(refusalText(answer.error())
                            + QStringLiteral(" Nothing was stored; it can be stored unverified."));
    }
    const CredentialRecord known = secrets().record(m_outcome.reference);
    if (const QString complaint = bindingComplaint(*answer, account.portal, known.portal); !complaint.isEmpty())
        return endRefused(complaint + QStringLiteral(" Nothing was stored."));
    write(answer->renewed.isEmpty() ? m_command.secret : answer->renewed, *answer);
}

void StoreJob::write(const Secret &secret, const std::optional<TokenFacts> &facts)
{
    vault().write(m_command.name, secret, context(), [this, secret, facts](const Result<void> &written) {
        if (!written)
            return failWith(written.error());
        CredentialRecord record = recordOfToken(
            secrets().book(), {.name = m_command.name, .secret = secret, .kind = m_command.kind}, now());
        if (facts)
            record = withFacts(std::move(record), *facts, now());
        if (const Result<void> kept = secrets().put(record); !kept)
            return end(false,
                       QStringLiteral("The secret is in the vault, but what is known of it could not be written: %1")
                           .arg(kept.error().detail));
        const QString what = facts ? factsText(*facts)
                                   : credentialKindName(record.kind) + QStringLiteral(", not verified with HubSpot");
        end(true, QStringLiteral("Stored as %1: %2.").arg(m_outcome.reference, what));
    });
}

} // namespace hubwatch
