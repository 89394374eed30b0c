// HashiCorp Vault's HTTP API: what is asked and what its answers mean.
#pragma once

#include "net/http.h"
#include "vault/env_reader.h"

#include <optional>

namespace hubwatch {

/// Where Vault is and who we are, as its own command takes it from the environment.
struct HashiCorpSettings {
    QUrl address = {};         ///< VAULT_ADDR
    QByteArray nameSpace = {}; ///< VAULT_NAMESPACE
    Secret token = {};         ///< VAULT_TOKEN, or the token file's when there is no AppRole; empty with an AppRole
    Secret roleId = {};        ///< VAULT_ROLE_ID
    Secret secretId = {};      ///< VAULT_SECRET_ID
    QByteArray trusts = {};    ///< what VAULT_CACERT or VAULT_CAPATH holds, in PEM; empty: the system's certificates

    bool operator==(const HashiCorpSettings &) const = default;
};

/// The token file is "~/.vault-token", which "vault login" writes. https only, but for this machine itself. As with
/// Vault's own command VAULT_CACERT goes before VAULT_CAPATH, and either is trusted instead of the system.
Result<HashiCorpSettings> hashiCorpSettings(const Environment &environment, const QString &tokenFile);

/// A token from AppRole, and how long it is good.
struct HashiCorpLogin {
    Secret token = {};
    std::optional<Duration> lease = {}; ///< nullopt: without an end

    bool operator==(const HashiCorpLogin &) const = default;
};

HttpRequest hashiCorpLoginRequest(const HashiCorpSettings &settings);
Result<HashiCorpLogin> hashiCorpLogin(const HashiCorpSettings &settings, Result<HttpResponse> answer);

/// `place` is the path of the API below /v1/: "secret/data/hubspot".
HttpRequest hashiCorpKvRequest(const HashiCorpSettings &settings, const Secret &token, const QString &place);
/// The text of that key in the latest version.
Result<Secret> hashiCorpSecret(const HashiCorpSettings &settings, const CredentialRef &ref,
                               Result<HttpResponse> answer);

} // namespace hubwatch
