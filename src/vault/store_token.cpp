#include "vault/store_token.h"

#include "vault/credential_ref.h"

#include <QRegularExpression>

namespace hubwatch {

namespace {

QString keychainReference(const QString &name)
{
    return credentialRefText({.source = CredentialRef::Source::Keychain, .place = name});
}

} // namespace

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
    const QString reference = keychainReference(token.name);
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

void storeToken(SecretStore &store, const QString &dataDirectory, const TokenToStore &token, TimePoint now,
                QObject *context, TokenStored reply)
{
    store.write(token.name, token.secret, context,
                [dataDirectory, token, now, reply = std::move(reply)](const Result<void> &written) {
                    if (!written)
                        return reply(tl::unexpected(written.error()));
                    CredentialRecord record;
                    const Result<CredentialBook> book
                        = changeCredentialBook(dataDirectory, [&](CredentialBook &changed) {
                              record = recordOfToken(changed, token, now);
                              changed.put(record);
                          });
                    if (!book)
                        return reply(fail(
                            Error::Kind::Storage,
                            QStringLiteral("the secret is stored, its record is not: %1").arg(book.error().detail)));
                    reply(record);
                });
}

void removeToken(SecretStore &store, const QString &dataDirectory, const QString &name, QObject *context,
                 std::function<void(Result<bool>)> reply)
{
    // Whether it is there is asked for the answer alone: a keychain that cannot tell may still be able to delete.
    store.read(
        name, context, [&store, dataDirectory, name, context, reply = std::move(reply)](const Result<Secret> &had) {
            const bool held = had && !had->isEmpty();
            store.remove(name, context, [dataDirectory, name, reply, held](const Result<void> &removed) {
                if (!removed)
                    return reply(tl::unexpected(removed.error()));
                bool known = false;
                const Result<CredentialBook> book = changeCredentialBook(dataDirectory, [&](CredentialBook &changed) {
                    known = changed.find(keychainReference(name)) != nullptr;
                    changed.remove(keychainReference(name));
                });
                if (!book)
                    return reply(tl::unexpected(book.error()));
                reply(held || known);
            });
        });
}

} // namespace hubwatch
