// Verdicts and their evidence as JSON, and back.
#pragma once

#include "base/result.h"
#include "checklist/evidence.h"

#include <QJsonObject>

namespace hubwatch {

/// Keys are sorted, as QJsonObject has them: the same evidence is the same bytes.
QJsonObject evidenceJson(const Evidence &evidence);
QJsonObject verdictJson(const Verdict &verdict);
/// Malformed with the key that is wrong.
Result<Verdict> verdictFromJson(const QJsonObject &json);

} // namespace hubwatch
