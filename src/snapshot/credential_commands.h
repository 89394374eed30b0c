// What the window may ask about credentials, and what comes back.
#pragma once

#include "hubspot/leak_drill.h"
#include "snapshot/account_state.h"
#include "vault/rotation.h"
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
        Authorize,
        NoteLeakStep, ///< answered only when it failed
    };

    Command command = Command::Store;
    QString reference = {};
    bool good = false;
    bool refused = false;         ///< HubSpot says no, or it belongs to another portal: to insist would not help
    bool mayForce = false;        ///< Store: HubSpot could not be reached; the person may store it unverified
    bool missing = false;         ///< Remove: there was nothing of that name
    QString words = {};           ///< one or two sentences: what happened, and what to do
    CredentialRecord record = {}; ///< as it is now

    bool operator==(const CredentialOutcome &) const = default;
};

/// Step of the rotation assistant, on the credential of `reference`.
struct RotateCredential {
    using Step = RotationStep;

    QString reference = {};
    Step step = Step::Store;
    Secret secret = {};
    bool force = false; ///< Retire, although something speaks against it
};

/// What a leak drill gathered. Everything in it may be shown, and is written to the data folder as Markdown.
using LeakReport = LeakFindings;

/// Authorise an OAuth app in the browser. The client's secret and the refresh token end in the vault.
struct AuthorizeOAuth {
    QString account = {};
    QString name = {}; ///< in the keychain
    QString clientId = {};
    Secret clientSecret = {};
    QStringList scopes = {};
};

} // namespace hubwatch
