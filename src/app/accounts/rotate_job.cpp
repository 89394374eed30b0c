#include "app/accounts/rotate_job.h"

namespace hubwatch {

namespace {

CredentialOutcome::Command commandOf(RotationStep step)
{
    switch (step) {
    case RotationStep::Store: return CredentialOutcome::Command::RotateStore;
    case RotationStep::Verify: return CredentialOutcome::Command::RotateVerify;
    case RotationStep::Switch: return CredentialOutcome::Command::RotateSwitch;
    case RotationStep::Back: return CredentialOutcome::Command::RotateBack;
    case RotationStep::Retire: return CredentialOutcome::Command::RotateRetire;
    }
    Q_UNREACHABLE();
}

} // namespace

RotateJob::RotateJob(RotateCredential command, const CredentialTools &tools)
    : CredentialJob({.command = commandOf(command.step), .reference = command.reference}, tools)
    , m_command(std::move(command))
    , m_name(keychainName(m_command.reference))
{ }

void RotateJob::start()
{
    if (m_name.isEmpty())
        return end(false,
                   QStringLiteral("%1 does not live in the keychain: rotate it where it lives, then verify it "
                                  "here. Hubwatch reads it again within ten minutes.")
                       .arg(m_command.reference));
    m_record = secrets().record(m_command.reference);
    switch (m_command.step) {
    case RotationStep::Store: return store();
    case RotationStep::Verify: return verify();
    case RotationStep::Switch: return switchOver();
    case RotationStep::Back: return back();
    case RotationStep::Retire: return retire();
    }
    Q_UNREACHABLE();
}

std::optional<CredentialRecord> RotateJob::guarded(const RotationFacts &facts)
{
    Result<CredentialRecord> after = rotationStep(m_record, m_command.step, facts, now());
    if (after)
        return std::move(*after);
    failWith(after.error());
    return std::nullopt;
}

void RotateJob::store()
{
    const QByteArrayView bytes = m_command.secret.reveal();
    Result<Secret> cleaned = cleanedSecret(QByteArray(bytes.data(), bytes.size()));
    if (!cleaned)
        return failWith(cleaned.error());
    const auto after = guarded({.fingerprint = fingerprintOf(*cleaned, secrets().book().salt), .otherName = beside()});
    if (after)
        write(beside(), *cleaned, [this, record = *after] {
            finish(record,
                   QStringLiteral("The new secret (%1) stands beside the one in use.")
                       .arg(record.rotation->fingerprint.shown));
        });
}

void RotateJob::verify()
{
    const AccountConfig *account = accountOf(m_command.reference);
    if (!account)
        return end(
            false,
            QStringLiteral("No account of the workspace uses %1, so there is nobody to ask.").arg(m_command.reference));
    read(m_name, [this, account = *account](const Secret &current) {
        read(beside(), [this, account, current](const Secret &next) { verifyBoth(account, current, next); });
    });
}

void RotateJob::verifyBoth(const AccountConfig &account, const Secret &current, const Secret &next)
{
    check(account, current, kindOfSecret(current), [this, account, next](const TokenAnswer &old) {
        if (!old && couldNotAsk(old.error()))
            return end(false, refusalText(old.error()));
        check(account, next, kindOfSecret(next), [this, old](const TokenAnswer &fresh) {
            if (!fresh && couldNotAsk(fresh.error()))
                return end(false, refusalText(fresh.error()));
            RotationFacts facts;
            if (old)
                facts.portal = old->portal;
            if (fresh)
                facts.nextPortal = fresh->portal;
            if (const auto after = guarded(facts))
                finish(*after, QStringLiteral("HubSpot accepts both: %1.").arg(factsText(*fresh)));
        });
    });
}

void RotateJob::switchOver()
{
    const auto after = guarded({.otherName = kept()});
    if (!after)
        return;
    read(m_name, [this, record = *after](const Secret &old) {
        read(beside(), [this, record, old](const Secret &next) {
            write(kept(), old, [this, record, next] {
                write(m_name, next, [this, record] {
                    remove(beside(), [this, record] {
                        finish(record,
                               QStringLiteral("The new secret is in use; the old one is kept for the way "
                                              "back."));
                    });
                });
            });
        });
    });
}

void RotateJob::back()
{
    const AccountConfig *account = accountOf(m_command.reference);
    if (!m_record.rotation || m_record.rotation->stage != Rotation::Stage::Switched || !account)
        return goBack(std::nullopt);
    read(kept(), [this, account = *account](const Secret &old) {
        check(account, old, kindOfSecret(old), [this](const TokenAnswer &answer) {
            // A HubSpot that cannot be asked does not stand in the way.
            goBack(!answer && couldNotAsk(answer.error()) ? std::nullopt : std::optional(answer.has_value()));
        });
    });
}

void RotateJob::goBack(const std::optional<bool> &oldAnswers)
{
    const bool switched = m_record.rotation && m_record.rotation->stage == Rotation::Stage::Switched;
    const auto after = guarded({.otherName = beside(), .oldAnswers = oldAnswers});
    if (!after)
        return;
    if (!switched) {
        return remove(beside(), [this, record = *after] {
            finish(record, QStringLiteral("The new secret is forgotten; the one in use stays."));
        });
    }
    read(kept(), [this, record = *after](const Secret &old) {
        read(m_name, [this, record, old](const Secret &fresh) {
            write(beside(), fresh, [this, record, old] {
                write(m_name, old, [this, record] {
                    remove(kept(), [this, record] {
                        finish(record, QStringLiteral("The old secret is in use again; the new one stands beside it."));
                    });
                });
            });
        });
    });
}

void RotateJob::retire()
{
    const auto after = guarded({});
    if (!after)
        return;
    const QStringList warnings = retireWarnings(m_record, m_tools.refusedServices(), now());
    if (!warnings.isEmpty() && !m_command.force)
        return endUnreached(warnings.join(u' '));
    remove(kept(), [this, record = *after] {
        finish(record,
               QStringLiteral("The old secret is forgotten here. Expire it in HubSpot if that has not happened."));
    });
}

void RotateJob::read(const QString &name, std::function<void(const Secret &)> then)
{
    vault().read(name, context(), [this, name, then = std::move(then)](const Result<Secret> &secret) {
        if (!secret)
            return failWith(secret.error());
        if (secret->isEmpty())
            return end(false, QStringLiteral("The vault holds nothing under the name %1.").arg(name));
        then(*secret);
    });
}

void RotateJob::write(const QString &name, const Secret &secret, Move then)
{
    vault().write(name, secret, context(), [this, then = std::move(then)](const Result<void> &written) {
        if (!written)
            return failWith(written.error());
        then();
    });
}

void RotateJob::remove(const QString &name, Move then)
{
    vault().remove(name, context(), [this, then = std::move(then)](const Result<void> &removed) {
        if (!removed)
            return failWith(removed.error());
        then();
    });
}

void RotateJob::finish(const CredentialRecord &record, const QString &words)
{
    if (const Result<void> kept = secrets().put(record); !kept)
        return failWith(kept.error());
    end(true, words);
}

} // namespace hubwatch
