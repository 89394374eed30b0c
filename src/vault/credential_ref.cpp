#include "vault/credential_ref.h"

#include <array>

namespace hubwatch {

namespace {

using Source = CredentialRef::Source;

struct SourceForm {
    Source source;
    const char *prefix;
    const char *name;
    bool keyed; ///< '#' parts the key from the place
    bool needsKey;
};

constexpr std::array sourceForms{
    SourceForm{Source::Keychain, "keychain:", "keychain", false, false},
    SourceForm{Source::Environment, "env:", "environment", false, false},
    SourceForm{Source::Dotenv, "dotenv:", ".env file", true, true},
    SourceForm{Source::Command, "command:", "command", false, false},
    SourceForm{Source::AwsSecretsManager, "aws-sm:", "AWS Secrets Manager", true, false},
    SourceForm{Source::GcpSecretManager, "gcp-sm:", "GCP Secret Manager", true, false},
    SourceForm{Source::HashiCorpVault, "vault:", "HashiCorp Vault", true, true},
};

const SourceForm &formOf(Source source)
{
    for (const SourceForm &form : sourceForms)
        if (form.source == source)
            return form;
    Q_UNREACHABLE();
}

} // namespace

std::optional<CredentialRef> parseCredentialRef(const QString &text)
{
    for (const SourceForm &form : sourceForms) {
        const QLatin1StringView prefix(form.prefix);
        if (!text.startsWith(prefix))
            continue;
        CredentialRef ref{.source = form.source, .place = text.mid(prefix.size())};
        // The last one: a path may hold a '#', a variable's name may not.
        if (const qsizetype at = form.keyed ? ref.place.lastIndexOf(u'#') : -1; at >= 0) {
            ref.key = ref.place.mid(at + 1);
            ref.place.truncate(at);
            if (ref.key.isEmpty())
                return std::nullopt;
        }
        if (ref.place.trimmed().isEmpty() || (form.needsKey && ref.key.isEmpty()))
            return std::nullopt;
        return ref;
    }
    return std::nullopt;
}

QString credentialRefText(const CredentialRef &ref)
{
    QString text = QString::fromLatin1(formOf(ref.source).prefix) + ref.place;
    if (!ref.key.isEmpty())
        text += u'#' + ref.key;
    return text;
}

QString credentialSourceName(CredentialRef::Source source)
{
    return QString::fromLatin1(formOf(source).name);
}

} // namespace hubwatch
