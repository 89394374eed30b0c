// endpointAdvice: what to do about an endpoint's calls, in a few words.
#pragma once

#include "snapshot/triage.h"

namespace hubwatch {

/// Whether HubSpot counts the endpoint among its searches: "contacts.search", "/crm/objects/2026-09/contacts/search".
bool isSearchEndpoint(const QString &endpoint);
/// Whether what it answers hardly ever changes: properties, schemas, pipelines, owners.
bool isCacheable(const QString &endpoint);

/// The gravest first, "; " between; "-" when all is well. `seen` is how long the calls were counted.
QString endpointAdvice(const EndpointCalls &calls, Duration seen);

} // namespace hubwatch
