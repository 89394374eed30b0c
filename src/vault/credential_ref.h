// CredentialRef: where a secret truly lives, as the workspace names it.
#pragma once

#include <QString>
#include <optional>

namespace hubwatch {

/// "keychain:prod", "env:NAME", "dotenv:PATH#NAME", "command:PROGRAM ARGS...", "aws-sm:SECRET_ID#JSON_KEY",
/// "gcp-sm:projects/P/secrets/S", "vault:secret/data/hubspot#token" in parts. Holds no secret.
struct CredentialRef {
    enum class Source { Keychain, Environment, Dotenv, Command, AwsSecretsManager, GcpSecretManager, HashiCorpVault };

    Source source = Source::Keychain;
    QString place = {}; ///< the name, path, command line, secret id or Vault path
    QString key = {};   ///< after '#': the variable of a .env file, or the key inside a JSON secret; may be empty

    bool operator==(const CredentialRef &) const = default;
};

/// nullopt for what the workspace would not accept as a reference.
std::optional<CredentialRef> parseCredentialRef(const QString &text);
/// The text that parses back to the same value.
QString credentialRefText(const CredentialRef &ref);
/// For people: "keychain", "environment", ".env file", "command", "AWS Secrets Manager", "GCP Secret Manager",
/// "HashiCorp Vault".
QString credentialSourceName(CredentialRef::Source source);

} // namespace hubwatch
