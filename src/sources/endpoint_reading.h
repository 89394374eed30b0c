// How an endpoint is asked, and what its answer means.
#pragma once

#include "metrics/exposition.h"
#include "net/http.h"
#include "sources/poll_result.h"

namespace hubwatch {

/// The request of one poll: content negotiation as Prometheus does it, one redirect, the caps.
HttpRequest endpointRequest(const QUrl &url, Endpoint endpoint, Duration timeout);

/// The URL as errors show it: without user, query and fragment.
QString shownEndpoint(const QUrl &url);

/// The text format of an answer to a scrape. Malformed, with the way out, when it is a page or JSON and no metrics.
Result<TextFormat> scrapeFormat(const QUrl &url, const HttpResponse &response);

/// The same error with `URL:` in front of its `line:column`.
Error scrapeError(const QUrl &url, Error error);

/// What a health or readiness endpoint said. Any HTTP answer is an answer: 2xx is ready unless its JSON says otherwise,
/// everything else is not ready, in the body's own words. Only an endpoint that could not be reached is an Error.
Result<ProbeAnswer> judgeProbe(Endpoint endpoint, const Result<HttpResponse> &answer);

} // namespace hubwatch
