// CredentialRecord: what is known of a credential besides its secret.
#pragma once

#include "base/clock.h"
#include "vault/credential_kind.h"

#include <QString>
#include <QStringList>
#include <functional>
#include <optional>
#include <vector>

namespace hubwatch {

/// A rotation under way: the new secret stands beside the old one until the old one is retired.
struct Rotation {
    enum class Stage {
        Stored,   ///< the new one is in the vault under `nextName`, not in use
        Verified, ///< both answer, and belong to one portal
        Switched, ///< the new one is in use; the old one is kept for the way back
    };

    Stage stage = Stage::Stored;
    QString nextName = {};        ///< in the keychain, "prod.next" until switched, then the old one's "prod.previous"
    Fingerprint fingerprint = {}; ///< of the one that is not in use at this stage
    std::optional<TimePoint> since = {}; ///< when that one was first seen here
    TimePoint startedAt = {};
    std::optional<TimePoint> switchedAt = {};
    /// HubSpot keeps an old token for seven days when "expire later" was chosen there: until then there is a way back.
    std::optional<TimePoint> graceEndsAt = {};

    bool operator==(const Rotation &) const = default;
};

struct CredentialRecord {
    QString reference = {}; ///< "keychain:prod": the key of the record
    CredentialKind kind = CredentialKind::Unknown;
    Fingerprint fingerprint = {};
    std::int64_t portal = 0; ///< bound to; 0: not verified yet
    std::int64_t app = 0;
    QStringList scopes = {}; ///< granted, as HubSpot told; empty when it does not tell
    bool scopesKnown = false;
    QString region = {};                      ///< "na1", "eu1"
    std::optional<TimePoint> createdAt = {};  ///< when this secret was first seen here
    std::optional<TimePoint> verifiedAt = {}; ///< when HubSpot last accepted it
    std::optional<Rotation> rotation = {};

    bool operator==(const CredentialRecord &) const = default;
};

/// All records of a data folder, in a JSON file of their own, written atomically. No secret is in it.
struct CredentialBook {
    QByteArray salt = {}; ///< 16 random bytes, made with the book
    std::vector<CredentialRecord> records = {};

    const CredentialRecord *find(const QString &reference) const;
    /// Replaces the record of the same reference, or adds it.
    void put(CredentialRecord record);
    void remove(const QString &reference);

    bool operator==(const CredentialBook &) const = default;
};

/// The record once its secret is read as this one: of another than before, kind, age and scopes are found out anew; the
/// portal stays, since the credential is bound to it.
CredentialRecord withSecret(CredentialRecord record, const Secret &secret, const QByteArray &salt, TimePoint now);

/// "credentials.json" of the folder. A missing file is an empty book with a fresh salt; a broken one is set aside under
/// another name and told in `notice`.
struct LoadedBook {
    CredentialBook book = {};
    QString notice = {};
};
LoadedBook loadCredentialBook(const QString &directory);
/// Reads the newest book under a lock file, lets `change` alter it, and writes it: the window and hubwatchctl may both
/// be at work. An empty directory keeps nothing and succeeds.
Result<CredentialBook> changeCredentialBook(const QString &directory,
                                            const std::function<void(CredentialBook &)> &change);

} // namespace hubwatch
