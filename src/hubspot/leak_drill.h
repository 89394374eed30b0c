// The leak drill: what to know and to do when a token may have leaked, gathered in one go and written down.
#pragma once

#include "hubspot/account_facts.h"
#include "net/http.h"
#include "vault/credential_kind.h"

#include <QStringList>

namespace hubwatch {

/// What is known here of the credential before HubSpot is asked.
struct LeakCase {
    QUrl api = QUrl(QStringLiteral("https://api.hubapi.com"));
    QString account = {};
    CredentialKind kind = CredentialKind::Unknown;
    QString fingerprint = {}; ///< Fingerprint::shown: never the secret
    std::int64_t portal = 0;
    std::int64_t app = 0;
    QString reference = {};    ///< where the secret lives: "keychain:prod"
    QStringList lastUses = {}; ///< sentences: when, what, by whom
    QStringList services = {}; ///< that use the account
    QString folder = {};       ///< where the report is written
    TimePoint at = {};
};

/// Everything in it may be shown.
struct LeakFindings {
    QString account = {};
    TimePoint at = {};
    QString fingerprint = {};
    QStringList lastUses = {};
    std::vector<SecurityEvent> events = {}; ///< those about tokens and keys first; each part newest first
    QString eventsProblem = {};             ///< why there are none, or not all
    QStringList steps = {};                 ///< what to do, in order, with the place in HubSpot's menus
    QString path = {};                      ///< of the report; empty when it could not be written
    QString pathProblem = {};

    bool operator==(const LeakFindings &) const = default;
};

/// Reads the security activity of the last 30 days with the account's client, writes the report and answers once,
/// later; never if `context` dies first. HubSpot's refusal is part of the findings, not an error.
void drillLeak(HttpClient &http, LeakCase leak, QObject *context, std::function<void(LeakFindings)> reply);

/// Whether the event is about a token, a key or an app that has one.
bool isTokenEvent(const QString &type);
QStringList leakSteps(const LeakCase &leak);

} // namespace hubwatch
