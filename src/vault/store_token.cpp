#include "vault/store_token.h"

#include "vault/credential_ref.h"

#include <QRegularExpression>

namespace hubwatch {

QString tokenNameComplaint(const QString &name)
{
    static const QRegularExpression allowed(QStringLiteral("\\A[A-Za-z0-9._-]{1,64}\\z"));
    if (!allowed.match(name).hasMatch())
        return QStringLiteral("expected 1 to 64 letters, digits, '.', '_' or '-', such as prod");
    if (name.startsWith(u"pat-") || kindOfSecret(Secret(name.toUtf8())) != CredentialKind::Unknown)
        return QStringLiteral(
            "this looks like a secret, not like a name; choose a name such as prod and pipe the secret "
            "in. It may stand in your shell's history now: rotate it");
    return {};
}

CredentialRecord recordOfToken(const CredentialBook &book, const TokenToStore &token, TimePoint now)
{
    const QString reference = credentialRefText({.source = CredentialRef::Source::Keychain, .place = token.name});
    const Fingerprint fingerprint = fingerprintOf(token.secret, book.salt);
    const CredentialKind kind = token.kind == CredentialKind::Unknown ? kindOfSecret(token.secret) : token.kind;
    const CredentialRecord *before = book.find(reference);
    if (before && before->fingerprint == fingerprint) {
        CredentialRecord record = *before;
        if (token.kind != CredentialKind::Unknown)
            record.kind = token.kind;
        return record;
    }
    return {.reference = reference,
            .kind = kind,
            .fingerprint = fingerprint,
            .region = regionOfSecret(token.secret),
            .createdAt = now,
            // A rotation under way is about other names, and its way back must not be lost.
            .rotation = before ? before->rotation : std::nullopt};
}

} // namespace hubwatch
