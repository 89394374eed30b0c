// checkToken: asks HubSpot whether a credential is alive, whose it is and what it may do.
#pragma once

#include "hubspot/api_error.h"
#include "hubspot/secret_http.h"
#include "hubspot/token_facts.h"

namespace hubwatch {

struct TokenQuestion {
    QUrl api = QUrl(QStringLiteral("https://api.hubapi.com"));
    Secret secret = {};
    CredentialKind kind = CredentialKind::Unknown; ///< by its shape, or as the person says
    HostTrust trusted = {};
};

using TokenAnswer = tl::expected<TokenFacts, ApiError>;

/// Two calls, three for OAuth: account details, then what the token may do where HubSpot tells that. Alive is what
/// details answer with 200, or 403: then only the scope is missing. Answers once, later; never if `context` dies first.
/// `http` adds no token of its own and outlives the context.
void checkToken(HttpClient &http, TokenQuestion question, QObject *context, std::function<void(TokenAnswer)> reply);

} // namespace hubwatch
