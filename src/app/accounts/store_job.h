// StoreJob: puts a secret into the vault once HubSpot has confirmed it.
#pragma once

#include "app/accounts/credential_job.h"

namespace hubwatch {

/// A token that HubSpot refuses, or that belongs to another portal, is never stored. When HubSpot cannot be asked, the
/// outcome says that the person may insist.
class StoreJob : public CredentialJob
{
    Q_OBJECT

public:
    StoreJob(StoreCredential command, const CredentialTools &tools);

    void start() override;

private:
    void judge(const AccountConfig &account, const TokenAnswer &answer);
    void write(const Secret &secret, const std::optional<TokenFacts> &facts);

    StoreCredential m_command;
};

} // namespace hubwatch
