// VerifyJob: reads a secret where it lives, and asks HubSpot about it.
#pragma once

#include "app/accounts/credential_job.h"

namespace hubwatch {

class VerifyJob : public CredentialJob
{
    Q_OBJECT

public:
    VerifyJob(const QString &reference, const CredentialTools &tools);

    void start() override;

private:
    void judge(const AccountConfig &account, const Secret &secret, const TokenAnswer &answer);
    CredentialRecord recordOf(const Secret &secret) const;
};

} // namespace hubwatch
