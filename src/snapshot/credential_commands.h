// What the window may ask about credentials, and what comes back.
#pragma once

#include "snapshot/account_state.h"
#include "vault/secret.h"

namespace hubwatch {

/// Store a secret under a name of the vault, after HubSpot has confirmed it where it is HubSpot's.
struct StoreCredential {
    QString name = {};    ///< in the keychain: "prod"
    QString account = {}; ///< whose; empty: of a service or a route, not verified with HubSpot
    Secret secret = {};
    CredentialKind kind = CredentialKind::Unknown; ///< told by the person where the shape cannot; Unknown: by shape
    bool unverified = false; ///< store although HubSpot cannot be reached; never although it refuses
};

/// What became of a command on a credential.
struct CredentialOutcome {
    enum class Command {
        Store,
        Verify,
        Remove,
        RotateStore,
        RotateVerify,
        RotateSwitch,
        RotateBack,
        RotateRetire,
        Authorize
    };

    Command command = Command::Store;
    QString reference = {};
    bool good = false;
    bool mayForce = false;        ///< Store: HubSpot could not be reached; the person may store it unverified
    QString words = {};           ///< one or two sentences: what happened, and what to do
    CredentialRecord record = {}; ///< as it is now

    bool operator==(const CredentialOutcome &) const = default;
};

/// Step of the rotation assistant, on the credential of `reference`.
struct RotateCredential {
    enum class Step {
        Store,  ///< `secret` beside the present one
        Verify, ///< both with HubSpot
        Switch, ///< use the new one, keep the old
        Back,   ///< use the old one again
        Retire, ///< forget the old one
    };

    QString reference = {};
    Step step = Step::Store;
    Secret secret = {};
};

/// What a leak drill gathered. Everything in it may be shown, and is written to the data folder as Markdown.
struct LeakReport {
    QString account = {};
    TimePoint at = {};
    QString fingerprint = {};
    QStringList lastUses = {};              ///< sentences: when, what, by whom, as far as Hubwatch and HubSpot know
    std::vector<SecurityEvent> events = {}; ///< newest first
    QString eventsProblem = {};             ///< why there are none: scope missing, unreachable
    QStringList steps = {};                 ///< what to do in HubSpot, in order, with the place in its menus
    QString path = {};                      ///< of the file; empty when it could not be written
    bool operator==(const LeakReport &) const = default;
};

/// Authorise an OAuth app in the browser. The client's secret and the refresh token end in the vault.
struct AuthorizeOAuth {
    QString account = {};
    QString name = {}; ///< in the keychain
    QString clientId = {};
    Secret clientSecret = {};
    QStringList scopes = {};
};

} // namespace hubwatch
