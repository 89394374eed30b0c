// HashiCorpReader: secrets in HashiCorp Vault's KV store, version 2, over HTTP.
#pragma once

#include "base/call_scope.h"
#include "vault/hashicorp_answer.h"

#include <memory>

namespace hubwatch {

/// Takes its settings from the environment at each call. A token from AppRole is kept for nine tenths of its lease;
/// when Vault refuses it before, we log in once more.
class HashiCorpReader : public CredentialReader
{
public:
    /// `http` sends each request once, without anything of HubSpot's: the wire.
    HashiCorpReader(HttpClient &http, Clock &clock, Environment environment, QString tokenFile);

    void read(const CredentialRef &ref, QObject *context, Reply reply) override;

private:
    struct Call;
    struct Login {
        HashiCorpSettings settings = {};
        Secret token = {};
        std::optional<Duration> until = {}; ///< by uptime()
    };

    void logIn(const std::shared_ptr<Call> &call);
    void ask(const std::shared_ptr<Call> &call, const Secret &token, bool mayLogInAgain);
    bool loggedIn(const HashiCorpSettings &settings) const;

    HttpClient &m_http;
    Clock &m_clock;
    Environment m_environment;
    QString m_tokenFile;
    std::optional<Login> m_login = {};
    CallScope m_calls; ///< a caller's context may outlive us: callbacks look whether this is still there
};

} // namespace hubwatch
