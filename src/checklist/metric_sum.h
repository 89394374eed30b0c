// The value of one metric of a service, over all its label sets.
#pragma once

#include "metrics/labels.h"
#include "net/http.h"

#include <optional>

namespace hubwatch {

HttpRequest metricsRequest(const QUrl &url, const QString &credential);

/// The sum of the series of that name that carry `labels`; a counter is found by its name with and without "_total".
/// nullopt where there is none; an Error where the answer is none or holds no metrics.
Result<std::optional<double>> metricSum(const QUrl &url, const Result<HttpResponse> &answer, const QString &name,
                                        const Labels &labels, TimePoint now);

/// "status=429,method=GET"; nullopt for anything else.
std::optional<Labels> labelsNamed(const QString &text);

} // namespace hubwatch
