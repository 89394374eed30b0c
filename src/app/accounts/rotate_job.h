// RotateJob: one step of a rotation: asks, guards, moves the secrets, writes the book.
#pragma once

#include "app/accounts/credential_job.h"
#include "vault/rotation.h"

namespace hubwatch {

/// The guard is asked before anything moves; the secrets move so that at every instant each of them stands somewhere in
/// the vault, and the book is written last.
class RotateJob : public CredentialJob
{
    Q_OBJECT

public:
    RotateJob(RotateCredential command, const CredentialTools &tools);

    void start() override;

private:
    using Move = std::function<void()>;

    void store();
    void verify();
    void verifyBoth(const AccountConfig &account, const Secret &current, const Secret &next);
    void switchOver();
    void back();
    void goBack(const std::optional<bool> &oldAnswers);
    void retire();

    /// The record after the step, or nothing: then the job has ended.
    std::optional<CredentialRecord> guarded(const RotationFacts &facts);
    void read(const QString &name, std::function<void(const Secret &)> then);
    void write(const QString &name, const Secret &secret, Move then);
    void remove(const QString &name, Move then);
    void finish(const CredentialRecord &record, const QString &words);

    QString beside() const { return m_name + QStringLiteral(".next"); }
    QString kept() const { return m_name + QStringLiteral(".previous"); }

    RotateCredential m_command;
    QString m_name;
    CredentialRecord m_record = {};
};

} // namespace hubwatch
