#include "app/accounts/verify_job.h"

#include "app/accounts/account_judgement.h"

namespace hubwatch {

VerifyJob::VerifyJob(const QString &reference, const CredentialTools &tools)
    : CredentialJob({.command = CredentialOutcome::Command::Verify, .reference = reference}, tools)
{ }

void VerifyJob::start()
{
    const std::optional<CredentialRef> ref = parseCredentialRef(m_outcome.reference);
    if (!ref)
        return end(false, QStringLiteral("%1 is not a reference to a credential.").arg(m_outcome.reference));
    const AccountConfig *account = accountOf(m_outcome.reference);
    if (account)
        if (const QString refusal = credentialRefusal(*account); !refusal.isEmpty())
            return end(false, refusal);
    secrets().drop(*ref); // as it is now, not as it was ten minutes ago
    secrets().reader().read(*ref, context(), [this](const Result<Secret> &secret) {
        if (!secret)
            return failWith(secret.error());
        const AccountConfig *user = accountOf(m_outcome.reference);
        if (user)
            return check(
                *user, *secret, kindOfSecret(*secret),
                [this, user = *user, secret = *secret](const TokenAnswer &answer) { judge(user, secret, answer); });
        secrets().put(recordOf(*secret));
        end(true,
            QStringLiteral("It can be read: %1. No HubSpot account uses it, so there is nobody to ask.")
                .arg(fingerprintOf(*secret, secrets().book().salt).shown));
    });
}

CredentialRecord VerifyJob::recordOf(const Secret &secret) const
{
    return withSecret(secrets().record(m_outcome.reference), secret, secrets().book().salt, now());
}

void VerifyJob::judge(const AccountConfig &account, const Secret &secret, const TokenAnswer &answer)
{
    if (!answer)
        return end(false, refusalText(answer.error()));
    CredentialRecord record = recordOf(secret);
    if (const QString complaint = bindingComplaint(*answer, account.portal, record.portal); !complaint.isEmpty())
        return end(false, complaint);
    record = withFacts(std::move(record), *answer, now());
    QString words = QStringLiteral("HubSpot accepts it: %1.").arg(factsText(*answer));
    if (const QString remark = credentialRemark(account); !remark.isEmpty())
        words += u' ' + remark + u'.';
    const QString name = keychainName(m_outcome.reference);
    if (answer->renewed.isEmpty() || name.isEmpty()) {
        secrets().put(record);
        return end(true, words);
    }
    // HubSpot replaced the refresh token while we asked: the one in the vault is about to die.
    record.fingerprint = fingerprintOf(answer->renewed, secrets().book().salt);
    vault().write(name, answer->renewed, context(), [this, record, words](const Result<void> &written) {
        if (!written)
            return failWith(written.error());
        secrets().put(record);
        end(true, words);
    });
}

} // namespace hubwatch
